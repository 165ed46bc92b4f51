package dev.autonomy.registry.model;

/** A program and its version, as recorded in the seed manifest. */
public record ToolVersion(String name, String version) {}
