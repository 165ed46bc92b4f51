package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autonomy.registry.adapter.layout.OciLayout;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.port.Verifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/**
 * The shared signature vectors through the real verifier. Their locks are not complete, so of a
 * whole release the signatures decide.
 */
class SignatureVectorsTest {

    private static final Repository REPOSITORY = new Repository("vectors.example", "acme/bundle");
    private static final String TAG = "v1.2.0";
    private static final Predicate<JsonNode> LEGACY =
            vector -> vector.path("format").asText().equals("legacy");
    private static final Predicate<JsonNode> BUNDLE =
            vector -> vector.path("format").asText().equals("bundle-v03");
    private static final Predicate<JsonNode> KEYLESS =
            vector -> vector.path("format").asText().startsWith("keyless");
    private static final Predicate<JsonNode> ACCEPT =
            vector -> vector.path("expect").asText().equals("accept");
    private static final Predicate<JsonNode> REJECT =
            vector -> vector.path("expect").asText().equals("reject");

    @TestFactory
    Stream<DynamicTest> every_legacy_case_is_judged_as_a_strict_verifier_judges_it()
            throws Exception {
        return Vectors.tests(90, () -> tests(LEGACY));
    }

    @TestFactory
    Stream<DynamicTest> every_bundle_case_is_judged_as_a_strict_verifier_judges_it()
            throws Exception {
        return Vectors.tests(80, () -> tests(BUNDLE));
    }

    @TestFactory
    Stream<DynamicTest> every_keyless_case_is_judged_as_a_strict_verifier_judges_it()
            throws Exception {
        return Vectors.tests(35, () -> tests(KEYLESS));
    }

    @Test
    void no_case_is_left_out() throws Exception {
        for (JsonNode vector : Vectors.json("cases.json").path("cases")) {
            assertTrue(LEGACY.or(BUNDLE).or(KEYLESS).test(vector), vector::toString);
        }
    }

    private static Stream<DynamicTest> tests(Predicate<JsonNode> which) throws Exception {
        return StreamSupport.stream(Vectors.json("cases.json").path("cases").spliterator(), false)
                .filter(which)
                .map(
                        vector ->
                                dynamicTest(
                                        vector.path("id").asText()
                                                + ": "
                                                + vector.path("what").asText(),
                                        judgedAsExpected(vector)));
    }

    private static Executable judgedAsExpected(JsonNode vector) {
        return () -> {
            Outcome outcome = outcome(vector);
            switch (vector.path("expect").asText()) {
                case "accept" -> assertTrue(outcome.isAcceptable(), outcome::toString);
                case "reject" ->
                        assertEquals(expected(vector), outcome, vector.path("reason").asText());
                default -> {
                    // Policy decides: that it was judged at all is what is asked.
                }
            }
        };
    }

    /** What became of a case: a verdict about its signatures, or something before or after it. */
    private sealed interface Outcome {

        default boolean isAcceptable() {
            return this instanceof Judged(Verdict verdict) && verdict.isAcceptable();
        }

        record Judged(Verdict verdict) implements Outcome {}

        record KeyRefused() implements Outcome {}

        record NotFound() implements Outcome {}

        /** The signatures are good; a later step refuses with this verdict. */
        record RefusedLater(Verdict verdict) implements Outcome {}
    }

    private static Outcome expected(JsonNode vector) {
        return switch (vector.path("id").asText()) {
            // A referrer that nothing calls a bundle is none, however much its bytes look like one.
            case "bundle-v03/n-layer-mediatype-json" -> new Outcome.Judged(Verdict.NEVER_SIGNED);
            // It is a referrer that is not found, not the image.
            case "bundle-v03/n-fallback-manifest-missing" -> new Outcome.Judged(Verdict.INCOMPLETE);
            default -> reasonClass(vector.path("reason").asText());
        };
    }

    private static Outcome reasonClass(String reason) {
        return switch (reason) {
            case "signed-at" -> new Outcome.Judged(Verdict.STALE);
            case "signature",
                    "certificate",
                    "identity",
                    "issuer",
                    "sct",
                    "time",
                    "tlog",
                    "tlog-mismatch" ->
                    new Outcome.Judged(Verdict.WRONG_KEY);
            case "no-signature" -> new Outcome.Judged(Verdict.NEVER_SIGNED);
            case "digest",
                    "type",
                    "blob-digest",
                    "manifest-digest",
                    "size",
                    "payload-type",
                    "predicate-type",
                    "statement-type",
                    "subject-count" ->
                    new Outcome.Judged(Verdict.TAMPERED);
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
                    new Outcome.Judged(Verdict.MALFORMED);
            case "alg" -> new Outcome.KeyRefused();
            case "not-found" -> new Outcome.NotFound();
            case "role", "binding" -> new Outcome.RefusedLater(Verdict.MALFORMED);
            default -> throw new AssertionError("a reason nobody knows: " + reason);
        };
    }

    private static Outcome outcome(JsonNode vector) throws Exception {
        SidecarPolicy scope =
                vector.path("scope").asText().equals("release")
                        ? SidecarPolicy.WITH_SIDECARS
                        : SidecarPolicy.IMAGE_ONLY;
        try {
            return outcome(scope, vector, report(scope, vector));
        } catch (Obstacle.TrustUnusable _) {
            return new Outcome.KeyRefused();
        } catch (Obstacle.NotFound _) {
            return new Outcome.NotFound();
        } catch (Obstacle.Contradiction _) {
            return new Outcome.Judged(Verdict.TAMPERED);
        } catch (Obstacle.Malformed _) {
            return new Outcome.Judged(Verdict.MALFORMED);
        }
    }

    private static Outcome outcome(
            SidecarPolicy scope, JsonNode vector, VerificationReport report) {
        if (scope == SidecarPolicy.IMAGE_ONLY) {
            return new Outcome.Judged(report.verdict());
        }
        Verdict signatures =
                new VerificationReport(
                                scope,
                                report.findings().stream()
                                        .filter(each -> each.step() == VerificationStep.SIGNATURES)
                                        .toList(),
                                report.accepted(),
                                report.artifactReference())
                        .verdict();
        if (!signatures.isAcceptable() || vector.path("expect").asText().equals("accept")) {
            return new Outcome.Judged(signatures);
        }
        Finding lock = Scene.finding(report, VerificationStep.DIGESTS, "lock");
        return lock.outcome() instanceof StepOutcome.Fail(Verdict verdict)
                ? new Outcome.RefusedLater(verdict)
                : new Outcome.Judged(signatures);
    }

    private static VerificationReport report(SidecarPolicy scope, JsonNode vector)
            throws Exception {
        JsonNode settings = Vectors.json("cases.json");
        Freshness freshness =
                new Freshness.NotOlderThan(Duration.parse(settings.path("maxAge").asText()));
        Verifier verifier = new CosignVerifier();
        TrustAnchor anchor = verifier.load(trust(vector, freshness));
        OciLayout layout = layout(vector);
        List<Verifier.Subject> subjects = new ArrayList<>();
        for (BundlePart part : scope.parts()) {
            String suffix = part == BundlePart.IMAGE ? "" : "-" + part.label();
            Digest digest = pinned(layout, TAG + suffix);
            subjects.add(
                    new Verifier.Subject(
                            part, REPOSITORY, digest, layout.attachments(REPOSITORY, digest)));
        }
        return verifier.verify(
                new Verifier.Question(
                        subjects,
                        scope,
                        anchor,
                        freshness,
                        Instant.parse(settings.path("now").asText())),
                layout);
    }

    private static TrustPolicy.Checked trust(JsonNode vector, Freshness freshness)
            throws Exception {
        if (!KEYLESS.test(vector)) {
            return new TrustPolicy.ByKey(file(vector, "key"), freshness);
        }
        JsonNode signer = Vectors.json(vector.path("id").asText() + "/case.json");
        return new TrustPolicy.ByIdentity(
                signer.path("identity").asText(),
                signer.path("issuer").asText(),
                file(vector, "trusted_root"),
                freshness);
    }

    private static String file(JsonNode vector, String member) {
        return Vectors.folder().resolve(vector.path(member).asText()).toString();
    }

    private static Digest pinned(OciLayout layout, String tag) throws Exception {
        return layout.resolve(REPOSITORY, new Tag(tag))
                .orElseThrow(
                        () ->
                                new Obstacle.NotFound(
                                        Attempt.locally("reading " + tag), "no such tag"))
                .digest();
    }

    private static OciLayout layout(JsonNode vector) throws Exception {
        return new OciLayout(
                Vectors.folder().resolve(vector.path("id").asText()).resolve("layout"));
    }
}
