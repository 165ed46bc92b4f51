package dev.autonomy.registry.desktop.wizard;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;

/** What a wizard is set up with. */
public record Surroundings(
        Locale locale,
        Clock clock,
        Threads threads,
        SeedingBackend backend,
        RecentReferences recent,
        Path folder,
        Versions versions) {}
