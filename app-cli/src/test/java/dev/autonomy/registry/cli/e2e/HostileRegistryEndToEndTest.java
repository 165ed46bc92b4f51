package dev.autonomy.registry.cli.e2e;

import static dev.autonomy.registry.cli.e2e.FaultScene.BUNDLE;
import static dev.autonomy.registry.cli.e2e.FaultScene.blob;
import static dev.autonomy.registry.cli.e2e.FaultScene.manifest;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autonomy.registry.testkit.DockerRegistry;
import java.nio.charset.StandardCharsets;
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

/** Sources that lie: nothing of it reaches the destination's tags. */
@Tag("slow")
@Timeout(180)
class HostileRegistryEndToEndTest {

    private static final String INDEX = "application/vnd.oci.image.index.v1+json";
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

    static Stream<Arguments> lies() {
        Fault.Instead truth = manifestAnswer(BUNDLE.manifest(BUNDLE.digest("v1")));
        String twice =
                new String(BUNDLE.manifest(BUNDLE.digest("v1")), StandardCharsets.UTF_8)
                        .replaceFirst("\\{", "{\"manifests\":[],");
        return Stream.of(
                arguments(
                        "a digest header that lies",
                        manifest("GET", "v1"),
                        truth.with("Docker-Content-Digest", "sha256:" + "0".repeat(64)),
                        13),
                arguments("other bytes for a digest", manifest("GET", "sha256:\\w+"), truth, 13),
                arguments(
                        "a manifest without end",
                        manifest("GET", "v1"),
                        new Fault.Endless(INDEX),
                        15),
                arguments("HTML", manifest("GET", "v1"), Fault.Instead.page(200), 7),
                arguments(
                        "members twice",
                        manifest("GET", "v1"),
                        manifestAnswer(twice.getBytes(StandardCharsets.UTF_8)),
                        15),
                arguments(
                        "a signed payload with other bytes",
                        blob("GET", BUNDLE.payloadOf("v1")),
                        new Fault.Flip(20),
                        13));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("lies")
    void a_lie_is_refused_before_anything_is_written(
            String name, Predicate<FaultProxy.Request> which, Fault lie, int status) {
        scene.source.always(which, lie);

        Site.Ended ended = scene.seed();

        scene.assertStopped(status, ended, scene.source.host());
        assertEquals(0, scene.edge.uploaded());
        scene.assertCleanRerun();
    }

    @Test
    void an_index_in_an_index_in_an_index_is_unsupported() {
        TestRegistry upstream = scene.site.upstreamView;
        String inner = index(upstream, BUNDLE.digest("v1"), BUNDLE.manifest(BUNDLE.digest("v1")));
        String outer = index(upstream, inner, upstream.manifest(inner).getBytes());
        upstream.putManifest("nested", INDEX, upstream.manifest(outer).getBytes());

        Site.Ended ended =
                scene.site.run(
                        "registry",
                        "seed",
                        "--skip-verify",
                        "--from",
                        scene.from().replace(":v1", ":nested"),
                        "--to",
                        scene.to(),
                        "--out",
                        scene.site.out().toString());

        scene.assertStopped(9, ended, "nested");
    }

    @Test
    void content_elsewhere_is_fetched_without_the_login() {
        try (FaultProxy elsewhere = new FaultProxy(UPSTREAM.port())) {
            Login login = Login.at(scene.source, scene.site.folder);
            for (String blob : BUNDLE.blobs().keySet()) {
                scene.source.always(
                        blob("GET", blob),
                        new Fault.Instead(
                                307,
                                "Location: http://%s/v2/robot-behavior/blobs/%s\r\n"
                                        .formatted(elsewhere.host(), blob),
                                new byte[0]));
            }

            Site.Ended ended = scene.seed("--authfile", login.authFile().toString());

            scene.assertSeeded(ended);
            assertTrue(elsewhere.requests().size() >= BUNDLE.layers().size());
            assertTrue(elsewhere.requests().stream().noneMatch(Login::isSent));
        }
    }

    @Test
    void a_login_server_elsewhere_in_clear_text_gets_no_password() {
        scene.source.always(
                _ -> true,
                Fault.Instead.error(401, "UNAUTHORIZED", "log in")
                        .with(
                                "WWW-Authenticate",
                                "Bearer realm=\"http://login.example.com/token\""));
        Login login = Login.at(scene.source, scene.site.folder);

        Site.Ended ended =
                scene.seed("--allow-insecure-registry", "--authfile", login.authFile().toString());

        scene.assertStopped(6, ended, scene.source.host(), "clear text");
    }

    @Test
    void a_login_server_that_is_none_is_not_a_missing_tag() {
        scene.source.always(
                FaultProxy.matching("GET /v2/.*"),
                Fault.Instead.error(401, "UNAUTHORIZED", "log in")
                        .with(
                                "WWW-Authenticate",
                                "Bearer realm=\"http://%s/token\"".formatted(scene.source.host())));

        Site.Ended ended = scene.seed();

        scene.assertStopped(7, ended, "login server " + scene.source.host());
        scene.assertCleanRerun();
    }

    private static Fault.Instead manifestAnswer(byte[] bytes) {
        return new Fault.Instead(200, "Content-Type: " + INDEX + "\r\n", bytes);
    }

    private static String index(TestRegistry registry, String child, byte[] content) {
        byte[] bytes =
                """
                {"schemaVersion":2,"mediaType":"%s","manifests":[{"mediaType":"%s","digest":"%s","size":%d}]}\
                """
                        .formatted(INDEX, INDEX, child, content.length)
                        .getBytes(StandardCharsets.UTF_8);
        String digest = RandomBundle.sha256(bytes);
        registry.putManifest(digest, INDEX, bytes);
        return digest;
    }
}
