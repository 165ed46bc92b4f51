package dev.autonomy.registry.cli.arguments;

import dev.autonomy.registry.cli.arguments.SeedInvocation.Display;
import dev.autonomy.registry.cli.wiring.Setup;
import dev.autonomy.registry.drift.DriftRequest;
import dev.autonomy.registry.model.Registry;
import dev.autonomy.registry.model.TrustPolicy;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A sound command line of {@code registry drift}.
 *
 * @param driftCode the status for drift and nothing worse
 */
public record DriftInvocation(
        Path lock,
        Optional<Registry> registry,
        DriftRequest.Depth depth,
        Optional<TrustPolicy.Checked> trust,
        int driftCode,
        Setup setup,
        Display display) {}
