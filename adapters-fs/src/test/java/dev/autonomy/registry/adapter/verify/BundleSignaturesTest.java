package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.outcome.AcceptedSignature;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.testkit.Artifact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of an image's referrers are signatures, and how all its signatures are judged as one. */
class BundleSignaturesTest {

    private static final SigningKey OURS = SigningKey.p256();
    private static final SigningKey OTHERS = SigningKey.p256();
    private static final Artifact AMD64 = Artifact.image("amd64");
    private static final Artifact IMAGE = Artifact.index(AMD64, Artifact.image("arm64"));
    private static final Artifact GOOD = BundleJson.good(OURS, IMAGE.digest());
    private static final Artifact BY_OTHER_KEY = BundleJson.good(OTHERS, IMAGE.digest());
    private static final Artifact STALE =
            BundleJson.signedAt(OURS, IMAGE.digest(), "2025-01-01T00:00:00Z");
    private static final Artifact SBOM =
            Artifact.referringTo(IMAGE, "application/spdx+json", "{\"spdxVersion\":\"2.3\"}");
    private static final Attempt READING = Attempt.at("reading", "x", "edge.example");

    @Test
    void one_good_bundle_is_enough() throws Exception {
        VerificationReport report = verify(GOOD);

        assertEquals(Verdict.VERIFIED_IMAGE_ONLY, report.verdict());
        assertEquals(
                List.of(
                        new AcceptedSignature(
                                BundlePart.IMAGE,
                                IMAGE.digest(),
                                GOOD.digest(),
                                Optional.of(Instant.parse(SignatureLayer.FRESH)),
                                Optional.empty())),
                report.accepted());
    }

    @Test
    void a_bundle_that_the_registry_lists_itself_is_as_good() throws Exception {
        VerificationReport report =
                image().beside(GOOD)
                        .listed(
                                new Attachment.Listing.ByApi(Optional.empty()),
                                Artifact.referrers(GOOD).manifest())
                        .verifyImage();

        assertEquals(Verdict.VERIFIED_IMAGE_ONLY, report.verdict());
    }

    @Test
    void other_referrers_are_no_signatures_and_nobody_speaks_of_them() throws Exception {
        VerificationReport report = verify(SBOM, Artifact.index(AMD64));

        assertEquals(Verdict.NEVER_SIGNED, report.verdict());
        assertEquals(List.of(), candidates(report));
    }

    @Test
    void a_good_bundle_is_found_behind_all_others() throws Exception {
        VerificationReport report =
                verify(SBOM, BY_OTHER_KEY, BundleJson.referrer("junk"), STALE, GOOD);

        assertEquals(Verdict.VERIFIED_IMAGE_ONLY, report.verdict());
        assertEquals(4, candidates(report).size());
    }

    @Test
    void what_calls_itself_a_bundle_and_is_none_is_a_candidate_with_its_reason() throws Exception {
        String good =
                BundleJson.of(
                        OURS,
                        BundleJson.statement(
                                IMAGE.digest(), SignatureLayer.signedAt(SignatureLayer.FRESH)));
        Artifact twoLayers =
                BundleJson.referrer(Optional.empty(), BundleJson.TYPE, Map.of(), good, "[]");
        Artifact otherVersion =
                BundleJson.referrer(
                        Optional.empty(),
                        "application/vnd.dev.sigstore.bundle+json;version=0.2",
                        Map.of(),
                        good);
        Artifact byArtifactType =
                BundleJson.referrer(
                        Optional.of(BundleJson.TYPE), "application/json", Map.of(), good);

        for (Artifact referrer : List.of(twoLayers, otherVersion, byArtifactType)) {
            VerificationReport report = verify(referrer);

            assertEquals(Verdict.MALFORMED, report.verdict());
            assertEquals(1, candidates(report).size());
        }
    }

    @Test
    void a_signature_in_the_form_that_cosign_2_had_on_trial_is_not_nobody_s() throws Exception {
        Artifact byType =
                BundleJson.referrer(
                        Optional.of("application/vnd.dev.cosign.artifact.sig.v1+json"),
                        "application/json",
                        Map.of(),
                        "{}");
        Artifact byLayer =
                BundleJson.referrer(
                        Optional.empty(), LegacySignatures.SIMPLE_SIGNING, Map.of(), "{}");

        for (Artifact referrer : List.of(byType, byLayer)) {
            VerificationReport report = verify(referrer);

            assertEquals(Verdict.MALFORMED, report.verdict());
            assertTrue(candidates(report).getFirst().contains("sign again with cosign 3"));
        }
        assertEquals(Verdict.VERIFIED_IMAGE_ONLY, verify(byType, GOOD).verdict());
    }

    @Test
    void a_referrer_that_cannot_be_read_is_a_candidate_with_its_reason() throws Exception {
        assertEquals(
                Verdict.INCOMPLETE,
                withReferrerAnswering(new Obstacle.NotFound(READING, "gone")).verdict());
        assertEquals(
                Verdict.TAMPERED,
                withReferrerAnswering(new Obstacle.Contradiction(READING, "a", "b")).verdict());
        assertEquals(
                Verdict.MALFORMED,
                withReferrerAnswering(new Obstacle.Malformed(READING, "no JSON")).verdict());
        assertEquals(
                Verdict.MALFORMED,
                withReferrerAnswering(new Obstacle.Unsupported(READING, "artifact")).verdict());
    }

    @Test
    void a_registry_that_cannot_be_asked_is_no_verdict() {
        Obstacle down =
                new Obstacle.Unreachable(
                        Obstacle.Unreachable.Reason.CONNECTION_REFUSED, READING, "refused");

        assertThrows(Obstacle.Unreachable.class, () -> withReferrerAnswering(down));
    }

    @Test
    void a_bundle_that_is_not_there_is_incomplete() throws Exception {
        Artifact withoutBlob = new Artifact(GOOD.manifest(), Map.of(), List.of());

        assertEquals(Verdict.INCOMPLETE, verify(withoutBlob).verdict());
    }

    @Test
    void a_bundle_of_other_bytes_is_tampered() throws Exception {
        Scene scene = image().referredBy(GOOD);
        scene.registries()
                .before(
                        request -> {
                            if (request.startsWith("blob")) {
                                throw new Obstacle.Contradiction(READING, "a", "b");
                            }
                        });

        assertEquals(Verdict.TAMPERED, scene.verifyImage().verdict());
    }

    @Test
    void a_bundle_of_more_than_a_mebibyte_is_malformed() throws Exception {
        String padding = " ".repeat(600 << 10);
        String statement =
                BundleJson.statement(IMAGE.digest(), SignatureLayer.signedAt(SignatureLayer.FRESH));
        String large = BundleJson.of(OURS, statement.replace(":{}", ":{" + padding + "}"));
        String huge = BundleJson.of(OURS, statement.replace(":{}", ":{" + padding + padding + "}"));

        assertEquals(Verdict.VERIFIED_IMAGE_ONLY, verify(BundleJson.referrer(large)).verdict());
        assertEquals(Verdict.MALFORMED, verify(BundleJson.referrer(huge)).verdict());
    }

    @Test
    void sixty_four_referrers_are_read_and_not_one_more() throws Exception {
        List<Artifact> many = new ArrayList<>(sboms(63));
        many.add(GOOD);
        assertEquals(Verdict.VERIFIED_IMAGE_ONLY, verify(many.toArray(Artifact[]::new)).verdict());

        many.addFirst(SBOM);
        assertEquals(Verdict.MALFORMED, verify(many.toArray(Artifact[]::new)).verdict());
    }

    @Test
    void what_two_lists_share_is_counted_and_judged_once() throws Exception {
        List<Artifact> many = new ArrayList<>(sboms(63));
        many.add(GOOD);
        Artifact[] all = many.toArray(Artifact[]::new);

        VerificationReport report = image().referredBy(all).referredBy(all).verifyImage();

        assertEquals(Verdict.VERIFIED_IMAGE_ONLY, report.verdict());
        assertEquals(1, report.accepted().size());
    }

    @Test
    void what_cannot_be_read_by_one_list_is_tried_again_by_the_other() throws Exception {
        Scene scene = image().referredBy(GOOD).referredBy(GOOD);
        List<String> asked = new ArrayList<>();
        scene.registries()
                .before(
                        request -> {
                            if (request.contains(GOOD.digest().hex())) {
                                asked.add(request);
                                if (asked.size() == 1) {
                                    throw new Obstacle.NotFound(READING, "gone");
                                }
                            }
                        });

        assertEquals(Verdict.VERIFIED_IMAGE_ONLY, scene.verifyImage().verdict());
        assertEquals(2, asked.size());
    }

    @Test
    void an_image_where_the_list_should_be_is_malformed() throws Exception {
        VerificationReport report =
                image().listed(new Attachment.Listing.ByTag(), SBOM.manifest()).verifyImage();

        assertEquals(Verdict.MALFORMED, report.verdict());
    }

    @Test
    void an_empty_list_holds_no_signature() throws Exception {
        assertEquals(Verdict.NEVER_SIGNED, verify().verdict());
    }

    @Test
    void a_bundle_attached_to_the_image_may_speak_of_a_child_and_does_not_speak_for_the_image()
            throws Exception {
        assertEquals(Verdict.TAMPERED, verify(BundleJson.good(OURS, AMD64.digest())).verdict());
    }

    @ParameterizedTest
    @ValueSource(strings = {"legacy", "bundle"})
    void one_good_signature_of_either_format_is_enough(String good) throws Exception {
        VerificationReport report =
                good.equals("legacy")
                        ? image(SignatureLayer.good(OURS, IMAGE.digest()))
                                .referredBy(BY_OTHER_KEY, STALE)
                                .verifyImage()
                        : image(SignatureLayer.good(OTHERS, IMAGE.digest()))
                                .referredBy(GOOD)
                                .verifyImage();

        assertEquals(Verdict.VERIFIED_IMAGE_ONLY, report.verdict());
    }

    @Test
    void the_one_that_got_furthest_names_the_verdict_whatever_its_format() throws Exception {
        SignatureLayer otherKey = SignatureLayer.good(OTHERS, IMAGE.digest());
        SignatureLayer stale =
                SignatureLayer.signedAt(OURS, IMAGE.digest(), "2025-01-01T00:00:00Z");

        assertEquals(Verdict.STALE, image(otherKey).referredBy(STALE).verifyImage().verdict());
        assertEquals(Verdict.STALE, image(stale).referredBy(BY_OTHER_KEY).verifyImage().verdict());
        assertEquals(
                Verdict.WRONG_KEY,
                image(otherKey.withoutSignature())
                        .referredBy(BY_OTHER_KEY)
                        .verifyImage()
                        .verdict());
    }

    @Test
    void a_fresh_time_by_another_key_does_not_make_our_stale_signature_fresh() throws Exception {
        VerificationReport report = verify(BY_OTHER_KEY, STALE);

        Scene.assertFailed(Verdict.STALE, report, VerificationStep.SIGNATURES, "image");
        assertEquals(List.of(), report.accepted());
    }

    @Test
    void only_the_image_s_bundle_has_an_age() throws Exception {
        Artifact lock =
                Manifests.sidecar(
                        Manifests.LOCK,
                        Lock.of(IMAGE.digest(), "v1.2.0", Artifact.sha256(new byte[0])));
        String undated = BundleJson.of(OURS, BundleJson.statement(lock.digest(), "{}"));
        Scene scene =
                image().referredBy(GOOD)
                        .with(BundlePart.LOCK, lock)
                        .referredBy(BundleJson.referrer(undated));

        VerificationReport report = scene.verify(SidecarPolicy.WITH_LOCK, scene.registries());

        Scene.assertPassed(report, VerificationStep.SIGNATURES, "lock");
        Scene.assertPassed(report, VerificationStep.SIGNATURES, "image");
    }

    @Test
    void every_candidate_s_reason_is_in_the_report() throws Exception {
        List<String> reasons = candidates(verify(BY_OTHER_KEY, STALE));

        assertTrue(
                reasons.get(0).startsWith(BY_OTHER_KEY.digest().abbreviated()), reasons::toString);
        assertTrue(reasons.get(0).contains("not a signature by this key"), reasons::toString);
        assertTrue(reasons.get(1).contains("signed at 2025-01-01"), reasons::toString);
    }

    private static Scene image(SignatureLayer... legacy) {
        return legacy.length == 0
                ? new Scene(OURS).with(BundlePart.IMAGE, IMAGE)
                : new Scene(OURS).with(BundlePart.IMAGE, IMAGE, Manifests.signatures(legacy));
    }

    private static VerificationReport verify(Artifact... referrers) throws Exception {
        return image().referredBy(referrers).verifyImage();
    }

    private static VerificationReport withReferrerAnswering(Obstacle obstacle) throws Exception {
        Digest referrer = GOOD.digest();
        Scene scene = image().referredBy(GOOD);
        scene.registries()
                .before(
                        request -> {
                            if (request.startsWith("manifest")
                                    && request.contains(referrer.hex())) {
                                throw obstacle;
                            }
                        });
        return scene.verifyImage();
    }

    private static List<Artifact> sboms(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Artifact.referringTo(IMAGE, "application/spdx+json", "{}" + i))
                .toList();
    }

    private static List<String> candidates(VerificationReport report) {
        return Scene.finding(report, VerificationStep.SIGNATURES, "image").candidates();
    }
}
