package dev.autonomy.registry.cli;

import static dev.autonomy.registry.Golden.assertGolden;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.cli.arguments.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HelpTest {

    private final Scene scene = new Scene();

    @ParameterizedTest
    @CsvSource({
        "--help, help.txt",
        "registry --help, help-registry.txt",
        "registry seed --help, help-seed.txt",
        "registry seed -h, help-seed.txt",
        "registry seed-catalog --help, help-seed-catalog.txt",
        "registry sync --help, help-sync.txt",
        "registry drift --help, help-drift.txt",
        "bundle --help, help-bundle.txt",
        "bundle verify --help, help-verify.txt",
        "demo --help, help-demo.txt",
        "completion --help, help-completion.txt"
    })
    void every_command_explains_itself(String arguments, String golden) {
        Scene.Ended ended = scene.run(arguments.split(" "));

        assertEquals(0, ended.status());
        assertEquals("", ended.err());
        assertGolden(golden, ended.out().stripTrailing());
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry", "bundle", ""})
    void a_command_that_only_groups_others_prints_its_help_and_exits_with_2(String arguments) {
        Scene.Ended ended = arguments.isEmpty() ? scene.run() : scene.run(arguments);

        assertEquals(2, ended.status());
        assertEquals(scene.run((arguments + " --help").strip().split(" ")).out(), ended.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-V"})
    void the_version_is_the_one_that_was_built(String flag) {
        Scene.Ended ended = scene.run(flag);

        assertEquals(0, ended.status());
        assertTrue(ended.out().matches("autonomy \\d+\\.\\d+\\.\\d+\\S*\n"), ended.out());
    }

    @Test
    void the_completion_script_knows_every_option() {
        String script = scene.run("completion").out();

        for (Option option : Option.values()) {
            assertTrue(script.contains(option.flag()), option.flag());
        }
        assertTrue(script.contains("complete -F"), script);
    }
}
