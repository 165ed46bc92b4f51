package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autonomy.registry.adapter.document.StrictBase64;
import dev.autonomy.registry.adapter.document.StrictJson;
import dev.autonomy.registry.adapter.layout.OciLayout;
import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.TrustPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** The shared vectors signed by certificate: who signed, and why the others did not. */
class KeylessVectorsTest {

    private static final Repository REPOSITORY = new Repository("vectors.example", "acme/bundle");
    private static final long MAX_SIZE = 1 << 20;
    private static final Freshness FRESH = new Freshness.NotOlderThan(Duration.ofDays(30));
    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");

    /** The vectors' word for a cause, and the words in which the check says it. */
    private static final Map<String, String> REASONS =
            Map.of(
                    "signature", "not a signature by its certificate's key",
                    "tlog", "not made by the log it names",
                    "tlog-mismatch", "about another certificate",
                    "time", "it was logged at",
                    "certificate", "its certificate is not",
                    "sct", "that was logged",
                    "identity", "signed by",
                    "issuer", "was vouched for by");

    @TestFactory
    Stream<DynamicTest> every_keyless_case_is_judged_as_a_strict_verifier_judges_it()
            throws Exception {
        return Vectors.tests(35, KeylessVectorsTest::tests);
    }

    private static Stream<DynamicTest> tests() throws Exception {
        return StreamSupport.stream(Vectors.json("cases.json").path("cases").spliterator(), false)
                .filter(each -> each.path("format").asText().startsWith("keyless"))
                .map(
                        each ->
                                dynamicTest(
                                        each.path("id").asText()
                                                + ": "
                                                + each.path("what").asText(),
                                        judgedAsExpected(each)));
    }

    private static Executable judgedAsExpected(JsonNode vector) {
        return () -> {
            JsonNode details = Vectors.json(vector.path("id").asText() + "/case.json");
            for (String part : parts(details)) {
                List<SignerCheck.Outcome> outcomes = outcomes(vector, details, part);
                assertEquals(1, outcomes.size(), part);
                judge(vector, outcomes.getFirst(), details.path("digests").path(part).asText());
            }
        };
    }

    private static List<String> parts(JsonNode details) {
        List<String> parts = new ArrayList<>();
        details.path("digests").fieldNames().forEachRemaining(parts::add);
        return parts;
    }

    private static void judge(JsonNode vector, SignerCheck.Outcome outcome, String subject)
            throws Exception {
        String reason = vector.path("reason").asText();
        switch (vector.path("expect").asText()) {
            case "accept" -> assertEquals(Optional.empty(), problem(outcome, subject));
            case "accept-or-reject" ->
                    assertFalse(outcome instanceof SignerCheck.Outcome.NotVerifiable);
            default -> {
                if (REASONS.containsKey(reason)) {
                    String said =
                            assertInstanceOf(SignerCheck.Outcome.OtherSigner.class, outcome)
                                    .reason();
                    assertTrue(said.contains(REASONS.get(reason)), said);
                } else {
                    assertEquals(Optional.of(reason), problem(outcome, subject));
                }
            }
        }
    }

    /** What is wrong with the claims of a payload that the trusted identity signed. */
    private static Optional<String> problem(SignerCheck.Outcome outcome, String subject)
            throws Exception {
        JsonNode payload =
                StrictJson.object(
                        assertInstanceOf(SignerCheck.Outcome.Signed.class, outcome).payload());
        boolean statement = payload.has("_type");
        JsonNode subjects = payload.path("subject");
        String digest =
                statement
                        ? "sha256:" + subjects.path(0).path("digest").path("sha256").asText()
                        : payload.at("/critical/image/docker-manifest-digest").asText();
        JsonNode signedAt =
                (statement ? subjects.path(0).path("annotations") : payload.path("optional"))
                        .path("autonomy.signed-at");
        if (!digest.equals(subject)) {
            return Optional.of("digest");
        }
        if (statement
                && !payload.path("predicateType")
                        .asText()
                        .equals("https://sigstore.dev/cosign/sign/v1")) {
            return Optional.of("predicate-type");
        }
        return SignedTime.problem(signedAt, FRESH, NOW).map(_ -> "signed-at");
    }

    private static List<SignerCheck.Outcome> outcomes(
            JsonNode vector, JsonNode details, String part) throws Exception {
        KeylessCheck check =
                new KeylessCheck(
                        TrustedRootFile.read(
                                new TrustPolicy.ByIdentity(
                                        details.path("identity").asText(),
                                        details.path("issuer").asText(),
                                        Vectors.folder()
                                                .resolve(vector.path("trusted_root").asText())
                                                .toString(),
                                        FRESH)),
                        new RecentProofs());
        Path folder = Vectors.folder().resolve(vector.path("id").asText());
        OciLayout layout = new OciLayout(folder.resolve("layout"));
        Digest subject = Digest.parse(details.path("digests").path(part).asText());
        List<SignerCheck.Outcome> outcomes = new ArrayList<>();
        for (Attachment attachment : layout.attachments(REPOSITORY, subject)) {
            if (attachment.kind() == AttachmentKind.SIGNATURE) {
                outcomes.addAll(legacy(check, layout, (Manifest.Image) attachment.manifest()));
            } else if (attachment.kind() == AttachmentKind.REFERRERS) {
                outcomes.addAll(bundles(check, layout, (Manifest.Index) attachment.manifest()));
            }
        }
        return outcomes;
    }

    private static List<SignerCheck.Outcome> legacy(
            KeylessCheck check, OciLayout layout, Manifest.Image signatures) throws Exception {
        List<SignerCheck.Outcome> outcomes = new ArrayList<>();
        for (Descriptor layer : signatures.layers()) {
            String signature = layer.annotations().get("dev.cosignproject.cosign/signature");
            outcomes.add(
                    check.legacy(
                            layout.blob(REPOSITORY, layer, MAX_SIZE),
                            StrictBase64.decode(signature).orElseThrow(),
                            layer.annotations()));
        }
        return outcomes;
    }

    private static List<SignerCheck.Outcome> bundles(
            KeylessCheck check, OciLayout layout, Manifest.Index referrers) throws Exception {
        List<SignerCheck.Outcome> outcomes = new ArrayList<>();
        for (Descriptor each : referrers.manifests()) {
            Manifest.Image referrer = (Manifest.Image) layout.manifest(REPOSITORY, each.digest());
            outcomes.add(
                    check.bundle(layout.blob(REPOSITORY, referrer.layers().getFirst(), MAX_SIZE)));
        }
        return outcomes;
    }
}
