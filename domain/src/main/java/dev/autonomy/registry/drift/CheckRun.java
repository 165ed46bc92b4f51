package dev.autonomy.registry.drift;

import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.Parallel;
import dev.autonomy.registry.port.Verifier;
import dev.autonomy.registry.seed.BundleVerifier;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/** What the bundles of one run share: answers, and how much is in memory at the same time. */
final class CheckRun {

    /** Each of these may ask for five manifests of four mebibytes. */
    private static final int SUBJECTS_IN_HAND = 4;

    /** A judgement remembers up to 16 MiB of evidence. */
    private static final int JUDGEMENTS_AT_ONCE = 2;

    private final DigestResolver resolver;
    private final ArtifactReader reader;
    private final BundleVerifier verifier;
    private final Clock clock;
    private final DriftRequest request;
    private final Optional<TrustAnchor> anchor;
    private final DriftObserver observer;
    private final BlobCheck blobs;
    private final FirstQuestion firstQuestion = new FirstQuestion();
    private final Semaphore manifestsInHand = new Semaphore(Parallel.AT_ONCE);
    private final Semaphore subjectsInHand = new Semaphore(SUBJECTS_IN_HAND);
    private final Semaphore judgements = new Semaphore(JUDGEMENTS_AT_ONCE);

    CheckRun(
            DigestResolver resolver,
            ArtifactReader reader,
            Verifier verifier,
            Clock clock,
            DriftRequest request,
            Optional<TrustAnchor> anchor,
            DriftObserver observer) {
        this.resolver = resolver;
        this.reader = reader;
        this.verifier = new BundleVerifier(resolver, reader, verifier, clock);
        this.clock = clock;
        this.request = request;
        this.anchor = anchor;
        this.observer = observer;
        blobs = new BlobCheck(reader, request.depth(), new ByteCount(observer, clock));
    }

    BundleDrift check(SeedLock lock) throws Obstacle, InterruptedException {
        ItemLedger ledger =
                new ItemLedger(request.trust().isPresent() ? ExitCode.INCOMPLETE : ExitCode.DRIFT);
        PartNames names = new PartNames(lock);
        ContentCheck content =
                new ContentCheck(
                        lock.image().repository(), reader, blobs, manifestsInHand, names, ledger);
        EvidenceCheck evidence =
                new EvidenceCheck(
                        lock.image().repository(),
                        resolver,
                        reader,
                        subjectsInHand,
                        content,
                        names,
                        ledger);
        BundleDrift checked =
                new BundleCheck(
                                lock,
                                resolver,
                                firstQuestion,
                                content,
                                evidence,
                                () -> judged(lock),
                                ledger)
                        .check();
        observer.on(
                new DriftEvent.BundleChecked(
                        clock.instant(), lock.label(), checked.checked(), checked.exitCode()));
        return checked;
    }

    private Judgement judged(SeedLock lock) throws InterruptedException {
        if (request.trust().isEmpty()) {
            return Judgement.none();
        }
        judgements.acquire();
        try {
            return Judgement.of(
                    lock,
                    verifier.verify(
                            lock.image().repository(),
                            lock.parts(),
                            lock.policy(),
                            anchor.orElseThrow(),
                            request.trust().get().freshness()));
        } catch (Obstacle obstacle) {
            return Judgement.kept(obstacle);
        } finally {
            judgements.release();
        }
    }
}
