package dev.autonomy.registry.adapter.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.VerifyRequest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerifyReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerifyReportJsonTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.5Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ERROR =
            """
            {"kind": "tampered", "message": "Tampered.", "hint": "Ask the publisher."}""";

    @Test
    void the_verification_has_the_members_of_a_seed_manifest() throws Exception {
        JsonNode json = VerifyReportJson.of(judged(Reports.seeded()), Reports.PRODUCT);

        assertEquals(
                SeedManifestJson.of(Reports.seeded(), Reports.PRODUCT).get("verification"),
                json.get("verification"));
    }

    @Test
    void pins_and_claims_are_told_part_by_part() throws Exception {
        JsonNode json = VerifyReportJson.of(judged(Reports.seeded()), Reports.PRODUCT);

        assertEquals("2026-11-23T10:00:00.500Z", json.path("verifiedAt").asText());
        assertEquals("edge.example/robot-behavior:v1", json.path("reference").asText());
        assertEquals("image", json.at("/pinned/0/role").asText());
        assertEquals(
                "edge.example/robot-behavior@" + Reports.LOCK,
                json.at("/pinned/1/pinned").asText());
        assertEquals(
                Reports.IMAGE_SIGNATURE.toString(), json.at("/accepted/0/attachment").asText());
        assertEquals("plain-http", json.at("/warnings/0/kind").asText());
    }

    @Test
    void results_are_valid_however_judging_ends() throws Exception {
        assertEquals(Set.of(), problems(verified(), "verified", 0));
        assertEquals(Set.of(), problems(refused(), "refused", 13));
        assertEquals(Set.of(), problems(stopped(), "stopped", 5));
        assertEquals(Set.of(), problems(JSON.createObjectNode(), "stopped", 2));
        assertEquals(Set.of(), problems(JSON.createObjectNode(), "cancelled", 130));
    }

    @ParameterizedTest
    @CsvSource({"refused, 13", "verified, 13", "refused, 0", "stopped, 5", "cancelled, 130"})
    void a_bundle_that_passed_is_nothing_but_verified(String outcome, int exitCode)
            throws Exception {
        assertNotEquals(Set.of(), problems(verified(), outcome, exitCode));
    }

    @Test
    void what_did_not_pass_is_never_verified() throws Exception {
        assertNotEquals(Set.of(), problems(refused(), "verified", 0));
        assertNotEquals(Set.of(), problems(stopped(), "verified", 0));
        assertNotEquals(Set.of(), problems(JSON.createObjectNode(), "verified", 0));
    }

    @ParameterizedTest
    @CsvSource({"tool", "verifiedAt", "reference", "pinned", "warnings", "accepted"})
    void a_report_without_one_of_its_members_is_not_valid(String member) throws Exception {
        assertNotEquals(Set.of(), problems(verified().without(member), "verified", 0));
    }

    @Test
    void a_verification_that_accepted_nothing_passed_nothing() throws Exception {
        ObjectNode json = verified();
        json.putArray("accepted");

        assertNotEquals(Set.of(), problems(json, "verified", 0));
    }

    private static Set<ValidationMessage> problems(ObjectNode json, String outcome, int exitCode)
            throws Exception {
        json.put("outcome", outcome).put("exitCode", exitCode);
        if (exitCode != 0) {
            json.set("error", JSON.readTree(ERROR));
        }
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        SchemaLocation.of(
                                "classpath:dev/autonomy/registry/schema/verify-result.schema.json"))
                .validate(json);
    }

    private static ObjectNode verified() throws Exception {
        return VerifyReportJson.of(judged(Reports.seeded()), Reports.PRODUCT);
    }

    private static ObjectNode refused() throws Exception {
        return VerifyReportJson.of(judged(Reports.refused()), Reports.PRODUCT);
    }

    private static ObjectNode stopped() throws Exception {
        Obstacle missing =
                new Obstacle.NotFound(
                        Attempt.at("pinning the image", "x", "edge.example"), "no such tag");
        return VerifyReportJson.of(
                report(Reports.seeded(), Map.of(), Optional.empty(), List.of(missing)),
                Reports.PRODUCT);
    }

    /** The bundle of this seed, judged again where it is. */
    private static VerifyReport judged(SeedReport seed) throws Exception {
        assertFalse(seed.verification().isEmpty());
        return report(
                seed,
                Map.of(
                        BundlePart.IMAGE,
                        Reports.INDEX,
                        BundlePart.LOCK,
                        Reports.LOCK,
                        BundlePart.POLICY,
                        Reports.POLICY),
                seed.verification(),
                List.of());
    }

    private static VerifyReport report(
            SeedReport seed,
            Map<BundlePart, Digest> pinned,
            Optional<VerificationReport> verification,
            List<Obstacle> obstacles)
            throws Exception {
        Optional<TrustAnchor> anchor = seed.trustAnchor();
        return new VerifyReport(
                new VerifyRequest(
                        Reference.parse("edge.example/robot-behavior:v1"),
                        SidecarPolicy.WITH_SIDECARS,
                        (TrustPolicy.Checked) seed.request().trust()),
                NOW,
                pinned,
                new TreeSet<>(Set.of("edge.example")),
                anchor,
                verification,
                obstacles);
    }
}
