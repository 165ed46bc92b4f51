package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autonomy.registry.cli.Json;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Seeds of images that are signed by certificate, from the shared vectors to a real registry. */
class SeedByIdentityTest {

    private static final String REPOSITORY = "robot-behavior";
    private static final Machine MACHINE = new Machine();
    private static Optional<LayoutServer> source = Optional.empty();
    private static Optional<DockerRegistry> edge = Optional.empty();
    @TempDir Path temp;

    @BeforeAll
    static void serve_the_vectors() throws IOException {
        source = LayoutServer.start();
        edge = source.map(_ -> DockerRegistry.start());
    }

    @AfterAll
    static void stop() {
        source.ifPresent(LayoutServer::close);
        edge.ifPresent(DockerRegistry::close);
        MACHINE.close();
    }

    @BeforeEach
    void need_the_vectors() {
        LayoutServer.assumeThere();
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyless/legacy-accept", "keyless/bundle-accept"})
    void an_image_signed_by_the_identity_is_seeded_and_recorded(String vector) throws Exception {
        JsonNode signer = signer(vector);

        Site.Ended ended = seed(vector, "good", signer.path("identity").asText());

        assertEquals(0, ended.status(), ended::toString);
        JsonNode policy =
                Json.parse(Files.readString(temp.resolve("seed-manifest.json")))
                        .at("/verification/policy");
        assertEquals(signer.path("identity"), policy.path("certificateIdentity"));
        assertEquals(signer.path("issuer"), policy.path("certificateOidcIssuer"));
        assertTrue(
                new TestRegistry(edge.orElseThrow().host(), REPOSITORY).digest("good").isPresent(),
                ended::toString);
    }

    @Test
    void an_image_signed_by_another_identity_reaches_nobody() throws Exception {
        Site.Ended ended = seed("keyless/legacy-accept", "other", "somebody@example.com");

        assertEquals(12, ended.status(), ended::toString);
        assertTrue(ended.err().contains("not by this identity"), ended::toString);
        assertFalse(
                new TestRegistry(edge.orElseThrow().host(), REPOSITORY).digest("other").isPresent(),
                ended::toString);
    }

    private Site.Ended seed(String vector, String tag, String identity) throws IOException {
        JsonNode signer = signer(vector);
        return MACHINE.run(
                Site.NOW,
                "registry",
                "seed",
                "--from",
                source.orElseThrow().host() + "/" + vector + ":v1.2.0",
                "--to",
                edge.orElseThrow().host() + "/" + REPOSITORY + ":" + tag,
                "--certificate-identity",
                identity,
                "--certificate-oidc-issuer",
                signer.path("issuer").asText(),
                "--trusted-root",
                LayoutServer.vectors().resolve(signer.path("trusted_root").asText()).toString(),
                "--out",
                temp.toString());
    }

    private static JsonNode signer(String vector) throws IOException {
        return Json.parse(
                Files.readString(LayoutServer.vectors().resolve(vector).resolve("case.json")));
    }
}
