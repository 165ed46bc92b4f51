package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autonomy.registry.cli.Json;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code bundle verify} of bundles that the real cosign signed, in a real registry and in an OCI
 * layout.
 */
class VerifyEndToEndTest {

    private static final DockerRegistry REGISTRY = Site.publisher();
    private static final String[] SIDECARS = {"--require-lock", "--require-policy"};

    private final SignedFixture fixture = new SignedFixture();
    private final Machine machine = new Machine();
    @TempDir Path temp;

    @AfterAll
    static void stop() {
        REGISTRY.close();
    }

    @AfterEach
    void close() {
        machine.close();
    }

    private Site.Ended verify(String reference, String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "bundle",
                                "verify",
                                reference,
                                "--pub-key",
                                fixture.key().toString()));
        arguments.addAll(List.of(more));
        return machine.run(Site.NOW, arguments.toArray(String[]::new));
    }

    private static String inRegistry(String tag) {
        return REGISTRY.host() + "/" + Site.REPOSITORY + ":" + tag;
    }

    private String inLayout(String tag) {
        return "oci:" + fixture.layout() + ":" + tag;
    }

    @Test
    void a_bundle_in_a_registry_passes_all_four_steps() {
        Site.Ended ended = verify(inRegistry("v1"), "--output", "json", SIDECARS[0], SIDECARS[1]);

        assertEquals(0, ended.status(), ended::toString);
        JsonNode result = Json.parse(ended.out());
        Json.assertValid("verify-result", result);
        assertEquals("verified", result.at("/verification/verdict").asText());
        result.at("/verification/steps")
                .forEach(step -> assertEquals("pass", step.path("outcome").asText()));
        assertTrue(result.path("insecure").asBoolean());
        assertEquals(3, result.path("pinned").size());
    }

    @Test
    void a_bundle_in_a_layout_passes_and_is_called_as_it_was_asked_for() {
        Site.Ended ended = verify(inLayout("v1"), SIDECARS);

        assertEquals(0, ended.status(), ended::toString);
        assertTrue(
                ended.out()
                        .startsWith(
                                "Verified: oci:" + fixture.layout() + "@" + fixture.digest("v1")),
                ended::toString);
        assertTrue(ended.out().contains("signed 12 h 0 min ago"), ended::toString);
    }

    @Test
    void a_digest_in_a_layout_is_judged_without_a_tag() {
        Site.Ended ended = verify("oci:" + fixture.layout() + "@" + fixture.digest("v1"));

        assertEquals(0, ended.status(), ended::toString);
        assertTrue(ended.out().startsWith("Verified, image only: oci:"), ended::toString);
    }

    static Stream<Arguments> bundles() {
        return Stream.of(
                arguments("unsigned", 10, "Never signed: the image of "),
                arguments("other-key", 12, "Wrong key: the image of "),
                arguments("lock-fingerprint", 13, "was changed after it was fingerprinted"),
                arguments("lock-other-release", 13, "Tampered: "),
                arguments("policy-bytes", 13, "Tampered: "),
                arguments("no-signed-at", 14, "Stale: the image of "),
                arguments("future", 14, "Stale: the image of "),
                arguments("policy-version", 16, "Incompatible: "),
                arguments("no-sidecars", 5, "Pinning the lock "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundles")
    void a_registry_and_a_layout_are_judged_alike(String tag, int status, String words) {
        for (String reference : List.of(inRegistry(tag), inLayout(tag))) {
            Site.Ended ended = verify(reference, SIDECARS);

            assertEquals(status, ended.status(), ended::toString);
            assertTrue(ended.err().contains(words), ended::toString);
            assertTrue(ended.err().contains(reference.replace(":" + tag, "")), ended::toString);
            assertEquals("", ended.out());
        }
    }

    @Test
    void a_bundle_without_sidecars_passes_where_none_are_asked_for() {
        assertEquals(0, verify(inRegistry("no-sidecars")).status());
        assertEquals(0, verify(inLayout("no-sidecars")).status());
    }

    @Test
    void a_credentials_file_that_is_not_there_is_said_as_by_a_seed_though_nobody_wants_a_login() {
        String missing = temp.resolve("none").toString();
        String words =
                """
                Reading the credentials in %s failed: it cannot be used.
                  seen       there is no such file, or this user may not read it
                """
                        .formatted(missing);

        Site.Ended verified = verify(inRegistry("v1"), "--authfile", missing);
        Site.Ended seeded =
                machine.run(
                        Site.NOW,
                        "registry",
                        "seed",
                        "--from",
                        inRegistry("v1"),
                        "--to",
                        REGISTRY.host() + "/edge:v1",
                        "--pub-key",
                        fixture.key().toString(),
                        "--out",
                        temp.toString(),
                        "--authfile",
                        missing);

        for (Site.Ended ended : List.of(verified, seeded)) {
            assertEquals(8, ended.status(), ended::toString);
            assertTrue(ended.err().contains(words), ended::toString);
        }
    }

    @Test
    void an_old_signature_is_stale() {
        Site.Ended ended = verify(inLayout("v1"), "--max-age", "11h");

        assertEquals(14, ended.status(), ended::toString);
    }

    @Test
    void a_changed_blob_in_a_layout_is_tampered_content() throws Exception {
        Path copy = copyOfTheLayout();
        Path manifest = copy.resolve("blobs/sha256").resolve(fixture.digest("v1").substring(7));
        Files.writeString(manifest, Files.readString(manifest) + " ");

        Site.Ended ended = verify("oci:" + copy + ":v1", "--output", "json");

        assertEquals(13, ended.status(), ended::toString);
        assertTrue(ended.err().contains("bring the bundle to this folder again"), ended::toString);
        Json.assertValid("verify-result", Json.parse(ended.out()));
        assertTrue(Json.parse(ended.out()).at("/error/registry").isMissingNode(), ended::toString);
    }

    @Test
    void a_folder_that_is_no_layout_is_said_to_be_none() {
        Site.Ended ended = verify("oci:" + temp + ":v1");

        assertEquals(8, ended.status(), ended::toString);
        assertTrue(ended.err().contains("holds an OCI layout"), ended::toString);
    }

    @Test
    void a_key_that_is_none_is_a_trust_problem() throws Exception {
        Path file = Files.writeString(temp.resolve("cosign.pub"), "not a key");

        Site.Ended ended =
                machine.run(
                        Site.NOW, "bundle", "verify", inLayout("v1"), "--pub-key", file.toString());

        assertEquals(4, ended.status(), ended::toString);
    }

    @Test
    void a_trusted_root_that_is_none_stops_verify_and_seed_before_anything() throws Exception {
        Path file = Files.writeString(temp.resolve("trusted_root.json"), "{}");
        List<String> trust =
                List.of(
                        "--certificate-identity",
                        "release@example.com",
                        "--certificate-oidc-issuer",
                        "https://issuer.example.com",
                        "--trusted-root",
                        file.toString());
        Map<String, List<String>> commands =
                Map.of(
                        "verify", List.of("bundle", "verify", inLayout("v1")),
                        "seed",
                                List.of(
                                        "registry",
                                        "seed",
                                        "--from",
                                        inRegistry("v1"),
                                        "--to",
                                        REGISTRY.host() + "/elsewhere:v1",
                                        "--out",
                                        temp.resolve("out").toString()));
        commands.forEach(
                (_, command) -> {
                    List<String> arguments = new ArrayList<>(command);
                    arguments.addAll(trust);

                    Site.Ended ended = machine.run(Site.NOW, arguments.toArray(String[]::new));

                    assertEquals(4, ended.status(), ended::toString);
                    assertTrue(
                            ended.err().contains("Reading the trusted root " + file),
                            ended::toString);
                });
    }

    private Path copyOfTheLayout() throws Exception {
        Path copy = temp.resolve("layout");
        try (Stream<Path> files = Files.walk(fixture.layout())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(fixture.layout().relativize(file).toString()));
            }
        }
        return copy;
    }
}
