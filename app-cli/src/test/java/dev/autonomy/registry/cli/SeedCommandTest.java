package dev.autonomy.registry.cli;

import static dev.autonomy.registry.Golden.assertGolden;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedCommandTest {

    private static final Obstacle REFUSED_WRITE =
            new Obstacle.Unreachable(
                    Obstacle.Unreachable.Reason.WRITE_REFUSED,
                    Attempt.at("copying", "source.example/robot-behavior:v1", "edge.example"),
                    "507 Insufficient Storage",
                    "level=fatal msg=\"writing blob\"");

    private final Scene scene = new Scene();

    @Test
    void a_seed_shows_its_steps_on_stderr_and_its_result_on_stdout() {
        Scene.Ended ended = scene.seed("--out", "seed");

        assertEquals(0, ended.status());
        assertGolden("seeded.stdout.txt", ended.out().stripTrailing());
        assertGolden("seeded.stderr.txt", steps(ended.err()));
        assertEquals(6, ended.err().lines().filter(line -> line.contains("copied")).count());
    }

    /** Without the lines of the artifacts, which come in any order. */
    private static String steps(String stderr) {
        return stderr.lines()
                .filter(line -> !line.startsWith("  copied") && !line.startsWith("  unchanged"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void a_second_seed_says_that_everything_was_there() {
        scene.seed();

        Scene.Ended ended = scene.seed();

        assertEquals(0, ended.status());
        assertTrue(ended.out().startsWith("Verified, already there: edge.example/"), ended.out());
        assertTrue(ended.err().contains("was there already"), ended.err());
    }

    @Test
    void a_seed_without_verification_is_loud() {
        Scene.Ended ended =
                scene.run(
                        "registry",
                        "seed",
                        "--from",
                        "source.example/robot-behavior:v1",
                        "--to",
                        "edge.example/robot-behavior:v1",
                        "--skip-verify",
                        "--progress",
                        "none");

        assertEquals(0, ended.status());
        assertTrue(ended.out().startsWith("NOT VERIFIED (--skip-verify): edge"), ended.out());
        assertTrue(ended.err().startsWith("! Signatures are not checked"), ended.err());
    }

    @Test
    void a_dry_run_says_what_a_seed_would_do_and_writes_nothing() {
        Scene.Ended ended = scene.seed("--dry-run");

        assertEquals(0, ended.status());
        assertGolden("dry-run.stdout.txt", ended.out().stripTrailing());
        assertTrue(scene.registries.isEmpty(Scene.EDGE));
        assertEquals(List.of("rehearse"), scene.writer.calls());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--dry-run", "--debug"})
    void a_refused_bundle_ends_with_its_verdicts_code_and_moves_no_tag(String option) {
        scene.verifier.answering(Verdict.TAMPERED);

        Scene.Ended ended = scene.seed(option);

        assertEquals(13, ended.status());
        assertEquals("", ended.out());
        assertTrue(ended.err().contains("Tampered: the image of source.example/"), ended.err());
        assertEquals(Map.of(), scene.registries.tags(Scene.EDGE));
    }

    @Test
    void a_digest_whose_sidecars_are_not_among_its_referrers_asks_for_the_tag() {
        Scene.Ended ended =
                scene.run(
                        "registry",
                        "seed",
                        "--from",
                        Scene.SOURCE.at(scene.image.digest()),
                        "--to",
                        Scene.EDGE + ":v1",
                        "--copy-policy",
                        "--pub-key",
                        "cosign.pub");

        assertEquals(5, ended.status());
        assertTrue(
                ended.err()
                        .contains(
                                "give the tag instead, or both, source.example/robot-behavior:<tag>@"
                                        + scene.image.digest()),
                ended.err());
    }

    @Test
    void an_identity_is_handed_on_as_it_was_said() {
        Scene.Ended ended =
                scene.run(
                        "registry",
                        "seed",
                        "--from",
                        Scene.SOURCE + ":v1",
                        "--to",
                        Scene.EDGE + ":v1",
                        "--certificate-identity",
                        "release@example.com",
                        "--certificate-oidc-issuer",
                        "https://issuer.example.com",
                        "--trusted-root",
                        "trusted_root.json");

        assertEquals(0, ended.status());
        assertEquals(
                new TrustPolicy.ByIdentity(
                        "release@example.com",
                        "https://issuer.example.com",
                        "trusted_root.json",
                        new Freshness.NotOlderThan(Duration.ofHours(8760))),
                scene.verifier.loaded().getFirst());
    }

    @Test
    void an_obstacle_is_told_with_the_tools_line_last() {
        scene.replicator.failing(REFUSED_WRITE);

        Scene.Ended ended = scene.seed();

        assertEquals(7, ended.status());
        assertEquals("", ended.out());
        assertTrue(
                ended.err().endsWith("skopeo says: level=fatal msg=\"writing blob\"\n"),
                ended.err());
        assertFalse(ended.err().contains("Exception"), ended.err());
    }

    @Test
    void debug_shows_where_an_obstacle_came_up() {
        scene.replicator.failing(REFUSED_WRITE);

        String err = scene.seed("--debug", "--progress", "none").err();

        assertTrue(err.startsWith("debug: autonomy "), err);
        assertTrue(err.contains("\tat dev.autonomy.registry."), err);
    }

    @Test
    void a_bug_is_called_one() {
        scene.registries.before(
                request -> {
                    throw new IllegalStateException("https://user:secret@host/?token=secret");
                });

        Scene.Ended ended = scene.seed("--output", "json", "--debug");

        assertEquals(1, ended.status());
        assertTrue(ended.err().contains("this is a bug in autonomy"), ended.err());
        assertFalse((ended.err() + ended.out()).contains("secret"), ended.err());
        assertEquals("internal", Json.parse(ended.out()).get("error").get("kind").asText());
    }

    @ParameterizedTest
    @ValueSource(strings = {"resolve source", "attachments", "manifest edge", "point"})
    void an_error_of_the_virtual_machine_ends_a_seed_in_every_form(String request) {
        scene.registries.before(
                asked -> {
                    if (asked.startsWith(request)) {
                        throw new OutOfMemoryError("Java heap space");
                    }
                });

        Scene.Ended ended = scene.seed("--output", "json", "--progress", "json");

        assertEquals(1, ended.status());
        assertEquals("run-finished", Json.events(ended.err()).getLast());
        JsonNode result = Json.parse(ended.out());
        assertEquals(1, result.get("exitCode").asInt());
        assertEquals("stopped", result.get("outcome").asText());
        assertTrue(result.get("error").get("message").asText().contains("ran out of memory"));
    }

    @Test
    void a_thread_that_broke_down_ends_a_seed_that_waits_as_an_error_not_as_cancelled() {
        scene.registries.before(
                _ -> {
                    scene.breakdown = Optional.of(new StackOverflowError());
                    throw new InterruptedException();
                });

        Scene.Ended ended = scene.seed("--output", "json", "--progress", "json");

        assertEquals(1, ended.status());
        assertEquals("run-finished", Json.events(ended.err()).getLast());
        assertEquals("internal", Json.parse(ended.out()).get("error").get("kind").asText());
    }

    @Test
    void what_breaks_outside_the_run_has_its_words_and_its_result_too() {
        scene.screen =
                () -> {
                    throw new StackOverflowError();
                };

        Scene.Ended ended = scene.seed("--output", "json");

        assertEquals(1, ended.status());
        assertTrue(ended.err().contains("this is a bug in autonomy"), ended.err());
        assertEquals(1, Json.parse(ended.out()).get("exitCode").asInt());
    }

    @Test
    void a_cancelled_seed_ends_with_130_in_every_form() {
        scene.registries.before(
                request -> {
                    if (request.startsWith("put") || request.startsWith("point")) {
                        throw new InterruptedException();
                    }
                });

        Scene.Ended text = scene.seed();
        Scene.Ended json = scene.seed("--output", "json", "--progress", "json");

        assertEquals(130, text.status());
        assertTrue(text.err().contains("Cancelled: nothing unverified was published"), text.err());
        assertEquals(130, json.status());
        assertEquals("cancelled", Json.parse(json.out()).get("outcome").asText());
        Json.assertValid("seed-result", Json.parse(json.out()));
        assertEquals("run-finished", Json.events(json.err()).getLast());
        assertEquals(130, Json.lines(json.err()).getLast().get("exitCode").asInt());
    }

    @Test
    void the_json_result_holds_the_manifest_and_how_it_ended() {
        Scene.Ended ended = scene.seed("--output", "json", "--progress", "none");

        JsonNode result = Json.parse(ended.out());
        Json.assertValid("seed-result", result);
        assertEquals("seeded", result.get("outcome").asText());
        assertEquals(0, result.get("exitCode").asInt());
        assertEquals("", ended.err());
    }

    @Test
    void the_json_result_of_a_failure_names_its_error() {
        scene.replicator.failing(REFUSED_WRITE);

        JsonNode result = Json.parse(scene.seed("--output", "json").out());

        Json.assertValid("seed-result", result);
        assertEquals("stopped", result.get("outcome").asText());
        assertGolden("error.json.txt", result.get("error").toPrettyString());
    }

    @Test
    void the_events_come_in_order_and_nothing_else_is_on_stderr() {
        Scene.Ended ended = scene.seed("--progress", "json");

        List<String> events = Json.events(ended.err());
        assertEquals("run-started", events.getFirst());
        assertEquals("run-finished", events.getLast());
        assertEquals(6, events.stream().filter("step-started"::equals).count());
        assertEquals(6, events.stream().filter("artifact-finished"::equals).count());
        assertEquals(6, events.stream().filter("promoted"::equals).count());
        assertEquals(1, events.stream().filter("planned"::equals).count());
        assertTrue(events.contains("bytes") && events.contains("finding"), events.toString());
    }

    @Test
    void the_last_event_tells_the_same_error_as_the_result() {
        scene.verifier.answering(Verdict.WRONG_KEY);

        Scene.Ended ended = scene.seed("--progress", "json", "--output", "json");

        assertEquals(12, ended.status());
        assertEquals(
                Json.parse(ended.out()).get("error"),
                Json.lines(ended.err()).getLast().get("error"));
        Json.events(ended.err());
        Json.assertValid("seed-result", Json.parse(ended.out()));
    }

    @Test
    void a_terminal_gets_a_display_that_is_gone_at_the_end() {
        scene.screen = () -> OptionalInt.of(80);
        scene.environment.put("TERM", "xterm");

        Scene.Ended ended = scene.seed();

        assertTrue(ended.err().contains("\u001b[32m✓\u001b[0m 1 replicate"), ended.err());
        assertTrue(ended.err().endsWith("\u001b[J"), ended.err());
    }

    @Test
    void a_terminal_without_colours_and_a_plain_locale_gets_ascii() {
        scene.screen = () -> OptionalInt.of(80);
        scene.environment.putAll(Map.of("NO_COLOR", "1", "LC_ALL", "C", "TERM", "xterm"));

        Scene.Ended ended = scene.seed("--progress", "plain");

        assertTrue(ended.err().contains("ok 1 replicate"), ended.err());
        assertFalse(ended.err().contains("\u001b"), ended.err());
        assertTrue((ended.err() + ended.out()).chars().allMatch(c -> c < 128), ended.err());
    }

    @Test
    void what_a_registry_says_cannot_steer_the_terminal() {
        scene.replicator.failing(
                new Obstacle.Unreachable(
                        Obstacle.Unreachable.Reason.WRITE_REFUSED,
                        Attempt.at("copying", "x", "edge.example"),
                        "denied\u001b[2J\u0007\u202e\rok"));

        Scene.Ended ended = scene.seed();

        assertTrue(
                ended.err().contains("denied<U+001B>[2J<U+0007><U+202E><U+000D>ok"), ended.err());
    }

    @Test
    void a_skipped_check_of_time_is_warned_of() {
        scene.environment.put("AUTONOMY_TRUST_TIME", "false");

        Scene.Ended ended = scene.seed("--progress", "none");

        assertEquals(0, ended.status());
        assertTrue(ended.err().contains("! The time of signing is not checked"), ended.err());
    }

    @Test
    void a_tag_that_is_replaced_is_shown_with_what_it_was() {
        scene.registries.store(Scene.EDGE, "v1", scene.lock);

        Scene.Ended ended = scene.seed();

        assertEquals(Optional.of(scene.image.digest()), scene.registries.tag(Scene.EDGE, "v1"));
        assertTrue(
                ended.err().contains("(was " + scene.lock.digest().abbreviated() + ")"),
                ended.err());
    }
}
