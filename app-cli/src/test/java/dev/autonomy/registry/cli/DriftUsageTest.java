package dev.autonomy.registry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftUsageTest {

    private final Scene scene = new Scene();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--deep|--lock is missing.",
                "--lock|--lock needs a value.",
                "--lock --deep|--lock Path: the option --deep",
                "--lock l --registry edge|--registry Registry: \"edge\" could be part of a path",
                "--lock l --registry https://edge.example|--registry",
                "--lock l --drift-exit-code 1|--drift-exit-code Number: \"1\". Give 0, or a number from 20 to 125.",
                "--lock l --drift-exit-code 19|--drift-exit-code Number: \"19\"",
                "--lock l --drift-exit-code 126|--drift-exit-code Number: \"126\"",
                "--lock l --drift-exit-code x|--drift-exit-code Number: \"x\"",
                "--lock l --pub-key k --certificate-identity i|--pub-key, --certificate-identity exclude each other",
                "--lock l --max-age 1h|--max-age says how old a signature may be",
                "--lock l --skip-verify|\"--skip-verify\" is not an option",
                "--lock l --out d|\"--out\" is not an option"
            })
    void each_rule_names_what_it_is_about(String arguments, String expected) {
        Scene.Ended ended = scene.run(("registry drift " + arguments).split(" "));

        assertEquals(2, ended.status());
        assertTrue(ended.err().replaceAll("\\s+", " ").contains(expected), ended.err());
        assertTrue(ended.err().contains("\"autonomy registry drift --help\""), ended.err());
        assertEquals("", ended.out());
        assertEquals(List.of(), scene.setups);
    }

    @Test
    void json_readers_are_told_of_usage_problems_too() {
        Scene.Ended ended =
                scene.run("registry", "drift", "--output", "json", "--progress", "json", "--bogus");

        assertEquals(2, ended.status());
        assertEquals("usage", Json.parse(ended.out()).at("/error/kind").asText());
        Json.assertValid("drift-result", Json.parse(ended.out()));
        List<String> lines = ended.err().lines().toList();
        lines.forEach(line -> Json.assertValid("drift-event", Json.parse(line)));
        assertEquals(2, lines.size());
    }
}
