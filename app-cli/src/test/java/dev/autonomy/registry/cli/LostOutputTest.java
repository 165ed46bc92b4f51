package dev.autonomy.registry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A script that did not get what it asked for must not see exit code 0. */
class LostOutputTest {

    private static final String FULL = "No space left on device";
    private static final String UNREAD = "Broken pipe";

    private final Scene scene = new Scene();

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void a_seed_whose_result_is_lost_says_so_and_ends_with_8(String output) {
        scene.stdout = _ -> refusing(FULL);

        Scene.Ended ended = scene.seed("--progress", "none", "--output", output);

        assertEquals(8, ended.status(), ended::toString);
        assertTrue(ended.err().contains(FULL), ended::toString);
    }

    @Test
    void a_reader_who_leaves_before_the_result_did_not_get_it() {
        scene.stdout = _ -> refusing(UNREAD);

        assertEquals(8, scene.seed("--progress", "none", "--output", "json").status());
    }

    @Test
    void the_last_event_tells_of_the_loss_and_nothing_else_does() {
        scene.stdout = _ -> refusing(FULL);

        Scene.Ended ended = scene.seed("--progress", "json", "--output", "json");

        assertEquals(8, ended.status(), ended::toString);
        JsonNode last = Json.parse(ended.err().lines().toList().getLast());
        Json.assertValid("progress-event", last);
        assertEquals("run-finished", last.path("event").asText());
        assertEquals(8, last.path("exitCode").asInt());
        assertTrue(last.at("/error/message").asText().contains(FULL), last::toString);
    }

    @Test
    void events_that_nobody_got_are_a_loss() {
        scene.stderr = _ -> refusing(FULL);

        assertEquals(8, scene.seed("--progress", "json").status());
    }

    @Test
    void events_of_a_comparison_that_nobody_got_are_a_loss(@TempDir Path folder) throws Exception {
        Path lock =
                Files.writeString(
                        folder.resolve("seed.lock"),
                        """
                        {"schemaVersion": 1, "sidecars": [], "attachments": [], "platforms": [],
                         "image": {"reference": "%1$s:v1", "digest": "%2$s", "pinned": "%1$s@%2$s"}}
                        """
                                .formatted(Scene.SOURCE, scene.image.digest()));
        scene.stderr = _ -> refusing(FULL);

        assertEquals(
                8,
                scene.run("registry", "drift", "--lock", lock.toString(), "--progress", "json")
                        .status());
    }

    @Test
    void a_graver_end_keeps_its_code() {
        scene.stdout = _ -> refusing(FULL);

        assertEquals(2, scene.run("registry", "seed", "--output", "json").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "--help", "registry seed --help", "completion"})
    void every_command_tells_of_it(String arguments) {
        scene.stdout = _ -> refusing(FULL);

        Scene.Ended ended = scene.run(arguments.split(" "));

        assertEquals(8, ended.status(), ended::toString);
        assertTrue(ended.err().contains(FULL), ended::toString);
    }

    @Test
    void a_verification_whose_result_is_lost_ends_with_8() {
        scene.stdout = _ -> refusing(FULL);

        assertEquals(8, scene.verify("--output", "json").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "registry seed --help"})
    void who_has_read_enough_of_a_help_text_is_not_bothered(String arguments) {
        scene.stdout = _ -> refusing(UNREAD);

        assertEquals(new Scene.Ended(0, "", ""), scene.run(arguments.split(" ")));
    }

    private static OutputStream refusing(String why) {
        return new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException(why);
            }
        };
    }
}
