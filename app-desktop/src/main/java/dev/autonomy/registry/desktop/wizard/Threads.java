package dev.autonomy.registry.desktop.wizard;

import java.util.concurrent.Executor;

/** Where work is done, and where its results are shown. */
public record Threads(Executor work, Executor ui) {}
