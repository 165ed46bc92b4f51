package dev.autonomy.registry.cli.console;

/** What stderr shows while a command runs. */
public enum ProgressMode {
    /** A bar on a terminal, lines elsewhere. */
    AUTO,
    BAR,
    PLAIN,
    JSON,
    NONE
}
