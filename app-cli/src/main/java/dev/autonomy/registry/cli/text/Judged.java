package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.VerifyRequest;
import dev.autonomy.registry.outcome.SeedStep;
import java.util.Optional;

/** Which bundle was judged, by whose signature, and in which step if that was part of a seed. */
record Judged(Reference bundle, TrustPolicy trust, Optional<SeedStep> step) {

    /** Early a seed judges the source, later the destination. */
    static Judged inSeed(SeedRequest request, SeedStep step) {
        return new Judged(
                step == SeedStep.PREFLIGHT ? request.from() : request.to(),
                request.trust(),
                Optional.of(step));
    }

    static Judged alone(VerifyRequest request) {
        return new Judged(request.reference(), request.trust(), Optional.empty());
    }

    Optional<String> registry() {
        return Optional.of(bundle.repository().registry()).filter(host -> !host.isEmpty());
    }
}
