package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.outcome.AcceptedSignature;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.port.Verifier;
import dev.autonomy.registry.testkit.Artifact;
import dev.autonomy.registry.testkit.InMemoryRegistries;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignaturesStepTest {

    private static final SigningKey OURS = SigningKey.p256();
    private static final SigningKey OTHERS = SigningKey.p256();
    private static final Artifact AMD64 = Artifact.image("amd64");
    private static final Artifact IMAGE = Artifact.index(AMD64, Artifact.image("arm64"));
    private static final SignatureLayer GOOD = SignatureLayer.good(OURS, IMAGE.digest());
    private static final SignatureLayer BY_OTHER_KEY = SignatureLayer.good(OTHERS, IMAGE.digest());
    private static final SignatureLayer STALE =
            SignatureLayer.signedAt(OURS, IMAGE.digest(), "2025-01-01T00:00:00Z");
    private static final SignatureLayer OF_OTHER_IMAGE =
            SignatureLayer.good(OURS, Artifact.image("another").digest());
    private static final SignatureLayer UNREADABLE = GOOD.withoutSignature();

    @Test
    void one_good_signature_is_enough() throws Exception {
        VerificationReport report = verify(GOOD);

        assertEquals(Verdict.VERIFIED_IMAGE_ONLY, report.verdict());
        Scene.assertPassed(report, VerificationStep.SIGNATURES, "image");
    }

    @Test
    void a_signature_that_names_nothing_is_accepted_without_a_name() throws Exception {
        String payload =
                SignatureLayer.payload(
                                IMAGE.digest(), SignatureLayer.signedAt(SignatureLayer.FRESH))
                        .replace("\"docker-reference\":\"registry.example/robot-behavior\"", "");
        VerificationReport report = verify(SignatureLayer.of(OURS, payload));

        assertEquals(Optional.empty(), report.accepted().getFirst().claimedReference());
    }

    @Test
    void the_report_says_what_was_signed_when_and_where_the_signature_lies() throws Exception {
        Artifact signatures = Manifests.signatures(GOOD);

        VerificationReport report =
                new Scene(OURS).with(BundlePart.IMAGE, IMAGE, signatures).verifyImage();

        assertEquals(
                List.of(
                        new AcceptedSignature(
                                BundlePart.IMAGE,
                                IMAGE.digest(),
                                signatures.digest(),
                                Optional.of(Instant.parse(SignatureLayer.FRESH)),
                                Optional.of("registry.example/robot-behavior"))),
                report.accepted());
    }

    @Test
    void an_image_without_signatures_was_never_signed() throws Exception {
        assertEquals(
                Verdict.NEVER_SIGNED,
                new Scene(OURS).with(BundlePart.IMAGE, IMAGE).verifyImage().verdict());
    }

    @Test
    void a_signature_manifest_without_layers_holds_no_signature() throws Exception {
        assertEquals(Verdict.NEVER_SIGNED, verify().verdict());
    }

    @Test
    void a_signature_of_a_child_does_not_speak_for_the_index() throws Exception {
        VerificationReport report = verify(SignatureLayer.good(OURS, AMD64.digest()));

        assertRefused(Verdict.TAMPERED, report);
    }

    @Test
    void a_signature_by_another_key_is_a_wrong_key() throws Exception {
        assertRefused(Verdict.WRONG_KEY, verify(BY_OTHER_KEY));
    }

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

    @Test
    void a_layer_of_another_type_is_not_a_signature() throws Exception {
        VerificationReport report = verify(GOOD.ofType("application/json\u001b[2J"));

        assertRefused(Verdict.MALFORMED, report);
        assertTrue(message(report).contains("\"application/json?[2J\""), () -> message(report));
    }

    @Test
    void a_layer_without_the_signature_annotation_is_malformed() throws Exception {
        assertRefused(Verdict.MALFORMED, verify(UNREADABLE));
    }

    @Test
    void a_signature_is_taken_in_strict_base64_only() throws Exception {
        String base64 = GOOD.annotations().get(SignatureLayer.SIGNATURE);

        for (String other :
                List.of(
                        "",
                        "*",
                        base64 + "\n",
                        base64.substring(0, 8) + "\n" + base64.substring(8),
                        base64 + "=",
                        base64.substring(0, base64.length() - 2) + "é=")) {
            assertRefused(Verdict.MALFORMED, verify(GOOD.with(SignatureLayer.SIGNATURE, other)));
        }
    }

    @Test
    void a_signature_in_a_loose_spelling_of_base64_does_not_verify() throws Exception {
        SignatureLayer padded = GOOD;
        while (!padded.annotations().get(SignatureLayer.SIGNATURE).endsWith("=")) {
            padded = SignatureLayer.good(OURS, IMAGE.digest());
        }
        String base64 = padded.annotations().get(SignatureLayer.SIGNATURE);

        assertEquals(Verdict.VERIFIED_IMAGE_ONLY, verify(padded).verdict());
        assertRefused(
                Verdict.WRONG_KEY,
                verify(padded.with(SignatureLayer.SIGNATURE, base64.replace("=", ""))));
    }

    @Test
    void identical_signatures_in_one_manifest_count_each_time() throws Exception {
        SignatureLayer[] copies = new SignatureLayer[101];
        Arrays.fill(copies, GOOD);

        assertRefused(Verdict.MALFORMED, verify(copies));
    }

    @Test
    void signature_bytes_that_are_no_signature_at_all_do_not_verify() throws Exception {
        byte[] der = GOOD.signature();

        for (byte[] other :
                List.of(
                        new byte[] {0},
                        new byte[64],
                        Arrays.copyOf(der, der.length + 2),
                        Arrays.copyOf(der, der.length - 3))) {
            String base64 = Base64.getEncoder().encodeToString(other);
            assertRefused(Verdict.WRONG_KEY, verify(GOOD.with(SignatureLayer.SIGNATURE, base64)));
        }
    }

    @Test
    void an_index_under_the_signature_tag_is_malformed() throws Exception {
        Artifact index = Artifact.index(Manifests.signatures(GOOD));

        VerificationReport report =
                new Scene(OURS).with(BundlePart.IMAGE, IMAGE, index).verifyImage();

        assertRefused(Verdict.MALFORMED, report);
    }

    @Test
    void a_payload_that_contradicts_its_descriptor_is_tampered() throws Exception {
        Descriptor real = GOOD.descriptor();
        Descriptor oneByteShort =
                new Descriptor(
                        real.mediaType(),
                        real.digest(),
                        real.size() - 1,
                        real.annotations(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty());
        Artifact signatures =
                Manifests.artifact(
                        Optional.empty(),
                        List.of(oneByteShort),
                        Map.of(real.digest(), GOOD.payload()),
                        Map.of());

        VerificationReport report =
                new Scene(OURS).with(BundlePart.IMAGE, IMAGE, signatures).verifyImage();

        assertRefused(Verdict.TAMPERED, report);
    }

    @Test
    void a_payload_that_is_not_there_leaves_the_signature_incomplete() throws Exception {
        Scene scene = new Scene(OURS).with(BundlePart.IMAGE, IMAGE, Manifests.signatures(GOOD));
        scene.registries().forget(Scene.REPOSITORY, GOOD.descriptor().digest());

        assertRefused(Verdict.INCOMPLETE, scene.verifyImage());
    }

    @Test
    void a_payload_over_one_mebibyte_is_malformed_and_one_byte_less_is_not() throws Exception {
        String payload =
                SignatureLayer.payload(
                        IMAGE.digest(), SignatureLayer.signedAt(SignatureLayer.FRESH));
        String filled = payload + " ".repeat((1 << 20) - payload.length());

        assertEquals(
                Verdict.VERIFIED_IMAGE_ONLY, verify(SignatureLayer.of(OURS, filled)).verdict());
        assertRefused(Verdict.MALFORMED, verify(SignatureLayer.of(OURS, filled + " ")));
    }

    @Test
    void a_hundred_signatures_are_tried_and_one_more_is_over_the_limit() throws Exception {
        SignatureLayer[] hundred =
                IntStream.range(0, 100)
                        .mapToObj(i -> i == 99 ? GOOD : BY_OTHER_KEY.with("number", "" + i))
                        .toArray(SignatureLayer[]::new);
        SignatureLayer[] more = Arrays.copyOf(hundred, 101);
        more[100] = BY_OTHER_KEY;

        assertEquals(Verdict.VERIFIED_IMAGE_ONLY, verify(hundred).verdict());
        assertRefused(Verdict.MALFORMED, verify(more));
    }

    @Test
    void the_limit_counts_what_the_merged_signatures_would_hold() throws Exception {
        SignatureLayer[] hundred =
                IntStream.range(0, 100)
                        .mapToObj(i -> i == 0 ? GOOD : BY_OTHER_KEY.with("number", "" + i))
                        .toArray(SignatureLayer[]::new);

        VerificationReport sharing =
                new Scene(OURS)
                        .with(
                                BundlePart.IMAGE,
                                IMAGE,
                                Manifests.signatures(hundred),
                                Manifests.signatures(GOOD))
                        .verifyImage();
        VerificationReport adding =
                new Scene(OURS)
                        .with(
                                BundlePart.IMAGE,
                                IMAGE,
                                Manifests.signatures(hundred),
                                Manifests.signatures(BY_OTHER_KEY))
                        .verifyImage();

        assertEquals(Verdict.VERIFIED_IMAGE_ONLY, sharing.verdict());
        assertRefused(Verdict.MALFORMED, adding);
    }

    @Test
    void the_candidate_that_got_furthest_names_the_verdict() throws Exception {
        SignatureLayer nobodyReads = SignatureLayer.of(OURS, "not json");

        assertEquals(Verdict.VERIFIED_IMAGE_ONLY, bothWays(STALE, GOOD));
        assertEquals(Verdict.STALE, bothWays(OF_OTHER_IMAGE, STALE));
        assertEquals(Verdict.TAMPERED, bothWays(nobodyReads, OF_OTHER_IMAGE));
        assertEquals(Verdict.MALFORMED, bothWays(BY_OTHER_KEY, nobodyReads));
        assertEquals(Verdict.WRONG_KEY, bothWays(UNREADABLE, BY_OTHER_KEY));
    }

    @Test
    void what_contradicts_its_descriptor_got_further_than_what_cannot_be_read() throws Exception {
        Scene scene =
                new Scene(OURS)
                        .with(BundlePart.IMAGE, IMAGE, Manifests.signatures(UNREADABLE, GOOD));
        scene.registries().before(contradicting(GOOD));
        Scene besideOtherKey =
                new Scene(OURS)
                        .with(
                                BundlePart.IMAGE,
                                IMAGE,
                                Manifests.signatures(
                                        GOOD, SignatureLayer.of(OTHERS, "by somebody else")));
        besideOtherKey.registries().before(contradicting(GOOD));

        assertRefused(Verdict.TAMPERED, scene.verifyImage());
        assertRefused(Verdict.WRONG_KEY, besideOtherKey.verifyImage());
    }

    @Test
    void facts_of_two_candidates_are_never_mixed() throws Exception {
        VerificationReport report = verify(BY_OTHER_KEY, STALE);

        assertRefused(Verdict.STALE, report);
    }

    @Test
    void every_candidate_s_reason_is_in_the_report() throws Exception {
        Finding finding =
                Scene.finding(
                        verify(BY_OTHER_KEY, GOOD, STALE), VerificationStep.SIGNATURES, "image");

        assertEquals(3, finding.candidates().size());
        assertTrue(
                finding.candidates()
                        .get(0)
                        .endsWith("not a signature by this key over its payload"));
        assertTrue(finding.candidates().get(1).endsWith("accepted"));
        assertTrue(finding.candidates().get(2).endsWith("longer ago than 30 days"));
        assertEquals(Optional.of("1 of 3 accepted"), finding.found());
    }

    @Test
    void signed_at_counts_where_it_is_signed_and_nowhere_else() throws Exception {
        SignatureLayer unsigned =
                SignatureLayer.of(OURS, SignatureLayer.payload(IMAGE.digest(), "null"))
                        .with("autonomy.signed-at", SignatureLayer.FRESH);
        Artifact signatures =
                Manifests.signatures(Map.of("autonomy.signed-at", SignatureLayer.FRESH), unsigned);

        VerificationReport report =
                new Scene(OURS).with(BundlePart.IMAGE, IMAGE, signatures).verifyImage();

        assertRefused(Verdict.STALE, report);
        assertTrue(message(report).contains("does not say when it was signed"));
    }

    @Test
    void unchecked_time_accepts_what_has_none() throws Exception {
        VerificationReport report =
                new Scene(OURS)
                        .freshness(new Freshness.Unchecked())
                        .with(
                                BundlePart.IMAGE,
                                IMAGE,
                                Manifests.signatures(
                                        SignatureLayer.of(
                                                OURS,
                                                SignatureLayer.payload(IMAGE.digest(), "null"))))
                        .verifyImage();

        assertEquals(Verdict.VERIFIED_IMAGE_ONLY, report.verdict());
        assertEquals(Optional.empty(), report.accepted().getFirst().signedAt());
    }

    @Test
    void other_attachments_are_not_signatures() throws Exception {
        Manifest sbom = Manifests.signatures(GOOD).manifest();
        VerificationReport report =
                new CosignVerifier()
                        .verify(
                                new Verifier.Question(
                                        List.of(
                                                new Verifier.Subject(
                                                        BundlePart.IMAGE,
                                                        Scene.REPOSITORY,
                                                        IMAGE.digest(),
                                                        List.of(
                                                                Attachment.tagged(
                                                                        Scene.REPOSITORY,
                                                                        IMAGE.digest(),
                                                                        AttachmentKind.SBOM,
                                                                        sbom)))),
                                        SidecarPolicy.IMAGE_ONLY,
                                        OURS.trusted(),
                                        new Freshness.Unchecked(),
                                        Scene.NOW),
                                new Scene(OURS)
                                        .beside(IMAGE)
                                        .beside(Manifests.signatures(GOOD))
                                        .registries());

        assertEquals(Verdict.NEVER_SIGNED, report.verdict());
    }

    @Test
    void a_registry_that_cannot_be_asked_is_an_obstacle_and_no_verdict() {
        Scene scene = new Scene(OURS).with(BundlePart.IMAGE, IMAGE, Manifests.signatures(GOOD));
        scene.registries()
                .before(
                        request -> {
                            throw new Obstacle.Unreachable(
                                    Obstacle.Unreachable.Reason.CONNECTION_LOST,
                                    Attempt.locally("reading"),
                                    "connection reset");
                        });

        assertThrows(Obstacle.Unreachable.class, scene::verifyImage);
    }

    private static InMemoryRegistries.Interference contradicting(SignatureLayer layer) {
        String digest = layer.descriptor().digest().toString();
        return request -> {
            if (request.startsWith("blob") && request.endsWith(digest)) {
                throw new Obstacle.Contradiction(
                        Attempt.locally("reading"), digest, "sha256:something else");
            }
        };
    }

    private static Verdict bothWays(SignatureLayer one, SignatureLayer other) throws Exception {
        Verdict verdict = verify(one, other).verdict();
        assertEquals(verdict, verify(other, one).verdict(), "the order matters");
        return verdict;
    }

    private static VerificationReport verify(SignatureLayer... layers) throws Exception {
        return new Scene(OURS)
                .with(BundlePart.IMAGE, IMAGE, Manifests.signatures(layers))
                .verifyImage();
    }

    private static String message(VerificationReport report) {
        return Scene.finding(report, VerificationStep.SIGNATURES, "image").message();
    }

    private static void assertRefused(Verdict verdict, VerificationReport report) {
        Scene.assertFailed(verdict, report, VerificationStep.SIGNATURES, "image");
        assertEquals(verdict, report.verdict());
        assertFalse(report.verdict().isAcceptable());
        assertEquals(List.of(), report.accepted());
    }
}
