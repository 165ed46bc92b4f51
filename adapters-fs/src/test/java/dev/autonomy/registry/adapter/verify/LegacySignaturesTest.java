package dev.autonomy.registry.adapter.verify;

import static dev.autonomy.registry.adapter.verify.SignedImage.BY_OTHER_KEY;
import static dev.autonomy.registry.adapter.verify.SignedImage.GOOD;
import static dev.autonomy.registry.adapter.verify.SignedImage.IMAGE;
import static dev.autonomy.registry.adapter.verify.SignedImage.OURS;
import static dev.autonomy.registry.adapter.verify.SignedImage.UNREADABLE;
import static dev.autonomy.registry.adapter.verify.SignedImage.assertRefused;
import static dev.autonomy.registry.adapter.verify.SignedImage.message;
import static dev.autonomy.registry.adapter.verify.SignedImage.verify;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.testkit.Artifact;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which layers under the cosign tag are signatures, how they are spelt, and how many are tried. */
class LegacySignaturesTest {

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
}
