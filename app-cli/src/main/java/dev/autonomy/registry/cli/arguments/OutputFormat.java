package dev.autonomy.registry.cli.arguments;

/** How the result is printed on stdout. */
public enum OutputFormat {
    TEXT,
    JSON
}
