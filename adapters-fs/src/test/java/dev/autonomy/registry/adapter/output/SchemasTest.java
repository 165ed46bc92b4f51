package dev.autonomy.registry.adapter.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.Verdict;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemasTest {

    private static final String FOLDER = "dev/autonomy/registry/schema/";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchemaFactory FACTORY =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    static Stream<SeedReport> seeds() {
        return Stream.of(
                Reports.seeded(),
                Reports.seededAgain(),
                Reports.seededLeavingBehind(),
                Reports.unverified(),
                Reports.withoutTrustTime(),
                Reports.seededByIdentity());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "catalog",
                "seed-manifest",
                "seed-lock",
                "seed-result",
                "verify-result",
                "drift-result",
                "drift-event",
                "progress-event",
                "catalog-manifest",
                "catalog-lock",
                "catalog-result"
            })
    void each_schema_is_one(String name) throws Exception {
        JsonSchema rules = FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012));

        assertEquals(Set.of(), rules.validate(source(name)));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void manifests_and_locks_of_seeds_are_valid(SeedReport report) {
        assertValid("seed-manifest", manifest(report));
        assertValid("seed-lock", SeedLockJson.of(report));
    }

    @Test
    void results_are_valid_however_a_run_ends() throws Exception {
        assertValid("seed-result", result(Reports.seeded(), "seeded", 0));
        assertValid("seed-result", result(Reports.seededLeavingBehind(), "seeded", 0));
        assertValid("seed-result", failure(Reports.refused(), "refused", ExitCode.TAMPERED));
        assertValid(
                "seed-result",
                failure(Reports.stoppedAtOnce(), "stopped", ExitCode.PREREQUISITE_MISSING));
        assertValid(
                "seed-result",
                read(
                        """
                        {"outcome": "stopped", "exitCode": 2,
                         "error": {"kind": "usage", "message": "--to is missing",
                                   "hint": "Say where to seed."}}"""));
    }

    @Test
    void roll_ups_locks_and_results_of_catalogs_are_valid() {
        ObjectNode whole = CatalogManifestJson.of(CatalogReports.whole(), Reports.PRODUCT);
        ObjectNode failed = CatalogManifestJson.of(CatalogReports.failed(), Reports.PRODUCT);

        assertValid("catalog-manifest", whole);
        assertValid("catalog-manifest", failed);
        assertValid("catalog-lock", CatalogLockJson.of(CatalogReports.whole()));
        assertValid("catalog-result", whole.put("outcome", "seeded").put("exitCode", 0));
        assertInvalid("catalog-manifest", failed.put("more", 1));
        assertInvalid("catalog-lock", CatalogLockJson.of(CatalogReports.whole()).put("more", 1));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "/schemaVersion, `2`",
                "/startedAt, `\"yesterday\"`",
                "/startedAt, `\"2026-11-23T10:00:00.500+01:00\"`",
                "/source/digest, `\"sha512:00\"`",
                "/destination/pinned, `\"localhost:5000/robot-behavior:v1\"`",
                "/destination/previousDigest, `null`",
                "/platforms/0/variant, `\"\"`",
                "/sidecars/0/role, `\"image\"`",
                "/attachments/0/verified, `\"true\"`",
                "/transfers/0/bytes, `-1`",
                "/promoted/0/tag, `\"not a tag\"`",
                "/lock/sha256, `\"sha256:00\"`",
                "/insecure, `false`",
                "/verification/verdict, `\"fine\"`",
                "/verification/policy/maxAge, `\"a year\"`",
                "/verification/steps/0/outcome, `\"ok\"`",
                "/more, `1`",
                "/verification/steps/0/more, `1`"
            })
    void a_manifest_with_a_wrong_member_is_not_valid(String pointer, String value)
            throws Exception {
        ObjectNode manifest = manifest(Reports.seeded());
        int slash = pointer.lastIndexOf('/');
        ((ObjectNode) manifest.at(pointer.substring(0, slash)))
                .set(pointer.substring(slash + 1), read(value));

        assertInvalid("seed-manifest", manifest);
    }

    @Test
    void a_manifest_without_one_of_its_members_is_not_valid() {
        ObjectNode whole = manifest(Reports.seeded());
        List<String> required =
                whole.propertyStream()
                        .map(Map.Entry::getKey)
                        .filter(name -> !name.equals("insecure"))
                        .toList();

        for (String name : required) {
            assertInvalid("seed-manifest", whole.deepCopy().without(name));
        }
    }

    @Test
    void a_verified_manifest_without_its_policy_is_not_valid() {
        ObjectNode manifest = manifest(Reports.seeded());
        ((ObjectNode) manifest.get("verification")).remove("policy");

        assertInvalid("seed-manifest", manifest);
    }

    @Test
    void trust_is_recorded_by_key_or_by_identity_whole_and_not_mixed() {
        for (String member : List.of("certificateIdentity", "trustedRoot")) {
            ObjectNode half = manifest(Reports.seededByIdentity());
            ((ObjectNode) half.at("/verification/policy")).remove(member);
            assertInvalid("seed-manifest", half);
        }
        ObjectNode mixed = manifest(Reports.seeded());
        ((ObjectNode) mixed.at("/verification/policy")).put("certificateIdentity", "somebody");
        assertInvalid("seed-manifest", mixed);
        ObjectNode both = manifest(Reports.seededByIdentity());
        ((ObjectNode) both.at("/verification/policy"))
                .put("keyFingerprint", Reports.INDEX.toString());
        assertInvalid("seed-manifest", both);
    }

    @Test
    void a_lock_with_a_time_is_not_valid() {
        assertInvalid("seed-lock", SeedLockJson.of(Reports.seeded()).put("startedAt", "now"));
    }

    @Test
    void a_failure_that_claims_what_only_a_seed_may_claim_is_not_valid() {
        ObjectNode pinned = failure(Reports.refused(), "refused", ExitCode.TAMPERED);
        pinned.set("destination", manifest(Reports.seeded()).get("destination"));
        ObjectNode locked = failure(Reports.refused(), "refused", ExitCode.TAMPERED);
        locked.set("lock", manifest(Reports.seeded()).get("lock"));
        ObjectNode verified = failure(Reports.refused(), "refused", ExitCode.TAMPERED);
        verified.set("attachments", manifest(Reports.seeded()).get("attachments"));

        assertInvalid("seed-result", pinned);
        assertInvalid("seed-result", locked);
        assertInvalid("seed-result", verified);
    }

    @Test
    void an_exit_code_and_its_error_come_together() {
        assertInvalid("seed-result", result(Reports.refused(), "refused", 13));
        assertInvalid("seed-result", failure(Reports.seeded(), "seeded", ExitCode.SEEDED));
        assertInvalid("seed-result", result(Reports.refused(), "refused", 0));
        assertInvalid("seed-result", result(Reports.stoppedAtOnce(), "seeded", 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {"event":"run-started","time":"T","versions":{"autonomy":"0.1.0"},
                 "request":{"from":"a.example/x:v1","to":"localhost:5000/x:v1","copyPolicy":true}}""",
                """
                {"event":"run-started","time":"T","versions":{"autonomy":"0.1.0"}}""",
                """
                {"event":"planned","time":"T","totalBytes":3,
                 "artifacts":[{"artifact":"image","digest":"D","bytes":3}]}""",
                """
                {"event":"step-started","time":"T","step":0,"name":"preflight"}""",
                """
                {"event":"step-finished","time":"T","step":5,"name":"publish"}""",
                """
                {"event":"artifact-started","time":"T","artifact":"image","digest":"D"}""",
                """
                {"event":"bytes","time":"T","artifact":"image","blob":"D","done":1,"total":3}""",
                """
                {"event":"artifact-finished","time":"T","artifact":"image","status":"copied","digest":"D"}""",
                """
                {"event":"retry","time":"T","artifact":"image","attempt":1,"reason":"503","waitMs":250}""",
                """
                {"event":"retry","time":"T","request":"reading the tag r/app:v1","attempt":1,"reason":"503",
                 "waitMs":250}""",
                """
                {"event":"finding","time":"T","step":1,"name":"signatures","outcome":"pass",
                 "subject":"image","message":"Signed."}""",
                """
                {"event":"warning","time":"T","kind":"plain-http","message":"Not private."}""",
                """
                {"event":"promoted","time":"T","tag":"v1","digest":"D","previousDigest":"D"}""",
                """
                {"event":"promoted","time":"T","bundle":"nav","tag":"v1","digest":"D"}""",
                """
                {"event":"catalog-started","time":"T","bundles":["nav","arm"]}""",
                """
                {"event":"bundle-started","time":"T","bundle":"nav","from":"a/nav:v1","to":"b/nav:v1"}""",
                """
                {"event":"bundle-finished","time":"T","bundle":"nav","outcome":"not-attempted","exitCode":12}""",
                """
                {"event":"catalog-finished","time":"T","exitCode":12}""",
                """
                {"event":"run-finished","time":"T","outcome":"seeded","exitCode":0}""",
                """
                {"event":"run-finished","time":"T","outcome":"cancelled","exitCode":130,
                 "error":{"kind":"cancelled","message":"Cancelled."}}"""
            })
    void event_lines_are_valid_and_only_with_their_own_members(String line) throws Exception {
        ObjectNode event = event(line);

        assertValid("progress-event", event);
        assertInvalid("progress-event", event.deepCopy().put("more", 1));
        assertInvalid("progress-event", event.deepCopy().without("time"));
        assertInvalid("progress-event", event.deepCopy().put("event", "news"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                """
                {"event":"planned","time":"T","artifacts":[]}""",
                """
                {"event":"step-started","time":"T","step":6,"name":"publish"}""",
                """
                {"event":"bytes","time":"T","artifact":"image","blob":"D","done":-1,"total":3}""",
                """
                {"event":"artifact-finished","time":"T","artifact":"image","status":"done","digest":"D"}""",
                """
                {"event":"finding","time":"T","step":1,"name":"signatures","outcome":"pass"}""",
                """
                {"event":"retry","time":"T","attempt":1,"reason":"503","waitMs":250}""",
                """
                {"event":"retry","time":"T","artifact":"image","request":"reading","attempt":1,"reason":"503",
                 "waitMs":250}""",
                """
                {"event":"run-finished","time":"T","outcome":"stopped","exitCode":7}""",
                """
                {"event":"run-finished","time":"T","outcome":"seeded","exitCode":0,
                 "error":{"kind":"internal","message":"?"}}"""
            })
    void wrong_event_lines_are_not_valid(String line) throws Exception {
        assertInvalid("progress-event", event(line));
    }

    @Test
    void exit_codes_kinds_and_verdicts_are_those_of_the_domain() throws Exception {
        List<Integer> codes = Arrays.stream(ExitCode.values()).map(ExitCode::code).toList();
        Set<String> kinds =
                Set.copyOf(
                        Arrays.stream(ExitCode.values())
                                .filter(code -> code != ExitCode.SEEDED)
                                .map(ExitCode::kind)
                                .toList());
        Set<String> verdicts =
                Set.copyOf(Arrays.stream(Verdict.values()).map(Verdict::label).toList());

        JsonNode result = source("seed-result").get("$defs");
        assertEquals(
                codes, result.at("/exitCode/enum").valueStream().map(JsonNode::intValue).toList());
        assertEquals(kinds, texts(result.at("/error/properties/kind/enum")));
        assertEquals(verdicts, texts(source("seed-manifest").at("/$defs/verdict/enum")));
    }

    private static Set<String> texts(JsonNode list) {
        return Set.copyOf(list.valueStream().map(JsonNode::textValue).toList());
    }

    private static ObjectNode manifest(SeedReport report) {
        return SeedManifestJson.of(report, Reports.PRODUCT);
    }

    private static ObjectNode result(SeedReport report, String outcome, int exitCode) {
        return manifest(report).put("outcome", outcome).put("exitCode", exitCode);
    }

    private static ObjectNode failure(SeedReport report, String outcome, ExitCode exitCode) {
        ObjectNode json = result(report, outcome, exitCode.code());
        json.putObject("error")
                .put("kind", exitCode.kind())
                .put("step", 4)
                .put("artifact", "lock")
                .put("registry", "localhost:5000")
                .put("message", "It does not fit.")
                .put("hint", "Ask its publisher.")
                .put("detail", "its own words");
        return json;
    }

    private static ObjectNode event(String line) throws Exception {
        return (ObjectNode)
                read(
                        line.replace("\"T\"", "\"2026-11-23T10:00:00.000Z\"")
                                .replace("\"D\"", "\"" + Reports.INDEX + "\""));
    }

    private static JsonNode read(String json) throws Exception {
        return JSON.readTree(json);
    }

    private static JsonNode source(String name) throws Exception {
        try (InputStream in =
                SchemasTest.class
                        .getClassLoader()
                        .getResourceAsStream(FOLDER + name + ".schema.json")) {
            return JSON.readTree(in);
        }
    }

    private static Set<ValidationMessage> problems(String schema, JsonNode document) {
        return FACTORY.getSchema(SchemaLocation.of("classpath:" + FOLDER + schema + ".schema.json"))
                .validate(document);
    }

    private static void assertValid(String schema, JsonNode document) {
        assertEquals(Set.of(), problems(schema, document));
    }

    private static void assertInvalid(String schema, JsonNode document) {
        assertNotEquals(
                Set.of(), problems(schema, document), () -> "accepted by " + schema + document);
    }
}
