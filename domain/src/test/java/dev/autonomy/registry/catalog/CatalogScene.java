package dev.autonomy.registry.catalog;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.BundleResult;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.testkit.Artifact;
import dev.autonomy.registry.testkit.InMemoryCatalogWriter;
import dev.autonomy.registry.testkit.InMemoryRegistries;
import dev.autonomy.registry.testkit.InMemoryReplicator;
import dev.autonomy.registry.testkit.ListingComposer;
import dev.autonomy.registry.testkit.RecordedEvents;
import dev.autonomy.registry.testkit.ScriptedVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two registries, signed images in the first, and a seeder of catalogs between them. */
final class CatalogScene {

    static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    static final String SOURCE = "source.example";
    static final String EDGE = "edge.example";
    static final CatalogPolicy STOP = new CatalogPolicy(CatalogPolicy.AfterFailure.STOP, 2);
    static final CatalogPolicy GO_ON = new CatalogPolicy(CatalogPolicy.AfterFailure.GO_ON, 2);

    final InMemoryRegistries registries = new InMemoryRegistries(EDGE);
    final InMemoryReplicator replicator = new InMemoryReplicator(registries);
    final ScriptedVerifier verifier = new ScriptedVerifier();
    final InMemoryCatalogWriter writer = new InMemoryCatalogWriter();
    final RecordedEvents events = new RecordedEvents();
    private final List<CatalogEntry> entries = new ArrayList<>();

    /** A signed image of these layers in a repository of this name, and an entry for it. */
    Artifact signed(String name, String... layers) {
        Artifact image = unsigned(name, layers);
        attachSignature(name, image, "of " + name);
        return image;
    }

    void attachSignature(String repository, Artifact image, String payload) {
        registries.store(
                source(repository),
                AttachmentKind.SIGNATURE.tagOf(image.digest()).name(),
                Artifact.of("application/vnd.dev.cosign.simplesigning.v1+json", payload));
    }

    /** The same without a signature. */
    Artifact unsigned(String name, String... layers) {
        Artifact image = Artifact.image(layers);
        registries.store(source(name), "v1", image);
        absent(name);
        return image;
    }

    /** An entry for a bundle that is not there. */
    void absent(String name) {
        entry(name, SOURCE + "/" + name + ":v1", EDGE + "/" + name + ":v1");
    }

    void entry(String name, String from, String to) {
        try {
            entries.add(
                    new CatalogEntry(
                            BundleName.parse(name),
                            new SeedRequest(
                                    Reference.parse(from),
                                    Reference.parseDestination(to),
                                    SidecarPolicy.IMAGE_ONLY,
                                    new TrustPolicy.ByKey(
                                            "cosign.pub",
                                            new Freshness.NotOlderThan(Duration.ofDays(1))))));
        } catch (InvalidInput e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Repository source(String name) {
        return new Repository(SOURCE, name);
    }

    static Repository edge(String name) {
        return new Repository(EDGE, name);
    }

    CatalogReport seed(CatalogPolicy policy) throws InterruptedException {
        return seeder().seed(new Catalog(entries), policy, events);
    }

    CatalogReport rehearse() throws InterruptedException {
        return seeder().rehearse(new Catalog(entries), STOP, events);
    }

    private CatalogSeeder seeder() {
        return new CatalogSeeder(
                new CatalogPorts(
                        registries,
                        registries,
                        replicator,
                        registries,
                        new ListingComposer(registries),
                        verifier,
                        writer),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    static List<BundleResult> results(CatalogReport report) {
        return report.bundles().stream().map(each -> each.end().result()).toList();
    }

    static List<Integer> codes(CatalogReport report) {
        return report.bundles().stream().map(each -> each.end().exitCode().code()).toList();
    }

    /** The requests that changed something anywhere. */
    List<String> writes() {
        return registries.requests().stream()
                .filter(request -> request.matches("(put|upload|point|withdraw) .*"))
                .toList();
    }

    /** Where the n-th event of this kind of a bundle is among all events. */
    Optional<Integer> firstOf(String bundle, Class<? extends SeedEvent> type) {
        List<SeedEvent> all = events.all();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof SeedEvent.OfBundle(var name, var event)
                    && name.equals(bundle)
                    && type.isInstance(event)) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }
}
