package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.AcceptedSignature;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.port.Verifier;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a signature cannot prove and a technician should know: said, not blocked (spec 2.3). */
final class Remarks implements AutoCloseable {

    private final SeedPorts ports;
    private final Clock clock;
    private final SeedRequest request;
    private final Questions<Digest, Verifier.Subject> current;

    /**
     * @param ports with a reader that remembers
     */
    Remarks(SeedPorts ports, Clock clock, SeedRequest request) {
        this.ports = ports;
        this.clock = clock;
        this.request = request;
        this.current = new Questions<>(this::read);
    }

    /** Reads ahead what vouches for the image that the destination's tag names now. */
    void lookAt(Digest image) {
        switch (request.trust()) {
            case TrustPolicy.Checked _ -> current.ask(image);
            case TrustPolicy.Skipped _ -> {}
        }
    }

    private Verifier.Subject read(Digest image) throws Obstacle, InterruptedException {
        Repository to = request.to().repository();
        Verifier.Subject subject =
                new Verifier.Subject(
                        BundlePart.IMAGE, to, image, ports.reader().attachments(to, image));
        new Gathering(ports.reader()).evidence(List.of(subject));
        return subject;
    }

    List<Warning> on(SeedPlan plan, TrustAnchor anchor, VerificationReport verification)
            throws InterruptedException {
        List<Warning> warnings = new ArrayList<>();
        verification
                .artifactReference()
                .flatMap(named -> Warning.otherName(request.from(), named))
                .ifPresent(warnings::add);
        olderThanCurrent(plan, anchor, verification).ifPresent(warnings::add);
        return warnings;
    }

    private Optional<Warning> olderThanCurrent(
            SeedPlan plan, TrustAnchor anchor, VerificationReport verification)
            throws InterruptedException {
        Optional<Digest> current =
                plan.image()
                        .previous()
                        .map(Manifest::digest)
                        .filter(digest -> !digest.equals(plan.image().digest()));
        Optional<Instant> incoming = latest(verification);
        if (current.isEmpty() || incoming.isEmpty()) {
            return Optional.empty();
        }
        return signedAt(current.get(), anchor)
                .filter(time -> time.isAfter(incoming.get()))
                .map(
                        time ->
                                new Warning(
                                        Warning.Kind.OLDER_THAN_CURRENT,
                                        request.to()
                                                + " holds a bundle signed at "
                                                + time
                                                + ", later than this one ("
                                                + incoming.get()
                                                + "): this seed takes robots back to an older bundle."));
    }

    /** When the bundle the destination has now was signed; empty where that cannot be told. */
    private Optional<Instant> signedAt(Digest image, TrustAnchor anchor)
            throws InterruptedException {
        try {
            return latest(
                    ports.verifier()
                            .verify(
                                    new Verifier.Question(
                                            List.of(current.answer(image)),
                                            SidecarPolicy.IMAGE_ONLY,
                                            anchor,
                                            new Freshness.Unchecked(),
                                            clock.instant()),
                                    ports.reader()));
        } catch (Obstacle _) {
            // A remark that cannot be made must not stop a seed that would repair the destination.
            return Optional.empty();
        }
    }

    private static Optional<Instant> latest(VerificationReport verification) {
        return verification.accepted().stream()
                .filter(each -> each.part() == BundlePart.IMAGE)
                .map(AcceptedSignature::signedAt)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }

    @Override
    public void close() {
        current.close();
    }
}
