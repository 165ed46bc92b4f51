package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.model.VerifyRequest;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerifyReport;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.Parallel;
import dev.autonomy.registry.port.Verifier;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The use case of judging a bundle where it is now, by the same four steps as a seed (spec 2).
 * Reads only.
 */
public final class BundleVerifier {

    private final DigestResolver resolver;
    private final ArtifactReader reader;
    private final Verifier verifier;
    private final Clock clock;

    public BundleVerifier(
            DigestResolver resolver, ArtifactReader reader, Verifier verifier, Clock clock) {
        this.resolver = Objects.requireNonNull(resolver);
        this.reader = Objects.requireNonNull(reader);
        this.verifier = Objects.requireNonNull(verifier);
        this.clock = Objects.requireNonNull(clock);
    }

    /** Judges, and reports how that ended, whatever it was short of a bug. */
    public VerifyReport verify(VerifyRequest request) throws InterruptedException {
        return new Run(request).report();
    }

    /**
     * Judges parts that are pinned already: no tag of theirs is read, and what vouches for them is
     * looked for anew.
     */
    public VerificationReport verify(
            Repository repository,
            Map<BundlePart, Digest> parts,
            SidecarPolicy scope,
            TrustAnchor anchor,
            Freshness freshness)
            throws Obstacle, InterruptedException {
        ArtifactReader known = new RememberingReader(reader, new RunMemory());
        return verifier.verify(
                new Verifier.Question(
                        evidence(repository, parts, known),
                        scope,
                        anchor,
                        freshness,
                        clock.instant()),
                known);
    }

    private static List<Verifier.Subject> evidence(
            Repository repository, Map<BundlePart, Digest> parts, ArtifactReader known)
            throws Obstacle, InterruptedException {
        List<Verifier.Subject> subjects =
                Parallel.map(
                        parts.entrySet(),
                        each ->
                                new Verifier.Subject(
                                        each.getKey(),
                                        repository,
                                        each.getValue(),
                                        known.attachments(repository, each.getValue())));
        new Gathering(known).evidence(subjects);
        return subjects;
    }

    private final class Run {
        private final VerifyRequest request;
        private final Map<BundlePart, Digest> pinned = new TreeMap<>();
        private Optional<TrustAnchor> anchor = Optional.empty();

        Run(VerifyRequest request) {
            this.request = request;
        }

        VerifyReport report() throws InterruptedException {
            try {
                return report(Optional.of(verification()), List.of());
            } catch (Obstacle obstacle) {
                return report(Optional.empty(), List.of(obstacle));
            } catch (Stop stop) {
                return report(Optional.empty(), stop.obstacles());
            }
        }

        private VerifyReport report(
                Optional<VerificationReport> verification, List<Obstacle> obstacles) {
            return new VerifyReport(
                    request,
                    clock.instant(),
                    pinned,
                    new TreeSet<>(resolver.plainHttpRegistries()),
                    anchor,
                    verification,
                    obstacles);
        }

        private VerificationReport verification() throws Obstacle, Stop, InterruptedException {
            TrustAnchor loaded = verifier.load(request.trust());
            anchor = Optional.of(loaded);
            RunMemory memory = new RunMemory();
            ArtifactReader known = new RememberingReader(reader, memory);
            SourcePin.Pinned<List<Verifier.Subject>> parts =
                    new SourcePin(resolver, known, request.reference(), request.sidecars())
                            .pin(manifests -> evidence(manifests, known, memory));
            parts.manifests().forEach((part, manifest) -> pinned.put(part, manifest.digest()));
            return verifier.verify(
                    new Verifier.Question(
                            parts.work().result(),
                            request.sidecars(),
                            loaded,
                            request.trust().freshness(),
                            clock.instant()),
                    known);
        }

        /** Read side by side, while the tags are read once more. */
        private List<Verifier.Subject> evidence(
                Map<BundlePart, Manifest> parts, ArtifactReader known, RunMemory memory)
                throws Obstacle, InterruptedException {
            Repository repository = request.reference().repository();
            parts.values().forEach(manifest -> memory.keep(repository, manifest));
            Map<BundlePart, Digest> digests = new LinkedHashMap<>();
            parts.forEach((part, manifest) -> digests.put(part, manifest.digest()));
            return BundleVerifier.evidence(repository, digests, known);
        }
    }
}
