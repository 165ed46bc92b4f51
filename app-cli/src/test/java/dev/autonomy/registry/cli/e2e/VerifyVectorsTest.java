package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autonomy.registry.cli.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every shared signature vector through {@code bundle verify}, asked of a registry that serves it
 * as it is. Where the vectors are not beside the checkout, or no python3 to serve them, each is
 * skipped and says so.
 */
class VerifyVectorsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Machine MACHINE = new Machine();
    private static Optional<LayoutServer> registry = Optional.empty();

    @BeforeAll
    static void serve_the_vectors() throws IOException {
        registry = LayoutServer.start();
    }

    @AfterAll
    static void stop() {
        registry.ifPresent(LayoutServer::close);
        MACHINE.close();
    }

    @TestFactory
    Stream<DynamicTest> an_image_ends_with_the_code_of_what_is_wrong_with_it() throws Exception {
        return tests(
                "image",
                187,
                vector -> {
                    Site.Ended ended = verify(vector, List.of());
                    switch (vector.path("expect").asText()) {
                        case "accept" -> assertEquals(0, ended.status(), ended::toString);
                        case "reject" ->
                                assertEquals(exitCode(vector), ended.status(), ended::toString);
                        default ->
                                assertTrue(
                                        Set.of(0, 10, 11, 12, 13, 14, 15).contains(ended.status()),
                                        ended::toString);
                    }
                });
    }

    @TestFactory
    Stream<DynamicTest> the_signatures_of_a_release_are_judged_one_by_one() throws Exception {
        return tests(
                "release",
                18,
                vector -> {
                    Site.Ended ended =
                            verify(vector, List.of("--require-lock", "--require-policy"));
                    if (vector.path("reason").asText().equals("not-found")) {
                        assertEquals(5, ended.status(), ended::toString);
                        return;
                    }
                    assertEquals(unsigned(vector), failing(ended, "signatures"), ended::toString);
                    assertTrue(
                            !isBoundElsewhere(vector) || failing(ended, "digests").contains("lock"),
                            ended::toString);
                    assertFalse(ended.status() == 0, "the locks are not complete: " + ended);
                });
    }

    @Test
    void every_case_is_an_image_or_a_release() throws IOException {
        Set<String> scopes = new HashSet<>();
        cases().path("cases").forEach(each -> scopes.add(each.path("scope").asText()));

        assertEquals(Set.of("image", "release"), scopes);
    }

    private interface Judgement {
        void on(JsonNode vector) throws Exception;
    }

    private static Stream<DynamicTest> tests(String scope, int known, Judgement judgement)
            throws Exception {
        return LayoutServer.tests(
                known,
                () ->
                        StreamSupport.stream(cases().path("cases").spliterator(), false)
                                .filter(each -> each.path("scope").asText().equals(scope))
                                .map(each -> test(each, judgement)));
    }

    private static DynamicTest test(JsonNode vector, Judgement judgement) {
        return dynamicTest(
                vector.path("id").asText() + ": " + vector.path("what").asText(),
                () -> {
                    LayoutServer.assumeThere();
                    judgement.on(vector);
                });
    }

    private static JsonNode cases() throws IOException {
        return JSON.readTree(LayoutServer.vectors().resolve("cases.json").toFile());
    }

    private static Site.Ended verify(JsonNode vector, List<String> more) throws IOException {
        String id = vector.path("id").asText();
        JsonNode settings = cases();
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "bundle",
                                "verify",
                                registry.orElseThrow().host() + "/" + id + ":v1.2.0",
                                "--output",
                                "json",
                                "--max-age",
                                Duration.parse(settings.path("maxAge").asText()).toHours() + "h"));
        arguments.addAll(signer(vector, id));
        arguments.addAll(more);
        Site.Ended ended =
                MACHINE.run(
                        Instant.parse(settings.path("now").asText()),
                        arguments.toArray(String[]::new));
        Json.assertValid("verify-result", Json.parse(ended.out()));
        return ended;
    }

    private static List<String> signer(JsonNode vector, String id) throws IOException {
        if (vector.path("key").isTextual()) {
            return List.of(
                    "--pub-key",
                    LayoutServer.vectors().resolve(vector.path("key").asText()).toString());
        }
        JsonNode expected =
                JSON.readTree(LayoutServer.vectors().resolve(id).resolve("case.json").toFile());
        return List.of(
                "--certificate-identity",
                expected.path("identity").asText(),
                "--certificate-oidc-issuer",
                expected.path("issuer").asText(),
                "--trusted-root",
                LayoutServer.vectors().resolve(vector.path("trusted_root").asText()).toString());
    }

    private static int exitCode(JsonNode vector) {
        return switch (vector.path("id").asText()) {
            // A referrer that nothing calls a bundle is none, however much its bytes look like one.
            case "bundle-v03/n-layer-mediatype-json" -> 10;
            // It is a referrer that is not found, not the image.
            case "bundle-v03/n-fallback-manifest-missing" -> 11;
            default -> exitCode(vector.path("reason").asText());
        };
    }

    private static int exitCode(String reason) {
        return switch (reason) {
            case "alg" -> 4;
            case "no-signature" -> 10;
            case "signature",
                    "certificate",
                    "identity",
                    "issuer",
                    "sct",
                    "time",
                    "tlog",
                    "tlog-mismatch" ->
                    12;
            case "digest",
                    "type",
                    "blob-digest",
                    "manifest-digest",
                    "size",
                    "payload-type",
                    "predicate-type",
                    "statement-type",
                    "subject-count" ->
                    13;
            case "signed-at" -> 14;
            case "payload-json",
                    "signature-encoding",
                    "signature-missing",
                    "media-type",
                    "too-many",
                    "manifest-json",
                    "bundle-json",
                    "content",
                    "layer-count",
                    "payload-encoding",
                    "signature-count",
                    "verification-material" ->
                    15;
            default -> throw new AssertionError("a reason nobody knows: " + reason);
        };
    }

    /** The parts of a release whose signatures must not pass. */
    private static Set<String> unsigned(JsonNode vector) {
        return switch (vector.path("reason").asText()) {
            case "signed-at" -> Set.of("image");
            case "no-signature", "signature" -> Set.of("lock");
            case "", "binding", "role" -> Set.of();
            default -> throw new AssertionError("a reason nobody knows: " + vector);
        };
    }

    /** Whether all is signed and the lock is still not this image's. */
    private static boolean isBoundElsewhere(JsonNode vector) {
        return Set.of("binding", "role").contains(vector.path("reason").asText());
    }

    private static Set<String> failing(Site.Ended ended, String step) {
        Set<String> subjects = new HashSet<>();
        for (JsonNode each : Json.parse(ended.out()).at("/verification/steps")) {
            if (each.path("name").asText().equals(step)
                    && each.path("outcome").asText().equals("fail")) {
                subjects.add(each.path("subject").asText());
            }
        }
        return subjects;
    }
}
