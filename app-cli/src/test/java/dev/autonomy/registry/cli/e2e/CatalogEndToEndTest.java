package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autonomy.registry.adapter.output.FileSystemCatalogWriter;
import dev.autonomy.registry.catalog.CatalogWriter;
import dev.autonomy.registry.cli.Json;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many bundles between real registries (spec 7.1, 7.2). */
@Tag("slow")
@Timeout(180)
class CatalogEndToEndTest {

    private static final int BUNDLES = 20;
    private static final DockerRegistry UPSTREAM = CatalogScene.publisher(BUNDLES);

    private final CatalogScene scene = new CatalogScene(UPSTREAM);

    @AfterAll
    static void stop() {
        UPSTREAM.close();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void twenty_bundles_are_published_and_written_down() throws Exception {
        Site.Ended ended = scene.seed(scene.catalog(BUNDLES));

        assertEquals(0, ended.status(), ended::toString);
        assertEquals(CatalogScene.names(BUNDLES), scene.published(BUNDLES));
        Json.assertValid("catalog-manifest", read("catalog-manifest.json"));
        Json.assertValid("catalog-lock", read("catalog.lock"));
        assertTrue(Files.exists(scene.site.out().resolve("fleet__bundle20-v1/seed.lock")));
        assertEquals(List.of(), scene.site.leftovers());
    }

    @Test
    void the_same_again_uploads_nothing_and_leaves_the_same_lock() throws Exception {
        Path catalog = scene.catalog(5);
        scene.seed(catalog);
        String lock = Files.readString(scene.site.out().resolve("catalog.lock"));
        scene.edge.forget();

        Site.Ended again = scene.seed(catalog);

        assertEquals(0, again.status(), again::toString);
        assertEquals(0, scene.edge.count(FaultProxy.matching("(POST|PUT|PATCH) .*")));
        assertEquals(lock, Files.readString(scene.site.out().resolve("catalog.lock")));
    }

    private Path withThreeThatFail() {
        List<String> sources = new ArrayList<>();
        CatalogScene.names(BUNDLES).forEach(name -> sources.add("fleet/" + name + ":v1"));
        sources.set(4, "fleet/bundle01:tampered");
        sources.set(9, "fleet/bundle10:gone");
        return scene.catalog(sources);
    }

    @Test
    void one_tampered_and_one_missing_bundle_keep_all_from_moving() throws Exception {
        Site.Ended ended = scene.seed(withThreeThatFail());

        assertEquals(13, ended.status(), ended::toString);
        assertEquals(List.of(), scene.published(BUNDLES));
        assertEquals(0, scene.edge.count(FaultProxy.matching("(POST|PUT|PATCH) .*")));
        JsonNode bundles = read("catalog-manifest.json").get("bundles");
        assertEquals(13, bundles.get(4).get("exitCode").intValue());
        assertEquals(5, bundles.get(9).get("exitCode").intValue());
        assertEquals("not-attempted", bundles.get(0).get("outcome").textValue());
        assertFalse(Files.exists(scene.site.out().resolve("catalog.lock")));
    }

    @Test
    void with_keep_going_the_others_arrive_and_the_exit_code_stays() {
        Site.Ended ended = scene.seed(withThreeThatFail(), "--keep-going");

        assertEquals(13, ended.status(), ended::toString);
        List<String> expected = new ArrayList<>(CatalogScene.names(BUNDLES));
        expected.removeAll(List.of("bundle05", "bundle10"));
        assertEquals(expected, scene.published(BUNDLES));
        assertTrue(
                ended.out().startsWith("20 bundles: 18 seeded, 1 refused, 1 stopped"), ended.out());
    }

    @Test
    void an_unsigned_bundle_is_refused_before_anything_moves() throws Exception {
        scene.source.always(
                FaultProxy.matching("GET /v2/fleet/bundle02/manifests/sha256-.*\\.sig"),
                Fault.Instead.error(404, "MANIFEST_UNKNOWN", "manifest unknown"));

        Site.Ended ended = scene.seed(scene.catalog(3));

        assertEquals(10, ended.status(), ended::toString);
        assertEquals(List.of(), scene.published(3));
    }

    @Test
    void content_that_two_bundles_share_is_uploaded_once() {
        SignedFixture fixture = scene.site.fixture;
        fixture.publish(new TestRegistry(UPSTREAM.host(), "shared/one"));
        fixture.publish(new TestRegistry(UPSTREAM.host(), "shared/two"));
        scene.site.at(Site.NOW);

        Site.Ended ended =
                scene.site.run(
                        "registry",
                        "sync",
                        "--from-registry",
                        scene.source.host(),
                        "--to-registry",
                        scene.edge.host(),
                        "--repos",
                        "shared/one:v1,shared/two:v1",
                        "--pub-key",
                        fixture.key().toString(),
                        "--out",
                        scene.site.out().toString());

        assertEquals(0, ended.status(), ended::toString);
        Set<String> layers =
                fixture.children("v1").stream()
                        .flatMap(child -> fixture.blobs(child).stream().skip(1))
                        .collect(Collectors.toSet());
        for (String layer : layers) {
            String hex = layer.substring("sha256:".length());
            assertEquals(
                    1,
                    scene.edge.count(
                            FaultProxy.matching("PUT .*/blobs/uploads/.*digest=.*" + hex + ".*")),
                    layer);
        }
    }

    @Test
    void a_registry_that_goes_down_between_two_bundles_stops_the_second() {
        scene.edge.always(
                FaultProxy.matching("(POST|PATCH|PUT) /v2/fleet/bundle02/.*"),
                Fault.Instead.error(503, "UNAVAILABLE", "going down"));

        Site.Ended ended = scene.seed(scene.catalog(3), "--parallel", "1");

        assertEquals(7, ended.status(), ended::toString);
        assertEquals(List.of("bundle01"), scene.published(3));
        assertTrue(
                ended.out().startsWith("3 bundles: 1 seeded, 1 stopped, 1 not attempted"),
                ended.out());
    }

    @Test
    void a_run_that_was_stopped_goes_on_where_it_was() {
        scene.edge.always(
                FaultProxy.matching("(POST|PATCH|PUT) /v2/fleet/bundle02/.*"),
                Fault.Instead.error(403, "DENIED", "not now"));
        Path catalog = scene.catalog(3);
        assertEquals(6, scene.seed(catalog, "--parallel", "1").status());
        scene.edge.calm();
        scene.edge.forget();

        Site.Ended ended = scene.seed(catalog);

        assertEquals(0, ended.status(), ended::toString);
        assertEquals(0, scene.edge.count(FaultProxy.matching("PUT /v2/fleet/bundle01/.*")));
    }

    @Test
    void two_runs_do_not_write_into_one_folder() throws Exception {
        try (CatalogWriter.Hold _ =
                new FileSystemCatalogWriter(scene.site.out(), new ToolVersion("autonomy", "0"))
                        .hold()) {
            Site.Ended ended = scene.seed(scene.catalog(2));

            assertEquals(17, ended.status(), ended::toString);
            assertEquals(List.of(), scene.published(2));
        }
    }

    @Test
    void both_registries_may_want_a_login() throws Exception {
        Login.at(scene.source, scene.site.folder);
        Login.at(scene.edge, scene.site.folder);
        Path logins =
                Files.writeString(
                        scene.site.folder.resolve("auth.json"),
                        Files.readString(
                                        Login.authFile(
                                                scene.site.folder,
                                                scene.source.host(),
                                                Login.PLANTED))
                                .replace(
                                        "{\"auths\":{",
                                        Files.readString(
                                                        Login.authFile(
                                                                scene.site.folder,
                                                                scene.edge.host(),
                                                                Login.PLANTED))
                                                .replace("}}}", "},")
                                                .strip()));

        Site.Ended ended = scene.seed(scene.catalog(2), "--authfile", logins.toString());

        assertEquals(0, ended.status(), ended::toString);
        assertFalse(Login.isIn(ended.toString()));
    }

    @Test
    void ctrl_c_leaves_what_was_published_and_says_so() throws Exception {
        CountDownLatch second = new CountDownLatch(1);
        scene.edge.always(
                FaultProxy.matching("(POST|PATCH) /v2/fleet/bundle02/.*"),
                new Fault.Silence(second::countDown));
        try (SeedProcess run =
                SeedProcess.running(
                        scene.site, scene.arguments(scene.catalog(3), "--parallel", "1"))) {
            second.await();
            run.signal("INT");

            Site.Ended ended = run.await(15);

            assertEquals(130, ended.status(), ended::toString);
            assertTrue(ended.out().startsWith("3 bundles: 1 seeded, 2 cancelled"), ended::toString);
        }
        assertEquals(List.of("bundle01"), scene.published(3));
        JsonNode bundles = read("catalog-manifest.json").get("bundles");
        assertEquals("seeded", bundles.get(0).get("outcome").textValue());
        assertEquals("cancelled", bundles.get(1).get("outcome").textValue());
        assertEquals(List.of(), scene.site.leftovers());
    }

    private JsonNode read(String name) throws IOException {
        return Json.parse(Files.readString(scene.site.out().resolve(name)));
    }
}
