package dev.autonomy.misbuilt.cli.wiring;

/** Something of an app. */
public final class Everything {}
