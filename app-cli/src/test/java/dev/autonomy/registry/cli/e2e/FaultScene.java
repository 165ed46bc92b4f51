package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.testkit.DockerRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** A site with a fault proxy before each of its registries and a large bundle at the source. */
final class FaultScene implements AutoCloseable {

    private static final int LAYER = 700_000;
    private static final String OLDER_REPOSITORY = "older-behavior";

    /** Another bundle, which scenes may begin with. */
    static final RandomBundle OLDER = new RandomBundle(Site.NOW.minusSeconds(7200), 1, 1000);

    /** The bundle that every scene's source holds. */
    static final RandomBundle BUNDLE =
            new RandomBundle(Site.NOW.minusSeconds(3600), 20_261_123, LAYER);

    final Site site;
    final FaultProxy source;
    final FaultProxy edge;
    final Path key;

    private final RandomBundle bundle;

    /** A scene at an upstream registry that holds the bundle. */
    FaultScene(DockerRegistry upstream) {
        this(upstream, BUNDLE);
    }

    /** A scene at an upstream registry that holds this bundle. */
    FaultScene(DockerRegistry upstream, RandomBundle bundle) {
        this.bundle = bundle;
        site = new Site(upstream);
        source = new FaultProxy(upstream.port());
        edge = new FaultProxy(site.edge.port());
        key = bundle.writeKey(site.folder.resolve("bundle.pub"));
    }

    /** A registry that holds the bundle. */
    static DockerRegistry publisher() {
        return publisher(BUNDLE);
    }

    /** A registry that holds this bundle. */
    static DockerRegistry publisher(RandomBundle bundle) {
        DockerRegistry registry = DockerRegistry.start();
        bundle.publish(new TestRegistry(registry.host(), Site.REPOSITORY));
        OLDER.publish(new TestRegistry(registry.host(), OLDER_REPOSITORY));
        return registry;
    }

    /** The seed as a process of its own, which tells its events. */
    SeedProcess start() {
        return SeedProcess.start(site, from(), to(), key, "--progress", "json");
    }

    FaultScene at(Instant instant) {
        site.at(instant);
        return this;
    }

    String from() {
        return source.host() + "/" + Site.REPOSITORY + ":v1";
    }

    String to() {
        return edge.host() + "/" + Site.REPOSITORY + ":v1";
    }

    Site.Ended seed(String... more) {
        return site.seed(from(), to(), key, more);
    }

    /** The same seed with its outputs in another folder. */
    Site.Ended seedInto(Path out) {
        return seedInto(out, from(), key);
    }

    /** Lets the destination's tags name the older bundle. */
    void seedOlder() {
        seedOlderInto(site.out());
    }

    void seedOlderInto(Path out) {
        Site.Ended ended =
                seedInto(
                        out,
                        site.upstream.host() + "/" + OLDER_REPOSITORY + ":v1",
                        OLDER.writeKey(site.folder.resolve("older.pub")));
        assertEquals(0, ended.status(), ended::toString);
    }

    private Site.Ended seedInto(Path out, String from, Path publicKey) {
        return site.command(
                List.of(
                        "--copy-policy",
                        "--from",
                        from,
                        "--to",
                        to(),
                        "--pub-key",
                        publicKey.toString(),
                        "--out",
                        out.toString()));
    }

    /** Any request for the manifest of this digest or under this tag. */
    static Predicate<FaultProxy.Request> manifest(String method, String reference) {
        return FaultProxy.matching(method + " /v2/robot-behavior/manifests/" + reference);
    }

    static Predicate<FaultProxy.Request> blob(String method, String digest) {
        return FaultProxy.matching(method + " /v2/robot-behavior/blobs/" + digest);
    }

    /** skopeo's sending of a blob's bytes. */
    static Predicate<FaultProxy.Request> upload() {
        return FaultProxy.matching("PATCH /v2/robot-behavior/blobs/uploads/.*");
    }

    /** The documented end of a run that did not succeed: nothing published, nothing left behind. */
    void assertStopped(int status, Site.Ended ended, String... words) {
        assertEquals(status, ended.status(), ended::toString);
        for (String word : words) {
            assertTrue(ended.err().contains(word), () -> "expected " + word + "\n" + ended);
        }
        assertEquals(Map.of(), site.edgeView.tags(), ended::toString);
        assertEquals(Map.of(), site.outputs(), ended::toString);
        assertEquals(List.of(), site.leftovers(), ended::toString);
    }

    void assertSeeded(Site.Ended ended) {
        assertEquals(0, ended.status(), ended::toString);
        Map<String, String> tags = site.edgeView.tags();
        bundle.tags().forEach((tag, digest) -> assertEquals(digest, tags.get(tag), tag));
        assertEquals(
                List.of("seed-manifest.json", "seed.lock"), List.copyOf(site.outputs().keySet()));
        assertEquals(List.of(), site.leftovers());
    }

    /** Once nothing befalls it any more, the same command succeeds. */
    void assertCleanRerun() {
        source.calm();
        edge.calm();
        assertSeeded(seed());
    }

    @Override
    public void close() {
        source.close();
        edge.close();
        site.close();
    }
}
