package dev.autonomy.registry.desktop.wizard;

/** What a wizard runs as: this program's version, that of Java, and the operating system. */
public record Versions(String product, String java, String system) {}
