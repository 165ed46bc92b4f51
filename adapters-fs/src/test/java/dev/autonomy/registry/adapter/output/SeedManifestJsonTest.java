package dev.autonomy.registry.adapter.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.outcome.SeedReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeedManifestJsonTest {

    static Stream<SeedReport> endings() {
        return Stream.of(
                Reports.seeded(),
                Reports.seededAgain(),
                Reports.seededLeavingBehind(),
                Reports.unverified(),
                Reports.withoutTrustTime(),
                Reports.seededByIdentity(),
                Reports.refused(),
                Reports.stoppedAtOnce());
    }

    @Test
    void members_stand_in_the_documented_order() {
        ObjectNode json = json(Reports.seeded());

        assertEquals(
                List.of(
                        "schemaVersion",
                        "tool",
                        "startedAt",
                        "finishedAt",
                        "source",
                        "destination",
                        "platforms",
                        "sidecars",
                        "attachments",
                        "transfers",
                        "promoted",
                        "lock",
                        "warnings",
                        "insecure",
                        "verification"),
                names(json));
    }

    @Test
    void what_stayed_behind_stands_after_the_attachments_with_its_reason() {
        ObjectNode json = json(Reports.seededLeavingBehind());

        List<String> names = names(json);
        assertEquals(names.indexOf("attachments") + 1, names.indexOf("leftBehind"));
        JsonNode entry = json.at("/leftBehind/0");
        assertEquals(List.of("subject", "kind", "digest", "reason"), names((ObjectNode) entry));
        assertEquals(Reports.SBOM.toString(), entry.get("digest").textValue());
        assertEquals(
                "the source lists it and does not have its manifest",
                entry.get("reason").textValue());
    }

    @Test
    void a_signature_is_verified_only_where_it_was_accepted_for_that_subject() {
        JsonNode attachments = json(Reports.seeded()).get("attachments");

        assertEquals(List.of(true, true, false, false), verified(attachments));
        assertEquals(Reports.SBOM.toString(), attachments.at("/2/digest").textValue());
        assertEquals(Reports.IMAGE_SIGNATURE.toString(), attachments.at("/3/digest").textValue());
    }

    @Test
    void nothing_is_verified_when_verification_was_skipped() {
        ObjectNode json = json(Reports.unverified());

        assertEquals(List.of(false, false, false, false), verified(json.get("attachments")));
        assertEquals("skipped", json.at("/verification/verdict").textValue());
        assertTrue(json.at("/verification/policy").isMissingNode());
    }

    @Test
    void a_refused_run_claims_nothing_that_only_a_finished_seed_may_claim() {
        ObjectNode json = json(Reports.refused());

        assertEquals(List.of("reference", "previousDigest"), names(json.get("destination")));
        assertFalse(json.has("lock"));
        assertEquals(List.of(false, false, false, false), verified(json.get("attachments")));
        assertEquals("tampered", json.at("/verification/verdict").textValue());
    }

    @Test
    void what_was_not_reached_is_absent() {
        assertEquals(
                List.of("schemaVersion", "tool", "startedAt", "finishedAt", "warnings"),
                names(json(Reports.stoppedAtOnce())));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void an_absent_value_is_never_null_or_empty_text(SeedReport report) {
        List<JsonNode> values = new ArrayList<>();
        collect(json(report), values);

        assertTrue(values.stream().noneMatch(JsonNode::isNull));
        assertTrue(values.stream().noneMatch(v -> v.isTextual() && v.textValue().isEmpty()));
    }

    @Test
    void times_are_in_utc_with_milliseconds() {
        ObjectNode json = json(Reports.seeded());

        assertEquals("2026-11-23T10:00:00.500Z", json.get("startedAt").textValue());
        assertEquals("2026-11-23T10:00:20.234Z", json.get("finishedAt").textValue());
    }

    @Test
    void a_run_that_did_not_look_at_the_time_of_signing_says_so() {
        JsonNode policy = json(Reports.withoutTrustTime()).at("/verification/policy");

        assertFalse(policy.get("trustTime").booleanValue());
        assertFalse(policy.has("maxAge"));
    }

    @Test
    void trust_by_key_is_recorded_by_the_key_s_fingerprint_alone() {
        JsonNode policy = json(Reports.seeded()).at("/verification/policy");

        assertEquals(List.of("keyFingerprint", "maxAge", "trustTime"), names(policy));
        assertEquals("sha256:" + "9".repeat(64), policy.get("keyFingerprint").textValue());
    }

    @Test
    void trust_by_identity_is_recorded_with_issuer_and_trusted_root() {
        JsonNode policy = json(Reports.seededByIdentity()).at("/verification/policy");

        assertEquals(
                List.of(
                        "certificateIdentity",
                        "certificateOidcIssuer",
                        "trustedRoot",
                        "maxAge",
                        "trustTime"),
                names(policy));
        assertEquals("releases@robots.example", policy.get("certificateIdentity").textValue());
        assertEquals(
                "https://accounts.robots.example", policy.get("certificateOidcIssuer").textValue());
        assertEquals("sha256:" + "8".repeat(64), policy.get("trustedRoot").textValue());
    }

    @Test
    void what_the_registry_lists_itself_has_no_tag_as_its_location() {
        JsonNode attachment = json(Reports.seededByIdentity()).at("/attachments/0");

        assertEquals("referrers-api", attachment.get("location").textValue());
        assertTrue(attachment.get("verified").booleanValue());
    }

    private static ObjectNode json(SeedReport report) {
        return SeedManifestJson.of(report, Reports.PRODUCT);
    }

    private static List<String> names(JsonNode json) {
        return json.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static List<Boolean> verified(JsonNode attachments) {
        return attachments.valueStream().map(each -> each.get("verified").booleanValue()).toList();
    }

    private static void collect(JsonNode json, List<JsonNode> into) {
        into.add(json);
        json.forEach(child -> collect(child, into));
    }
}
