package dev.autonomy.registry.adapter.verify;

import static dev.autonomy.registry.adapter.verify.SignedImage.AMD64;
import static dev.autonomy.registry.adapter.verify.SignedImage.BY_OTHER_KEY;
import static dev.autonomy.registry.adapter.verify.SignedImage.GOOD;
import static dev.autonomy.registry.adapter.verify.SignedImage.IMAGE;
import static dev.autonomy.registry.adapter.verify.SignedImage.OF_OTHER_IMAGE;
import static dev.autonomy.registry.adapter.verify.SignedImage.OTHERS;
import static dev.autonomy.registry.adapter.verify.SignedImage.OURS;
import static dev.autonomy.registry.adapter.verify.SignedImage.STALE;
import static dev.autonomy.registry.adapter.verify.SignedImage.UNREADABLE;
import static dev.autonomy.registry.adapter.verify.SignedImage.assertRefused;
import static dev.autonomy.registry.adapter.verify.SignedImage.contradicting;
import static dev.autonomy.registry.adapter.verify.SignedImage.message;
import static dev.autonomy.registry.adapter.verify.SignedImage.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.BundlePart;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SignaturesStepTest {

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
    void the_key_that_was_expected_is_named_whole() throws Exception {
        Finding finding = Scene.finding(verify(BY_OTHER_KEY), VerificationStep.SIGNATURES, "image");

        String expected = finding.expected().orElseThrow();
        assertTrue(
                expected.matches("a signature by ECDSA P-256 key sha256:[0-9a-f]{64}"), expected);
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

    private static Verdict bothWays(SignatureLayer one, SignatureLayer other) throws Exception {
        Verdict verdict = verify(one, other).verdict();
        assertEquals(verdict, verify(other, one).verdict(), "the order matters");
        return verdict;
    }
}
