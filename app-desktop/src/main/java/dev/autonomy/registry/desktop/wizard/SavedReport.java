package dev.autonomy.registry.desktop.wizard;

/** A report as the two files that are kept of it: a page to read, and a log for support. */
public record SavedReport(String html, String log) {}
