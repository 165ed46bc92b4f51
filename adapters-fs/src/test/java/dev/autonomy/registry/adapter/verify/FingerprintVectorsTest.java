package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The shared lock documents with their canonical bytes, and BLAKE3's own vectors. */
class FingerprintVectorsTest {

    private static final SigningKey KEY = SigningKey.p256();

    @TestFactory
    Stream<DynamicTest> every_lock_is_judged_by_the_fingerprint_step() throws Exception {
        return Vectors.tests(
                19,
                () ->
                        cases("fingerprint/cases.json", "")
                                .map(
                                        each ->
                                                dynamicTest(
                                                        each.path("lock").asText(),
                                                        () -> judged(each))));
    }

    @TestFactory
    Stream<DynamicTest> every_good_lock_has_its_canonical_bytes() throws Exception {
        return Vectors.tests(
                9,
                () ->
                        cases("fingerprint/cases.json", "")
                                .filter(each -> each.has("canonical"))
                                .map(
                                        each ->
                                                dynamicTest(
                                                        each.path("canonical").asText(),
                                                        () -> canonical(each))));
    }

    @TestFactory
    Stream<DynamicTest> blake3_agrees_with_its_official_vectors() throws Exception {
        return Vectors.tests(
                35,
                () ->
                        cases("blake3/test_vectors.json", "cases")
                                .map(
                                        each ->
                                                dynamicTest(
                                                        each.path("input_len").asText() + " bytes",
                                                        () -> hashed(each))));
    }

    private static void canonical(JsonNode vector) throws Exception {
        assertArrayEquals(
                file(vector.path("canonical").asText()),
                CanonicalJson.of(file(vector.path("lock").asText()), LockFingerprint.MEMBER));
    }

    private static void judged(JsonNode vector) throws Exception {
        byte[] lock = file(vector.path("lock").asText());
        Artifact image = Artifact.image("layer");
        StepOutcome outcome =
                Scene.finding(
                                new Scene(KEY)
                                        .with(BundlePart.IMAGE, image)
                                        .with(
                                                BundlePart.LOCK,
                                                Manifests.sidecar(Manifests.LOCK, lock))
                                        .verifyBundle(),
                                VerificationStep.FINGERPRINT,
                                "lock")
                        .outcome();
        String word =
                outcome instanceof StepOutcome.Fail(var verdict)
                        ? verdict.label()
                        : outcome.label();
        assertEquals(vector.path("expect").asText(), word);
        if (vector.has("fingerprint")) {
            assertEquals(
                    vector.path("fingerprint").asText(), LockDocument.read(lock).fingerprint());
        }
    }

    private static void hashed(JsonNode vector) {
        byte[] input = new byte[vector.path("input_len").asInt()];
        for (int i = 0; i < input.length; i++) {
            input[i] = (byte) (i % 251);
        }
        byte[] official = HexFormat.of().parseHex(vector.path("hash").asText());

        assertEquals(
                "blake3:" + HexFormat.of().formatHex(official, 0, 32), LockFingerprint.of(input));
    }

    private static Stream<JsonNode> cases(String file, String member) throws Exception {
        JsonNode root = Vectors.json(file);
        List<JsonNode> cases = new ArrayList<>();
        (member.isEmpty() ? root : root.path(member)).forEach(cases::add);
        return cases.stream();
    }

    private static byte[] file(String name) throws Exception {
        return Files.readAllBytes(Vectors.folder().resolve("fingerprint").resolve(name));
    }
}
