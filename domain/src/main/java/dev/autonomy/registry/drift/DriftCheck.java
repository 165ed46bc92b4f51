package dev.autonomy.registry.drift;

import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.Parallel;
import dev.autonomy.registry.port.Verifier;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The use case of asking whether registries still hold what locks pin (spec 7.3). Reads only, and
 * needs no source.
 */
public final class DriftCheck {

    private final DigestResolver resolver;
    private final ArtifactReader reader;
    private final Verifier verifier;
    private final Clock clock;

    public DriftCheck(
            DigestResolver resolver, ArtifactReader reader, Verifier verifier, Clock clock) {
        this.resolver = Objects.requireNonNull(resolver);
        this.reader = Objects.requireNonNull(reader);
        this.verifier = Objects.requireNonNull(verifier);
        this.clock = Objects.requireNonNull(clock);
    }

    /** Compares, and reports how that ended, whatever it was short of a bug. */
    public DriftReport check(DriftRequest request, DriftObserver observer)
            throws InterruptedException {
        Instant startedAt = clock.instant();
        observer.on(new DriftEvent.Started(startedAt, request.locks().size()));
        Optional<TrustAnchor> anchor = Optional.empty();
        List<BundleDrift> bundles = List.of();
        Optional<Obstacle> obstacle = Optional.empty();
        try {
            anchor = anchor(request);
            CheckRun run =
                    new CheckRun(resolver, reader, verifier, clock, request, anchor, observer);
            bundles = Parallel.map(request.located(), run::check);
        } catch (Obstacle met) {
            obstacle = Optional.of(met);
        }
        return new DriftReport(
                request,
                startedAt,
                clock.instant(),
                bundles,
                new TreeSet<>(resolver.plainHttpRegistries()),
                anchor,
                obstacle);
    }

    private Optional<TrustAnchor> anchor(DriftRequest request)
            throws Obstacle, InterruptedException {
        return request.trust().isPresent()
                ? Optional.of(verifier.load(request.trust().get()))
                : Optional.empty();
    }
}
