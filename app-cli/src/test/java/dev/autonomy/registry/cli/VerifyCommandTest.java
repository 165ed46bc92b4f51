package dev.autonomy.registry.cli;

import static dev.autonomy.registry.Golden.assertGolden;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyCommandTest {

    private final Scene scene = new Scene();

    @Test
    void a_bundle_that_passes_is_told_with_what_was_signed() {
        scene.verifier
                .signedAt(scene.image.digest(), Scene.NOW.minus(Duration.ofHours(12)))
                .naming("registry.upstream.example.com/robot-behavior:v1");

        Scene.Ended ended = scene.verify("--require-lock", "--require-policy");

        assertEquals(0, ended.status());
        assertGolden("verified.stdout.txt", ended.out().stripTrailing());
        assertGolden("verified.stderr.txt", ended.err().stripTrailing());
    }

    @Test
    void verifying_changes_nothing() {
        Map<?, ?> before = scene.registries.tags(Scene.SOURCE);

        scene.verify("--require-lock", "--require-policy");

        assertEquals(before, scene.registries.tags(Scene.SOURCE));
        assertTrue(scene.outs.isEmpty());
    }

    @Test
    void an_image_alone_is_verified_as_just_that() {
        Scene.Ended ended = scene.verify();

        assertEquals(0, ended.status());
        assertTrue(ended.out().startsWith("Verified, image only: source.example/"), ended.out());
    }

    @Test
    void a_signature_that_claims_no_name_is_told_without_one() {
        scene.verifier.claimingNoName();

        Scene.Ended ended = scene.verify();

        assertTrue(ended.out().contains("  signed 0 s ago, "), ended.out());
        assertFalse(ended.out().contains(", as "), ended.out());
    }

    @Test
    void a_bundle_that_does_not_pass_is_refused_in_words() {
        scene.verifier.answering(Verdict.WRONG_KEY);

        Scene.Ended ended = scene.verify();

        assertEquals(12, ended.status());
        assertEquals("", ended.out());
        assertGolden("verify-refused.stderr.txt", ended.err().stripTrailing());
    }

    @Test
    void an_identity_that_did_not_sign_is_called_one() {
        scene.verifier.answering(Verdict.WRONG_KEY);

        Scene.Ended ended =
                scene.run(
                        "bundle",
                        "verify",
                        Scene.SOURCE + ":v1",
                        "--certificate-identity",
                        "release@example.com",
                        "--certificate-oidc-issuer",
                        "https://issuer.example.com",
                        "--trusted-root",
                        "trusted_root.json");

        assertEquals(12, ended.status());
        assertTrue(ended.err().contains("is signed, but not by this identity."), ended.err());
        assertTrue(ended.err().contains("check that --certificate-identity"), ended.err());
        assertFalse(ended.err().contains("--pub-key"), ended.err());
    }

    @Test
    void the_json_result_holds_pins_and_verification_and_how_it_ended() {
        Scene.Ended ended = scene.verify("--require-lock", "--output", "json");

        JsonNode result = Json.parse(ended.out());
        Json.assertValid("verify-result", result);
        assertEquals("verified", result.path("outcome").asText());
        assertEquals(0, result.path("exitCode").asInt(-1));
        assertEquals("source.example/robot-behavior:v1", result.path("reference").asText());
        assertEquals(scene.image.digest().toString(), result.at("/pinned/0/digest").asText());
        assertEquals(Scene.SOURCE.at(scene.lock.digest()), result.at("/pinned/1/pinned").asText());
        assertEquals(2, result.path("pinned").size());
        assertEquals("verified", result.at("/verification/verdict").asText());
        assertEquals(2, result.at("/verification/steps").size());
        assertEquals(2, result.path("accepted").size());
    }

    @ParameterizedTest
    @CsvSource({"TAMPERED, 13, tampered", "NEVER_SIGNED, 10, never-signed", "STALE, 14, stale"})
    void the_json_result_of_a_refusal_names_its_error(Verdict verdict, int status, String kind) {
        scene.verifier.answering(verdict);

        Scene.Ended ended = scene.verify("--output", "json");

        JsonNode result = Json.parse(ended.out());
        Json.assertValid("verify-result", result);
        assertEquals(status, ended.status());
        assertEquals(status, result.path("exitCode").asInt());
        assertEquals("refused", result.path("outcome").asText());
        assertEquals(kind, result.at("/error/kind").asText());
        assertEquals(verdict.label(), result.at("/verification/verdict").asText());
    }

    @Test
    void an_obstacle_is_told_in_words_and_in_json() {
        Scene.Ended text = scene.run("bundle", "verify", Scene.SOURCE + ":v9", "--pub-key", "k");
        Scene.Ended json =
                scene.run(
                        "bundle",
                        "verify",
                        Scene.SOURCE + ":v9",
                        "--pub-key",
                        "k",
                        "--output",
                        "json");

        assertEquals(5, text.status());
        assertTrue(text.err().contains("Pinning the image source.example/"), text.err());
        assertTrue(text.err().contains("check the spelling of the reference."), text.err());
        assertEquals(5, json.status());
        Json.assertValid("verify-result", Json.parse(json.out()));
        assertEquals("stopped", Json.parse(json.out()).path("outcome").asText());
    }

    @Test
    void a_digest_without_its_sidecars_asks_for_the_tag() {
        Scene.Ended ended =
                scene.run(
                        "bundle",
                        "verify",
                        Scene.SOURCE.at(scene.image.digest()),
                        "--pub-key",
                        "k",
                        "--require-lock");

        assertEquals(5, ended.status());
        assertTrue(
                ended.err()
                        .contains(
                                "give the tag instead, or both, source.example/robot-behavior:<tag>@"
                                        + scene.image.digest()),
                ended.err());
    }

    @ParameterizedTest
    @CsvSource({
        "--pub-key k, give --pub-key the publisher's public key",
        "--certificate-identity i --certificate-oidc-issuer o --trusted-root r, give --trusted-root the"
    })
    void trust_that_cannot_be_used_says_what_to_give(String trust, String hint) {
        scene.verifier.unusable(
                new Obstacle.TrustUnusable(Attempt.with("reading", "file"), "it is empty"));

        Scene.Ended ended =
                scene.run(("bundle verify " + Scene.SOURCE + ":v1 " + trust).split(" "));

        assertEquals(4, ended.status());
        assertTrue(ended.err().contains("Reading file failed: it cannot be used."), ended.err());
        assertTrue(ended.err().contains(hint), ended.err());
    }

    @Test
    void a_skipped_check_of_time_is_said_and_recorded() {
        scene.environment.put("AUTONOMY_TRUST_TIME", "false");

        Scene.Ended ended = scene.verify("--output", "json");

        JsonNode result = Json.parse(ended.out());
        Json.assertValid("verify-result", result);
        assertTrue(ended.err().startsWith("! The time of signing is not checked"), ended.err());
        assertEquals("trust-time-unchecked", result.at("/warnings/0/kind").asText());
        assertFalse(result.at("/verification/policy/trustTime").asBoolean(true));
        assertEquals(new Freshness.Unchecked(), scene.verifier.questions().getFirst().freshness());
    }

    @Test
    void a_cancelled_run_ends_with_130() {
        scene.registries.before(
                request -> {
                    throw new InterruptedException();
                });

        Scene.Ended ended = scene.verify("--output", "json");

        assertEquals(130, ended.status());
        assertTrue(ended.err().contains("Cancelled: the bundle was not judged."), ended.err());
        assertEquals("cancelled", Json.parse(ended.out()).path("outcome").asText());
        Json.assertValid("verify-result", Json.parse(ended.out()));
    }

    @Test
    void an_error_of_the_virtual_machine_ends_it_with_its_result() {
        scene.registries.before(
                _ -> {
                    throw new OutOfMemoryError("Java heap space");
                });

        Scene.Ended ended = scene.verify("--output", "json");

        assertEquals(1, ended.status());
        assertTrue(ended.err().contains("autonomy ran out of memory"), ended.err());
        Json.assertValid("verify-result", Json.parse(ended.out()));
    }

    @Test
    void a_thread_that_broke_down_is_not_told_as_a_cancellation() {
        scene.registries.before(
                _ -> {
                    scene.breakdown = Optional.of(new StackOverflowError());
                    throw new InterruptedException();
                });

        assertEquals(1, scene.verify().status());
    }

    @Test
    void a_bug_is_called_one_and_its_words_are_kept_from_everybody() {
        scene.registries.before(
                request -> {
                    throw new IllegalStateException("https://user:secret@host/?token=secret");
                });

        Scene.Ended ended = scene.verify("--output", "json", "--debug");

        assertEquals(1, ended.status());
        assertTrue(ended.err().contains("this is a bug in autonomy"), ended.err());
        assertTrue(ended.err().contains("debug: autonomy "), ended.err());
        assertFalse((ended.err() + ended.out()).contains("secret"), ended.err());
    }
}
