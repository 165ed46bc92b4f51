package dev.autonomy.registry.cli;

/** How the result is printed on stdout. */
enum OutputFormat {
    TEXT,
    JSON
}
