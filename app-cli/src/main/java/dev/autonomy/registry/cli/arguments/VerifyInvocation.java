package dev.autonomy.registry.cli.arguments;

import dev.autonomy.registry.cli.arguments.SeedInvocation.Display;
import dev.autonomy.registry.cli.wiring.Place;
import dev.autonomy.registry.cli.wiring.Setup;
import dev.autonomy.registry.model.VerifyRequest;

/** A sound command line of {@code bundle verify}: what to judge, where, and how to show it. */
public record VerifyInvocation(VerifyRequest request, Place place, Setup setup, Display display) {}
