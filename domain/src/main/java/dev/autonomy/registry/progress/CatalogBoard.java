package dev.autonomy.registry.progress;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.SeedStep;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Folds the events of a catalog's run into a snapshot that apps sample and paint. */
public final class CatalogBoard implements SeedObserver {

    private final Map<Content, Long> sizes = new HashMap<>();
    private final Map<Content, Long> arrived = new HashMap<>();
    private final Map<String, Bundle> underWay = new LinkedHashMap<>();
    private final Map<String, ProgressSnapshot.LostLink> lost = new LinkedHashMap<>();
    private final RateMeter meter = new RateMeter();
    private int bundles;
    private int judged;
    private int ended;

    public CatalogBoard() {}

    /** What one registry has, or will have, of which bundle ever. */
    private record Content(String registry, Digest digest) {}

    private static final class Bundle {
        private final String registry;
        private final Map<Digest, Long> contents = new LinkedHashMap<>();
        private SeedStep step = SeedStep.PREFLIGHT;
        private boolean isJudged;

        Bundle(Repository to) {
            this.registry = to.registry();
        }

        Content content(Digest digest) {
            return new Content(registry, digest);
        }
    }

    @Override
    public synchronized void on(SeedEvent event) {
        switch (event) {
            case SeedEvent.CatalogStarted(_, var names) -> bundles = names.size();
            case SeedEvent.OfBundle(var name, SeedEvent.BundleStarted(_, var request)) ->
                    underWay.put(name, new Bundle(request.to().repository()));
            case SeedEvent.OfBundle(var name, var of) ->
                    Optional.ofNullable(underWay.get(name))
                            .ifPresent(bundle -> ofBundle(name, bundle, of));
            case SeedEvent.Waiting(_, var registry, var since, var until) ->
                    lost.put(registry, new ProgressSnapshot.LostLink(registry, since, until));
            case SeedEvent.Answering(_, var registry) -> lost.remove(registry);
            case SeedEvent.CatalogFinished _ -> lost.clear();
            case SeedEvent.RunStarted _,
                    SeedEvent.Planned _,
                    SeedEvent.StepStarted _,
                    SeedEvent.StepFinished _,
                    SeedEvent.ArtifactStarted _,
                    SeedEvent.Bytes _,
                    SeedEvent.ArtifactFinished _,
                    SeedEvent.Retry _,
                    SeedEvent.RequestRetry _,
                    SeedEvent.Found _,
                    SeedEvent.Warned _,
                    SeedEvent.Promoted _,
                    SeedEvent.BundleStarted _,
                    SeedEvent.BundleFinished _,
                    SeedEvent.RunFinished _ -> {}
        }
    }

    private void ofBundle(String name, Bundle bundle, SeedEvent event) {
        switch (event) {
            case SeedEvent.Planned planned ->
                    planned.artifacts().forEach(each -> bundle.contents.putAll(each.contents()));
            case SeedEvent.StepStarted(_, var step) -> bundle.step = step;
            case SeedEvent.StepFinished(_, var step) -> {
                if (step == SeedStep.PREFLIGHT) {
                    pass(bundle);
                }
            }
            case SeedEvent.ArtifactStarted(var time, _) -> meter.start(time);
            case SeedEvent.Bytes bytes -> move(bundle, bytes);
            case SeedEvent.ArtifactFinished(_, var artifact, _) ->
                    artifact.contents()
                            .forEach((digest, size) -> arrived.put(bundle.content(digest), size));
            case SeedEvent.BundleFinished _ -> end(name, bundle);
            case SeedEvent.RunStarted _,
                    SeedEvent.Retry _,
                    SeedEvent.RequestRetry _,
                    SeedEvent.Waiting _,
                    SeedEvent.Answering _,
                    SeedEvent.Found _,
                    SeedEvent.Warned _,
                    SeedEvent.Promoted _,
                    SeedEvent.CatalogStarted _,
                    SeedEvent.OfBundle _,
                    SeedEvent.BundleStarted _,
                    SeedEvent.CatalogFinished _,
                    SeedEvent.RunFinished _ -> {}
        }
    }

    private void pass(Bundle bundle) {
        judge(bundle);
        bundle.contents.forEach((digest, size) -> sizes.put(bundle.content(digest), size));
    }

    private void judge(Bundle bundle) {
        if (!bundle.isJudged) {
            bundle.isJudged = true;
            judged++;
        }
    }

    private void move(Bundle bundle, SeedEvent.Bytes bytes) {
        Content content = bundle.content(bytes.blob());
        boolean isNews = !arrived.containsKey(content);
        long before = arrived.getOrDefault(content, 0L);
        long more = Math.max(0, bytes.done() - before);
        arrived.put(content, before + more);
        // What is whole when first heard of was there already.
        meter.add(bytes.time(), isNews && bytes.done() == bytes.total() ? 0 : more);
    }

    private void end(String name, Bundle bundle) {
        judge(bundle);
        ended++;
        underWay.remove(name);
    }

    /** The run as it stands, with its rate as of this moment. */
    public synchronized CatalogSnapshot snapshot(Instant now) {
        return new CatalogSnapshot(
                bundles,
                judged,
                ended,
                sizes.keySet().stream().mapToLong(each -> arrived.getOrDefault(each, 0L)).sum(),
                sizes.values().stream().mapToLong(Long::longValue).sum(),
                meter.perSecond(now),
                moving(),
                lost.values().stream().findFirst());
    }

    private List<CatalogSnapshot.Moving> moving() {
        return underWay.entrySet().stream()
                .filter(each -> each.getValue().step != SeedStep.PREFLIGHT)
                .map(each -> moving(each.getKey(), each.getValue()))
                .toList();
    }

    private CatalogSnapshot.Moving moving(String name, Bundle bundle) {
        long done =
                bundle.contents.keySet().stream()
                        .mapToLong(digest -> arrived.getOrDefault(bundle.content(digest), 0L))
                        .sum();
        long total = bundle.contents.values().stream().mapToLong(Long::longValue).sum();
        return new CatalogSnapshot.Moving(name, bundle.step, done, total);
    }
}
