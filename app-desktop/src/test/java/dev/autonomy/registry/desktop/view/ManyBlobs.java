package dev.autonomy.registry.desktop.view;

import dev.autonomy.registry.desktop.wizard.ReviewFact;
import dev.autonomy.registry.desktop.wizard.Sample;
import dev.autonomy.registry.desktop.wizard.ScriptedBackend;
import dev.autonomy.registry.desktop.wizard.SeedOrder;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Platform;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.progress.SeedObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** A copy of an image with a platform for each of its blobs, all of which grow at the same time. */
record ManyBlobs(int count, Duration lasting) implements ScriptedBackend.SeedScript {

    private static final Duration BETWEEN_EVENTS = Duration.ofMillis(100);
    private static final long BLOB = 100_000_000;

    /** A review that finds all of it. */
    void foretell(SeedOrder order, Consumer<ReviewFact> told) {
        ScriptedBackend.answering(order, told);
        SeedEvent.Artifact image = image();
        told.accept(
                new ReviewFact.Rehearsed(
                        Sample.report(order, Optional.empty(), new SeedOutcome.Rehearsed()),
                        List.of(image),
                        image.bytes()));
    }

    @Override
    public SeedReport play(SeedOrder order, SeedObserver observer) throws InterruptedException {
        Instant begun = Instant.now();
        SeedEvent.Artifact image = image();
        observer.on(new SeedEvent.RunStarted(begun, order.request()));
        observer.on(new SeedEvent.Planned(begun, List.of(image), image.bytes()));
        ScriptedBackend.stepsUpTo(SeedStep.REPLICATE, observer);
        observer.on(new SeedEvent.ArtifactStarted(begun, image));
        for (Instant now = begun; now.isBefore(begun.plus(lasting)); now = Instant.now()) {
            double share = (double) Duration.between(begun, now).toMillis() / lasting.toMillis();
            for (Digest blob : image.contents().keySet()) {
                observer.on(new SeedEvent.Bytes(now, image, blob, (long) (share * BLOB), BLOB));
            }
            Thread.sleep(BETWEEN_EVENTS);
        }
        observer.on(new SeedEvent.ArtifactFinished(Instant.now(), image, Transfer.Status.COPIED));
        return Sample.report(order, Optional.empty(), new SeedOutcome.Seeded());
    }

    private SeedEvent.Artifact image() {
        List<SeedEvent.PlatformContents> platforms =
                IntStream.range(0, count)
                        .mapToObj(
                                each ->
                                        new SeedEvent.PlatformContents(
                                                new Platform(
                                                        "linux", "arm64", Optional.of("v" + each)),
                                                Sample.digest("manifest " + each),
                                                Map.of(Sample.digest("layer " + each), BLOB)))
                        .toList();
        Map<Digest, Long> contents = new LinkedHashMap<>();
        platforms.forEach(platform -> contents.putAll(platform.contents()));
        return new SeedEvent.Artifact("image", Sample.digest("image"), contents, platforms);
    }
}
