package dev.autonomy.registry.cli;

import static dev.autonomy.registry.Golden.assertGolden;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.transport.PlainHttp;
import dev.autonomy.registry.cli.wiring.Setup;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of spec 1.2: what is wrong is said at once, and nothing is opened before. */
class UsageTest {

    private final Scene scene = new Scene();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "--from a.example/x:v1|--to: is missing.",
                "--to a.example/x:v1|--from: is missing.",
                "--from a.example/x:v1 --to b.example/x:v1|--pub-key, --certificate-identity, --skip-verify: give exactly one",
                "--from a.example/x:v1 --to b.example/x:v1 --pub-key k --skip-verify|--pub-key, --skip-verify: exclude each other",
                "--from a.example/x:v1 --to a.example/x:v1 --skip-verify|--from, --to: Destination: the same as the source",
                "--from a.example/x:v1 --to b.example/x@sha256:0000000000000000000000000000000000000000000000000000000000000000|--to: Digest: not accepted in a destination at character 12",
                "--from a.example/x:v1 --to b.example/x|--to: Tag: missing",
                "--from a.example/x@sha512:00 --to b.example/x:v1|--from: Digest: algorithm \"sha512\"",
                "--from A.example/X:v1 --to b.example/x:v1|--from: Repository: capital letter \"X\" at character 11",
                "--from --help --to b.example/x:v1|--from: Repository: unexpected \"-\" at character 1",
                "--max-age 1d|--max-age: Duration: unexpected \"d\" at character 2",
                "--stall-timeout 0|--stall-timeout: Duration: zero.",
                "--output yaml|--output: Choice: \"yaml\". Give one of text, json.",
                "--progress dots|--progress: Choice: \"dots\". Give one of auto, bar, plain, json, none.",
                "--fron x|\"--fron\": is not an option; did you mean \"--from\"?",
                "--trusted-root x|--certificate-identity: is missing: --certificate-identity, --certificate-oidc-issuer, --trusted-root go together.",
                "--trusted-root x|--certificate-oidc-issuer: is missing",
                "--certificate-identity x|--trusted-root: is missing",
                "--certificate-identity= --certificate-oidc-issuer i --trusted-root r|--certificate-identity: Text: empty",
                "--certificate-oidc-issuer --trusted-root r|--certificate-oidc-issuer: Text: the option --trusted-root",
                "--certificate-identity x --skip-verify|--certificate-identity, --skip-verify: exclude each other",
                "--pub-key k --trusted-root r|--pub-key, --trusted-root: exclude each other",
                "--require-lock|\"--require-lock\": is not an option",
                "stray|\"stray\": is not expected here",
                "--from a.example/x:v1 --from b.example/x:v1|--from: is given twice.",
                "--from|--from: needs a value.",
                "--pub-key --skip-verify|--pub-key: Path: the option --skip-verify",
                "--skip-verify=false|'--skip-verify' should be specified without 'false'"
            })
    void each_rule_names_its_options(String arguments, String expected) {
        Scene.Ended ended = scene.run(("registry seed " + arguments).split(" "));

        assertEquals(2, ended.status());
        assertTrue(oneLine(ended.err()).contains(oneLine(expected)), ended.err());
        assertEquals("", ended.out());
        assertEquals(List.of(), scene.setups);
    }

    /** As the sentence is printed: the option padded, without the colon of the one-line form. */
    private static String oneLine(String text) {
        return text.replace(": ", " ").replaceAll("\\s+", " ");
    }

    @Test
    void every_problem_is_said_at_once() {
        scene.environment.put("AUTONOMY_TRUST_TIME", "maybe");

        Scene.Ended ended =
                scene.run(
                        "registry",
                        "seed",
                        "--from",
                        "a.example/X",
                        "--max-age",
                        "1d",
                        "--out",
                        "",
                        "--frm",
                        "--output",
                        "xml",
                        "--copy-policy");

        assertEquals(2, ended.status());
        assertGolden("usage.txt", ended.err().stripTrailing());
    }

    @Test
    void a_derived_tag_must_fit() {
        String tag = "t".repeat(122);

        Scene.Ended ended =
                scene.run(
                        "registry",
                        "seed",
                        "--from",
                        "a.example/x:" + tag,
                        "--to",
                        "b.example/x:v1",
                        "--copy-policy",
                        "--skip-verify");

        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("has 129 characters"), ended.err());
    }

    @Test
    void a_misspelt_command_is_suggested_right() {
        Scene.Ended ended = scene.run("registri");

        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("did you mean \"registry\"?"), ended.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"stray", "--bogus", "--from a --from b", "--dry-run=no", "--max-age 1"})
    void whatever_is_wrong_the_output_stays_the_one_asked_for(String wrong) {
        Scene.Ended ended =
                scene.run(("registry seed --progress json --output json " + wrong).split(" "));

        assertEquals(2, Json.parse(ended.out()).get("exitCode").asInt());
        assertEquals(List.of("run-started", "run-finished"), Json.events(ended.err()));
    }

    @ParameterizedTest
    @CsvSource({"'',--output json", "'--progress json',''", "'--progress json','--output json'"})
    void json_readers_are_told_of_usage_problems_too(String progress, String output) {
        Scene.Ended ended =
                scene.run(("registry seed --from x " + progress + " " + output).split(" +"));

        assertEquals(2, ended.status());
        if (!output.isEmpty()) {
            assertTrue(Json.parse(ended.out()).get("error").get("kind").asText().equals("usage"));
            Json.assertValid("seed-result", Json.parse(ended.out()));
        }
        if (!progress.isEmpty()) {
            assertEquals(List.of("run-started", "run-finished"), Json.events(ended.err()));
        }
    }

    @Test
    void defaults_are_the_documented_ones() {
        scene.seed();

        assertEquals(
                new Setup(
                        Optional.empty(),
                        PlainHttp.LOOPBACK_ONLY,
                        Duration.ofSeconds(60),
                        Duration.ZERO),
                scene.setups.getFirst());
        assertEquals(List.of(Path.of(".")), scene.outs);
    }

    @Test
    void what_is_said_is_handed_on() {
        scene.seed(
                "--out",
                "there",
                "--authfile",
                "auth.json",
                "--allow-insecure-registry",
                "--stall-timeout",
                "5m",
                "--wait-for-link",
                "30m");

        assertEquals(
                new Setup(
                        Optional.of(Path.of("auth.json")),
                        PlainHttp.PERMITTED,
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30)),
                scene.setups.getFirst());
        assertEquals(List.of(Path.of("there")), scene.outs);
    }

    @Test
    void at_files_are_not_read() {
        Scene.Ended ended = scene.run("registry", "seed", "@/etc/hostname");

        assertTrue(ended.err().contains("\"@/etc/hostname\""), ended.err());
    }
}
