package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a statement that our key did sign must say. */
class InTotoStatementTest {

    private static final SigningKey OURS = SigningKey.p256();
    private static final Artifact IMAGE = Artifact.image("layer");
    private static final Digest DIGEST = IMAGE.digest();
    private static final String GOOD =
            BundleJson.statement(DIGEST, SignatureLayer.signedAt(SignatureLayer.FRESH));

    @Test
    void a_good_statement_says_its_time_and_need_not_name_its_subject() throws Exception {
        SignedClaims claims = read(GOOD);

        assertEquals(Optional.empty(), claims.objection());
        assertEquals(Optional.empty(), claims.reference());
        assertEquals(SignatureLayer.FRESH, claims.signedAt().textValue());
        assertEquals(Verdict.VERIFIED_IMAGE_ONLY, verdict(GOOD));
    }

    @Test
    void a_subject_with_a_name_is_reported_by_it() throws Exception {
        String named = GOOD.replace("{\"digest\"", "{\"name\":\"robots/behavior\",\"digest\"");

        assertEquals(Optional.of("robots/behavior"), read(named).reference());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "https://in-toto.io/Statement/v1|https://in-toto.io/Statement/v0.1",
                "\"_type\"|\"type\"",
                "https://sigstore.dev/cosign/sign/v1|https://slsa.dev/provenance/v1",
                "https://sigstore.dev/cosign/sign/v1|``",
                "\"predicateType\"|\"predicate_type\"",
                "\"sha256\"|\"sha512\"",
                "\"digest\":{|\"digests\":{",
                "\"digest\":{|\"digest\":1,\"other\":{"
            })
    void a_statement_of_another_kind_is_tampered(String text, String instead) throws Exception {
        assertEquals(Verdict.TAMPERED, verdict(GOOD.replace(text, instead)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"upper", "prefix", "other", "space"})
    void the_subject_is_the_exact_digest_or_it_is_tampered(String how) throws Exception {
        String other =
                switch (how) {
                    case "upper" -> DIGEST.hex().toUpperCase();
                    case "prefix" -> DIGEST.toString();
                    case "space" -> DIGEST.hex() + " ";
                    default -> Artifact.image("another").digest().hex();
                };

        assertEquals(Verdict.TAMPERED, verdict(GOOD.replace(DIGEST.hex(), other)));
    }

    @Test
    void a_statement_is_about_one_subject() throws Exception {
        String ours = GOOD.substring(GOOD.indexOf("{\"digest\""), GOOD.indexOf("],"));

        String twice = GOOD.replace(ours, ours + "," + ours);
        assertEquals(
                Optional.of("it is about 2 subjects; one is expected"), read(twice).objection());
        assertEquals(Verdict.TAMPERED, verdict(twice));
        assertEquals(Verdict.TAMPERED, verdict(GOOD.replace(ours, "")));
        assertEquals(Verdict.TAMPERED, verdict(GOOD.replace(ours, "1")));
    }

    @Test
    void an_attestation_is_called_one() throws Exception {
        String provenance =
                GOOD.replace(
                        "https://sigstore.dev/cosign/sign/v1", "https://slsa.dev/provenance/v1");

        String objection = read(provenance).objection().orElseThrow();

        assertTrue(objection.contains("attestation"), objection);
        assertTrue(objection.contains("https://slsa.dev/provenance/v1"), objection);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"subject\":{}}",
                "{\"subject\":[],\"subject\":[]}",
                "{\"subject\":[{\"annotations\":[]}]}",
                "{\"subject\":[{\"annotations\":\"x\"}]}",
                "[]",
                "",
                " {\"subject\":[]}"
            })
    void a_statement_that_cannot_be_read_is_malformed(String statement) throws Exception {
        assertThrows(Unreadable.class, () -> read(statement));
        if (!statement.isEmpty()) {
            assertEquals(Verdict.MALFORMED, verdict(statement));
        }
    }

    @Test
    void a_subject_twice_is_malformed_whichever_is_ours() throws Exception {
        String twice =
                GOOD.replace(
                        "\"subject\":[",
                        "\"subject\":[{\"digest\":{\"sha256\":\"00\"}}],\"subject\":[");

        assertEquals(Verdict.MALFORMED, verdict(twice));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "null",
                "{\"autonomy.signed-at\":1763812800}",
                "{\"autonomy.signed-at\":\"2026-11-22T12:00:00\"}",
                "{\"autonomy.signed-at\":\"2025-11-22T12:00:00Z\"}",
                "{\"autonomy.signed-at\":\"2026-11-23T00:06:00Z\"}",
                "{\"Autonomy.signed-at\":\"2026-11-22T12:00:00Z\"}"
            })
    void a_time_that_is_missing_unreadable_too_old_or_ahead_is_stale(String annotations)
            throws Exception {
        assertEquals(Verdict.STALE, verdict(BundleJson.statement(DIGEST, annotations)));
    }

    @Test
    void a_time_anywhere_else_than_in_the_subject_s_annotations_does_not_count() throws Exception {
        String time = SignatureLayer.signedAt(SignatureLayer.FRESH);
        String undated = BundleJson.statement(DIGEST, "{}");

        assertEquals(
                Verdict.STALE,
                verdict(undated.replace("\"predicate\":{}", "\"predicate\":" + time)));
        assertEquals(
                Verdict.STALE,
                verdict(undated.replaceFirst("\\{", "{\"annotations\":" + time + ",")));
        assertEquals(
                Verdict.STALE,
                verdict(
                        BundleJson.referrer(
                                Map.of("autonomy.signed-at", SignatureLayer.FRESH),
                                BundleJson.of(OURS, undated))));
    }

    private static SignedClaims read(String statement) throws Unreadable {
        return InTotoStatement.read(statement.getBytes(StandardCharsets.UTF_8), DIGEST);
    }

    private static Verdict verdict(String statement) throws Exception {
        return verdict(BundleJson.referrer(BundleJson.of(OURS, statement)));
    }

    private static Verdict verdict(Artifact referrer) throws Exception {
        return new Scene(OURS)
                .with(BundlePart.IMAGE, IMAGE)
                .referredBy(referrer)
                .verifyImage()
                .verdict();
    }
}
