package dev.autonomy.registry.cli.arguments;

import dev.autonomy.registry.catalog.Catalog;
import dev.autonomy.registry.catalog.CatalogPolicy;
import dev.autonomy.registry.cli.arguments.SeedInvocation.Display;
import dev.autonomy.registry.cli.arguments.SeedInvocation.Extent;
import dev.autonomy.registry.cli.wiring.Setup;
import java.nio.file.Path;

/** A sound command line for a catalog: what to bring, how, with what, and how to show it. */
public record CatalogInvocation(
        Catalog catalog,
        CatalogPolicy policy,
        Setup setup,
        Path out,
        Extent extent,
        Display display) {}
