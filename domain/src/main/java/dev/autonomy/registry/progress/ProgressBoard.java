package dev.autonomy.registry.progress;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Platform;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.Transfer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Folds a run's events into a snapshot that apps sample and paint, so that a slow screen never
 * slows a copy. Content shared by artifacts counts once in the whole and in each of its rows.
 */
public final class ProgressBoard implements SeedObserver {

    private final Map<Digest, Long> sizes = new HashMap<>();
    private final Map<Digest, Long> arrived = new HashMap<>();
    private final Map<Digest, ProgressSnapshot.RunningBlob> running = new LinkedHashMap<>();
    private final Map<String, List<RowFold>> rows = new LinkedHashMap<>();
    private final Set<SeedStep> finishedSteps = EnumSet.noneOf(SeedStep.class);
    private final RateMeter meter = new RateMeter();
    private Optional<Instant> startedAt = Optional.empty();
    private Optional<SeedStep> step = Optional.empty();
    private final Map<String, ProgressSnapshot.LostLink> lost = new LinkedHashMap<>();
    private Optional<Instant> lastMovement = Optional.empty();

    public ProgressBoard() {}

    private static final class RowFold {
        private final String artifact;
        private final Optional<Platform> platform;
        private final Digest digest;
        private final Map<Digest, Long> contents;
        private final RateMeter meter = new RateMeter();
        private ProgressSnapshot.State state = new ProgressSnapshot.State.Waiting();

        RowFold(
                String artifact,
                Optional<Platform> platform,
                Digest digest,
                Map<Digest, Long> contents) {
            this.artifact = artifact;
            this.platform = platform;
            this.digest = digest;
            this.contents = contents;
        }
    }

    @Override
    public synchronized void on(SeedEvent event) {
        switch (event) {
            case SeedEvent.RunStarted(var time, _) -> startedAt = Optional.of(time);
            case SeedEvent.Planned planned -> planned.artifacts().forEach(this::add);
            case SeedEvent.StepStarted(_, var begun) -> step = Optional.of(begun);
            case SeedEvent.StepFinished(_, var done) -> finishedSteps.add(done);
            case SeedEvent.ArtifactStarted(var time, var artifact) -> start(time, artifact);
            case SeedEvent.Bytes bytes -> move(bytes);
            case SeedEvent.Retry retry ->
                    setState(
                            retry.artifact(),
                            new ProgressSnapshot.State.Retrying(
                                    retry.attempt(),
                                    retry.reason(),
                                    retry.time().plus(retry.pause())));
            case SeedEvent.ArtifactFinished(_, var artifact, var status) ->
                    finish(artifact, status);
            case SeedEvent.Waiting(_, var registry, var since, var until) ->
                    lost.put(registry, new ProgressSnapshot.LostLink(registry, since, until));
            case SeedEvent.Answering(var time, var registry) -> {
                lost.remove(registry);
                lastMovement = Optional.of(time);
            }
            case SeedEvent.RunFinished _ -> lost.clear();
            case SeedEvent.RequestRetry _,
                    SeedEvent.Found _,
                    SeedEvent.Warned _,
                    SeedEvent.Promoted _,
                    SeedEvent.CatalogStarted _,
                    SeedEvent.OfBundle _,
                    SeedEvent.BundleStarted _,
                    SeedEvent.BundleFinished _,
                    SeedEvent.CatalogFinished _ -> {}
        }
    }

    /** The run as it stands, with rates as of this moment. */
    public synchronized ProgressSnapshot snapshot(Instant now) {
        return new ProgressSnapshot(
                startedAt,
                step,
                finishedSteps,
                rows.values().stream().flatMap(List::stream).map(row -> painted(row, now)).toList(),
                List.copyOf(running.values()),
                arrived.values().stream().mapToLong(Long::longValue).sum(),
                sizes.values().stream().mapToLong(Long::longValue).sum(),
                meter.perSecond(now),
                lastMovement,
                lost.values().stream().findFirst());
    }

    private void add(SeedEvent.Artifact artifact) {
        sizes.putAll(artifact.contents());
        List<RowFold> added = new ArrayList<>();
        for (SeedEvent.PlatformContents each : artifact.platforms()) {
            added.add(
                    new RowFold(
                            artifact.name(),
                            Optional.of(each.platform()),
                            each.digest(),
                            each.contents()));
        }
        if (added.isEmpty()) {
            added.add(
                    new RowFold(
                            artifact.name(),
                            Optional.empty(),
                            artifact.digest(),
                            artifact.contents()));
        }
        rows.put(artifact.name(), added);
    }

    private void start(Instant time, SeedEvent.Artifact artifact) {
        meter.start(time);
        rowsOf(artifact).forEach(row -> row.meter.start(time));
        setState(artifact, new ProgressSnapshot.State.Copying());
    }

    private void move(SeedEvent.Bytes bytes) {
        Digest blob = bytes.blob();
        boolean isNews = !arrived.containsKey(blob);
        long before = arrived.getOrDefault(blob, 0L);
        long more = Math.max(0, bytes.done() - before);
        arrived.put(blob, before + more);
        if (bytes.done() < bytes.total()) {
            running.put(
                    blob,
                    new ProgressSnapshot.RunningBlob(
                            bytes.artifact().name(), blob, bytes.done(), bytes.total()));
        } else {
            running.remove(blob);
        }
        lastMovement = Optional.of(bytes.time());
        if (isNews && bytes.done() == bytes.total()) {
            // Whole when first heard of: it was there already, or too small to say much of the
            // link.
            more = 0;
        }
        meter.add(bytes.time(), more);
        for (RowFold row : rowsOf(bytes.artifact())) {
            if (row.contents.containsKey(blob)) {
                row.state = new ProgressSnapshot.State.Copying();
                row.meter.add(bytes.time(), more);
            }
        }
    }

    private void finish(SeedEvent.Artifact artifact, Transfer.Status status) {
        artifact.contents()
                .forEach(
                        (digest, size) -> {
                            arrived.put(digest, size);
                            running.remove(digest);
                        });
        setState(
                artifact,
                switch (status) {
                    case COPIED -> new ProgressSnapshot.State.Copied();
                    case UNCHANGED -> new ProgressSnapshot.State.Unchanged();
                });
    }

    private void setState(SeedEvent.Artifact artifact, ProgressSnapshot.State state) {
        rowsOf(artifact).forEach(row -> row.state = state);
    }

    private List<RowFold> rowsOf(SeedEvent.Artifact artifact) {
        return rows.getOrDefault(artifact.name(), List.of());
    }

    private ProgressSnapshot.Row painted(RowFold row, Instant now) {
        long total = row.contents.values().stream().mapToLong(Long::longValue).sum();
        long done =
                row.contents.keySet().stream()
                        .mapToLong(digest -> arrived.getOrDefault(digest, 0L))
                        .sum();
        long rest =
                row.contents.entrySet().stream()
                        .filter(part -> !part.getKey().equals(row.digest))
                        .mapToLong(
                                part -> part.getValue() - arrived.getOrDefault(part.getKey(), 0L))
                        .sum();
        return new ProgressSnapshot.Row(
                row.artifact,
                row.platform,
                row.digest,
                row.state,
                done,
                total,
                rest,
                row.meter.perSecond(now));
    }
}
