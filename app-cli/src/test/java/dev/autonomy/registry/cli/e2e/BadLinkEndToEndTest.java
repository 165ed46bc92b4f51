package dev.autonomy.registry.cli.e2e;

import static dev.autonomy.registry.cli.e2e.Fault.Instead.error;
import static dev.autonomy.registry.cli.e2e.FaultScene.BUNDLE;
import static dev.autonomy.registry.cli.e2e.FaultScene.OLDER;
import static dev.autonomy.registry.cli.e2e.FaultScene.blob;
import static dev.autonomy.registry.cli.e2e.FaultScene.manifest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autonomy.registry.cli.Json;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions, verification and promotion over a link that loses what goes over it (spec 1.5). */
@Tag("slow")
@Timeout(180)
class BadLinkEndToEndTest {

    private static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final DockerRegistry UPSTREAM = FaultScene.publisher();

    private final FaultScene scene = new FaultScene(UPSTREAM);

    @AfterAll
    static void stop() {
        UPSTREAM.close();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    static Stream<Arguments> passingTroubles() {
        return Stream.of(
                arguments("500", error(500, "UNKNOWN", "disk trouble"), 20),
                arguments("answer broken off", new Fault.ResetAnswer(0), 10),
                // A question of whose answer nothing arrives is asked once more by itself.
                arguments("answer lost", new Fault.LoseAnswer(), BUNDLE.tags().size()));
    }

    /** Preflight, completeness gate, verification and promotion are made of these. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("passingTroubles")
    void every_request_of_the_client_may_fail_once(String name, Fault fault, int least) {
        scene.source.always(firstOfEach().and(isOfAnUpload().negate()), fault);
        scene.edge.always(firstOfEach().and(isOfAnUpload().negate()), fault);

        Site.Ended ended = scene.seed("--progress", "json");

        scene.assertSeeded(ended);
        assertTrue(retries(ended) >= least, ended::toString);
    }

    /** They are begun anew as a whole, three times, so only one kind of theirs fails at a time. */
    private static Predicate<FaultProxy.Request> isOfAnUpload() {
        return uploads().map(Map.Entry::getValue).reduce(Predicate::or).orElseThrow();
    }

    private static Stream<Map.Entry<String, Predicate<FaultProxy.Request>>> uploads() {
        return Stream.of(
                Map.entry("begun", FaultProxy.matching("POST .*/blobs/uploads/.*")),
                Map.entry("content", FaultProxy.matching("PUT .*/blobs/uploads/.*")),
                Map.entry("manifest", manifest("PUT", "sha256:.*")));
    }

    /** What is answered to an upload has no body that could break off. */
    static Stream<Arguments> troublesOfUploads() {
        return uploads()
                .flatMap(
                        upload ->
                                Stream.of(
                                                error(500, "UNKNOWN", "disk trouble"),
                                                new Fault.LoseAnswer())
                                        .map(
                                                fault ->
                                                        arguments(
                                                                upload.getKey(),
                                                                fault,
                                                                upload.getValue())));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("troublesOfUploads")
    void every_request_of_an_upload_may_fail_once(
            String upload, Fault fault, Predicate<FaultProxy.Request> requests) {
        scene.edge.always(requests.and(firstOfEach()), fault);

        Site.Ended ended = scene.seed("--progress", "json");

        scene.assertSeeded(ended);
        assertTrue(retries(ended) > 0, ended::toString);
    }

    @Test
    void an_upload_survives_three_failures_in_a_row() {
        scene.edge.first(
                3,
                manifest("PUT", BUNDLE.digest("v1-lock")),
                error(500, "UNKNOWN", "disk trouble"));

        Site.Ended ended = scene.seed("--progress", "json");

        scene.assertSeeded(ended);
        assertEquals(3, retries(ended), ended::toString);
    }

    @Test
    void the_fourth_failure_of_an_upload_is_named() {
        Predicate<FaultProxy.Request> lock = manifest("PUT", BUNDLE.digest("v1-lock"));
        scene.edge.always(lock, error(500, "UNKNOWN", "disk trouble"));

        Site.Ended ended = scene.seed();

        scene.assertStopped(
                7,
                ended,
                "Writing the manifest",
                scene.edge.host(),
                "HTTP status 500 (UNKNOWN: disk trouble)");
        assertEquals(4, scene.edge.count(lock), ended::toString);
        scene.assertCleanRerun();
    }

    @Test
    void three_failures_in_a_row_are_survived_and_told() {
        scene.source.first(3, manifest("GET", "v1"), error(500, "UNKNOWN", "disk trouble"));

        Site.Ended ended = scene.seed("--progress", "plain");

        scene.assertSeeded(ended);
        String told =
                "reading the tag "
                        + scene.from()
                        + ": expected an answer, found HTTP status 500 (UNKNOWN: disk trouble)"
                        + " (attempt 3); again in ";
        assertTrue(ended.err().contains(told), ended::toString);
    }

    @Test
    void the_fourth_failure_in_the_preflight_is_named() {
        scene.source.always(manifest("GET", "v1"), error(500, "UNKNOWN", "disk trouble"));

        Site.Ended ended = scene.seed();

        scene.assertStopped(
                7,
                ended,
                "Reading the tag " + scene.from() + " failed: the registry had an error",
                "HTTP status 500 (UNKNOWN: disk trouble)");
        assertEquals(4, scene.source.count(manifest("GET", "v1")), ended::toString);
        scene.assertCleanRerun();
    }

    @Test
    void the_fourth_failure_of_the_completeness_gate_is_named() {
        Predicate<FaultProxy.Request> size = byClient(blob("HEAD", BUNDLE.layers().get(1)));
        scene.edge.always(size, Fault.Instead.page(502));

        Site.Ended ended = scene.seed();

        scene.assertStopped(7, ended, "Asking for the blob", scene.edge.host(), "HTTP status 502");
        assertEquals(4, scene.edge.count(size), ended::toString);
        scene.assertCleanRerun();
    }

    @Test
    void the_fourth_failure_of_the_promotion_is_named_and_the_tags_go_back() {
        scene.seedOlder();
        scene.edge.forget();
        Map<String, String> older = scene.site.edgeView.tags();
        scene.edge.always(manifest("PUT", "v1"), error(500, "UNKNOWN", "disk trouble"));

        Site.Ended ended = scene.seed();

        assertEquals(7, ended.status(), ended::toString);
        assertTrue(
                ended.err().contains("Pointing the tag " + scene.to() + " failed"),
                ended::toString);
        Map<String, String> now = scene.site.edgeView.tags();
        older.forEach((tag, digest) -> assertEquals(digest, now.get(tag), tag));
        assertEquals(4, scene.edge.count(manifest("PUT", "v1")), ended::toString);
        scene.assertCleanRerun();
    }

    @Test
    void a_tag_that_was_moved_while_the_answer_was_lost_is_left_to_the_other() {
        scene.seedOlder();
        String foreign = BUNDLE.signatureOf("v1");
        scene.edge.first(
                1,
                manifest("PUT", "v1"),
                new Fault.LoseAnswer(
                        () ->
                                scene.site.edgeView.putManifest(
                                        "v1", OCI_MANIFEST, BUNDLE.manifest(foreign))));

        Site.Ended ended = scene.seed();

        assertEquals(17, ended.status(), ended::toString);
        assertTrue(ended.err().contains("somebody else moved the tag"), ended::toString);
        Map<String, String> tags = scene.site.edgeView.tags();
        assertEquals(foreign, tags.get("v1"), ended::toString);
        assertEquals(OLDER.digest("v1-lock"), tags.get("v1-lock"), ended::toString);
        assertEquals(OLDER.digest("v1-policy"), tags.get("v1-policy"), ended::toString);
    }

    private static Predicate<FaultProxy.Request> byClient(Predicate<FaultProxy.Request> which) {
        return which.and(request -> request.head().contains("User-Agent: autonomy-registry"));
    }

    /** The first request of the client for each thing. */
    private static Predicate<FaultProxy.Request> firstOfEach() {
        Set<String> seen = ConcurrentHashMap.newKeySet();
        return byClient(request -> true).and(request -> seen.add(withoutSession(request)));
    }

    /** An upload that is begun anew has another address for the same content. */
    private static String withoutSession(FaultProxy.Request request) {
        return request.toString().replaceFirst("/uploads/.+(?=digest=)", "/uploads/");
    }

    private static long retries(Site.Ended ended) {
        return Json.events(ended.err()).stream().filter("retry"::equals).count();
    }
}
