package dev.autonomy.registry.adapter.verify;

import static dev.autonomy.registry.adapter.verify.SignedImage.GOOD;
import static dev.autonomy.registry.adapter.verify.SignedImage.IMAGE;
import static dev.autonomy.registry.adapter.verify.SignedImage.OF_OTHER_IMAGE;
import static dev.autonomy.registry.adapter.verify.SignedImage.OTHERS;
import static dev.autonomy.registry.adapter.verify.SignedImage.OURS;
import static dev.autonomy.registry.adapter.verify.SignedImage.assertRefused;
import static dev.autonomy.registry.adapter.verify.SignedImage.message;
import static dev.autonomy.registry.adapter.verify.SignedImage.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a signed payload must say, and that nobody reads it before its signature verified. */
class SimpleSigningTest {

    @Test
    void a_payload_changed_after_signing_does_not_verify_whatever_the_cause() throws Exception {
        String other =
                SignatureLayer.payload(
                        IMAGE.digest(), SignatureLayer.signedAt("2026-11-22T13:00:00Z"));

        assertRefused(Verdict.WRONG_KEY, verify(GOOD.withPayload(other)));
    }

    @Test
    void a_payload_about_another_image_is_tampered() throws Exception {
        assertRefused(Verdict.TAMPERED, verify(OF_OTHER_IMAGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "upper", "bare", "space", "missing"})
    void the_payload_names_the_exact_digest_or_it_is_tampered(String how) throws Exception {
        String digest = IMAGE.digest().toString();
        String other =
                switch (how) {
                    case "upper" -> "sha256:" + IMAGE.digest().hex().toUpperCase();
                    case "bare" -> IMAGE.digest().hex();
                    case "space" -> digest + " ";
                    default -> "";
                };
        String payload =
                SignatureLayer.payload(
                        IMAGE.digest(), SignatureLayer.signedAt(SignatureLayer.FRESH));
        String changed =
                how.equals("missing")
                        ? payload.replace("docker-manifest-digest", "manifest-digest")
                        : payload.replace(digest, other);

        assertRefused(Verdict.TAMPERED, verify(SignatureLayer.of(OURS, changed)));
    }

    @Test
    void a_statement_of_another_kind_is_tampered() throws Exception {
        String payload =
                SignatureLayer.payload(
                        IMAGE.digest().toString(),
                        "cosign attestation",
                        SignatureLayer.signedAt(SignatureLayer.FRESH));

        assertRefused(Verdict.TAMPERED, verify(SignatureLayer.of(OURS, payload)));
    }

    @Test
    void the_refusal_of_containers_own_signatures_says_what_they_are() throws Exception {
        String payload =
                SignatureLayer.payload(
                        IMAGE.digest().toString(),
                        "atomic container signature",
                        SignatureLayer.signedAt(SignatureLayer.FRESH));

        VerificationReport report = verify(SignatureLayer.of(OURS, payload));

        assertRefused(Verdict.TAMPERED, report);
        assertTrue(message(report).contains("simple signature of containers/image"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "not json",
                "{}",
                "{\"critical\":[]}",
                " {\"critical\":{}}",
                "\uFEFF{\"critical\":{}}",
                "{\"critical\":{},\"critical\":{}}",
                "{\"critical\":{}} {}",
                "{\"critical\":{},\"optional\":\"text\"}",
                "{\"critical\":{},\"optional\":[]}"
            })
    void what_our_key_signed_but_nobody_can_read_is_malformed(String payload) throws Exception {
        assertRefused(Verdict.MALFORMED, verify(SignatureLayer.of(OURS, payload)));
    }

    @Test
    void a_member_stated_twice_makes_a_payload_malformed_wherever_it_stands() throws Exception {
        String payload =
                SignatureLayer.payload(
                        IMAGE.digest(), SignatureLayer.signedAt(SignatureLayer.FRESH));
        String twice =
                payload.replace(
                        "\"image\":{", "\"image\":{\"docker-manifest-digest\":\"sha256:0\",");

        assertRefused(Verdict.MALFORMED, verify(SignatureLayer.of(OURS, twice)));
    }

    @Test
    void a_payload_nested_without_end_is_malformed() throws Exception {
        String deep = "{\"critical\":" + "[".repeat(100_000);

        assertRefused(Verdict.MALFORMED, verify(SignatureLayer.of(OURS, deep)));
    }

    @Test
    void a_payload_in_utf_16_is_malformed() throws Exception {
        byte[] payload =
                SignatureLayer.payload(IMAGE.digest(), "null").getBytes(StandardCharsets.UTF_16LE);

        assertRefused(Verdict.MALFORMED, verify(SignatureLayer.of(OURS, payload)));
    }

    @Test
    void a_payload_is_not_parsed_before_its_signature_verified() throws Exception {
        assertRefused(Verdict.WRONG_KEY, verify(SignatureLayer.of(OTHERS, "not json")));
    }

    @Test
    void a_newline_behind_the_signed_payload_does_not_matter() throws Exception {
        String payload =
                SignatureLayer.payload(
                        IMAGE.digest(), SignatureLayer.signedAt(SignatureLayer.FRESH));

        assertEquals(
                Verdict.VERIFIED_IMAGE_ONLY,
                verify(SignatureLayer.of(OURS, payload + "\n")).verdict());
    }
}
