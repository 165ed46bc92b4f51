package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.progress.SeedObserver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A backend that plays what a test scripted; without a script everything goes well. */
public final class ScriptedBackend implements SeedingBackend {

    private final List<SeedOrder> reviewed = new ArrayList<>();
    private final List<SeedOrder> seeded = new ArrayList<>();
    private final List<SavedReport> kept = new ArrayList<>();
    private CredentialsScript credentials = _ -> {};
    private KeepScript keeping =
            (folder, number) -> folder.resolve("seed-report-" + number + ".html");
    private final List<String> keptTexts = new CopyOnWriteArrayList<>();
    private KeyScript keys = _ -> Sample.KEY;
    private ReviewScript review = ScriptedBackend::allWell;
    private SeedScript seed = ScriptedBackend::wholeSeed;

    public interface KeyScript {
        TrustedKey load(Path file) throws Obstacle;
    }

    public interface ReviewScript {
        void play(SeedOrder order, Consumer<ReviewFact> told) throws InterruptedException;
    }

    public interface SeedScript {
        SeedReport play(SeedOrder order, SeedObserver observer) throws InterruptedException;
    }

    public interface CredentialsScript {
        void require(Path file) throws Obstacle;
    }

    public interface KeepScript {
        Path keep(Path folder, int number) throws Obstacle;
    }

    public ScriptedBackend credentials(CredentialsScript script) {
        credentials = script;
        return this;
    }

    public ScriptedBackend keeping(KeepScript script) {
        keeping = script;
        return this;
    }

    public ScriptedBackend keys(KeyScript script) {
        keys = script;
        return this;
    }

    public synchronized ScriptedBackend review(ReviewScript script) {
        review = script;
        return this;
    }

    public synchronized ScriptedBackend seed(SeedScript script) {
        seed = script;
        return this;
    }

    public synchronized List<SeedOrder> reviewed() {
        return List.copyOf(reviewed);
    }

    public synchronized List<SeedOrder> seeded() {
        return List.copyOf(seeded);
    }

    @Override
    public TrustedKey load(Path file) throws Obstacle {
        return keys.load(file);
    }

    @Override
    public void requireCredentials(Path file) throws Obstacle {
        credentials.require(file);
    }

    @Override
    public Path placeFor(SeedOrder order) {
        return order.folder().resolve("robot-behavior-2026-11-24");
    }

    @Override
    public synchronized Path keep(Path folder, SavedReport report) throws Obstacle {
        Path file = keeping.keep(folder, kept.size() + 1);
        kept.add(report);
        return file;
    }

    /** Every report that was kept without being asked for, in order. */
    public synchronized List<SavedReport> kept() {
        return List.copyOf(kept);
    }

    @Override
    public Path keepKey(String keyText) throws Obstacle {
        Path kept = Path.of("/home/kim/.config/autonomy/keys/pasted.pub");
        keys.load(kept);
        keptTexts.add(keyText);
        return kept;
    }

    /** The texts that were pasted as keys. */
    public List<String> keptTexts() {
        return List.copyOf(keptTexts);
    }

    @Override
    public void review(SeedOrder order, Consumer<ReviewFact> told) throws InterruptedException {
        ReviewScript script;
        synchronized (this) {
            reviewed.add(order);
            script = review;
        }
        script.play(order, told);
    }

    @Override
    public SeedReport seed(SeedOrder order, SeedObserver observer) throws InterruptedException {
        SeedScript script;
        synchronized (this) {
            seeded.add(order);
            script = seed;
        }
        return script.play(order, observer);
    }

    /** Both ends answer, and a rehearsal passes. */
    public static void allWell(SeedOrder order, Consumer<ReviewFact> told) {
        answering(order, told);
        told.accept(rehearsed(order, new SeedOutcome.Rehearsed(), verification(order)));
    }

    public static void answering(SeedOrder order, Consumer<ReviewFact> told) {
        told.accept(new ReviewFact.ToolFound(Sample.SKOPEO));
        told.accept(
                new ReviewFact.RegistryAnswered(
                        Side.FROM, ReviewFact.Transport.TLS, Duration.ofMillis(84)));
        told.accept(
                new ReviewFact.RegistryAnswered(
                        Side.TO, ReviewFact.Transport.TLS, Duration.ofMillis(210)));
        told.accept(
                new ReviewFact.SourceImageFound(
                        Sample.digest("image"), List.of(Sample.AMD64, Sample.ARM64)));
        told.accept(new ReviewFact.DestinationTagRead(Optional.of(Sample.digest("old image"))));
        told.accept(new ReviewFact.SidecarsFound());
        told.accept(new ReviewFact.FolderWritable(order.folder(), 41_000_000_000L));
    }

    public static ReviewFact rehearsed(
            SeedOrder order, SeedOutcome outcome, Optional<VerificationReport> verification) {
        List<SeedEvent.Artifact> artifacts = artifacts(order);
        return new ReviewFact.Rehearsed(
                Sample.report(order, verification, outcome), artifacts, Sample.total(artifacts));
    }

    static Optional<VerificationReport> verification(SeedOrder order) {
        return order.request().trust() instanceof TrustPolicy.ByKey
                ? Optional.of(Sample.verified(order))
                : Optional.empty();
    }

    static List<SeedEvent.Artifact> artifacts(SeedOrder order) {
        return Sample.artifacts(order.request().sidecars() == SidecarPolicy.WITH_SIDECARS);
    }

    /** Every event of a seed that works, all at once. */
    public static SeedReport wholeSeed(SeedOrder order, SeedObserver observer) {
        Instant time = Sample.NOW;
        planned(order, observer, time);
        for (SeedEvent.Artifact artifact : artifacts(order)) {
            observer.on(new SeedEvent.ArtifactStarted(time, artifact));
            observer.on(new SeedEvent.ArtifactFinished(time, artifact, Transfer.Status.COPIED));
        }
        stepsUpTo(SeedStep.PUBLISH, observer);
        observer.on(new SeedEvent.StepFinished(time, SeedStep.PUBLISH));
        return Sample.report(order, verification(order), new SeedOutcome.Seeded());
    }

    /** Every step before this one, and its beginning. */
    public static void stepsUpTo(SeedStep last, SeedObserver observer) {
        for (SeedStep step : SeedStep.values()) {
            if (step.compareTo(last) <= 0) {
                observer.on(new SeedEvent.StepStarted(Sample.NOW, step));
            }
            if (step.compareTo(last) < 0) {
                observer.on(new SeedEvent.StepFinished(Sample.NOW, step));
            }
        }
    }

    public static void planned(SeedOrder order, SeedObserver observer, Instant time) {
        List<SeedEvent.Artifact> artifacts = artifacts(order);
        observer.on(new SeedEvent.RunStarted(time, order.request()));
        observer.on(new SeedEvent.StepStarted(time, SeedStep.PREFLIGHT));
        observer.on(new SeedEvent.Planned(time, artifacts, Sample.total(artifacts)));
        observer.on(new SeedEvent.StepFinished(time, SeedStep.PREFLIGHT));
    }

    /**
     * Two fifths of a copy and a retry, told as if it had begun three minutes before {@code now};
     * then it stands still until it is cancelled.
     */
    public static SeedReport halfACopy(SeedOrder order, SeedObserver observer, Instant now)
            throws InterruptedException {
        halfOf(order, observer, now);
        Thread.sleep(Long.MAX_VALUE);
        throw new IllegalStateException("slept for ever");
    }

    /** The events of {@link #halfACopy} alone. */
    public static void halfOf(SeedOrder order, SeedObserver observer, Instant now) {
        halfOf(order, observer, now, "the connection was reset");
    }

    /** The same with this reason for the retry. */
    public static void halfOf(SeedOrder order, SeedObserver observer, Instant now, String reason) {
        Instant begun = now.minusSeconds(182);
        planned(order, observer, begun);
        SeedEvent.Artifact image = Sample.image();
        observer.on(new SeedEvent.StepStarted(begun, SeedStep.REPLICATE));
        observer.on(new SeedEvent.ArtifactStarted(begun, image));
        observer.on(
                new SeedEvent.Bytes(begun, image, Sample.AMD64_LAYER, 412_600_000, 412_600_000));
        observer.on(
                new SeedEvent.Bytes(
                        now.minusSeconds(60), image, Sample.ARM64_LAYER, 60_000_000, 398_100_000));
        observer.on(
                new SeedEvent.Retry(now.minusSeconds(40), image, 1, reason, Duration.ofSeconds(1)));
        for (int second = 10; second >= 0; second--) {
            observer.on(
                    new SeedEvent.Bytes(
                            now.minusSeconds(second),
                            image,
                            Sample.ARM64_LAYER,
                            90_800_000 - second * 2_800_000L,
                            398_100_000));
        }
    }
}
