package dev.autonomy.registry.adapter.skopeo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.folder.Pipe;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Warning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistriesSurveyTest {

    private static final Repository FROM = new Repository("source.example:5000", "fleet/app");
    private static final Repository TO = new Repository("localhost:5000", "app");
    private static final Warning.Kind NOT_APPLIED = Warning.Kind.REGISTRIES_CONF_NOT_APPLIED;

    @TempDir private Path folder;

    @Test
    void where_there_are_no_files_there_is_nothing_to_say() {
        assertEquals(List.of(), survey());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "prefix = \"source.example:5000\"\nlocation = \"mirror.example\"",
                "location = \"source.example:5000/fleet\"",
                "location = \"source.example:5000/fleet/app\"\nblocked = true",
                "prefix = \"*.example:5000\"",
                "prefix = 'source.example:5000/fleet/app:v1'",
                "location = \"localhost:5000/\"\n[[registry.mirror]]\nlocation = \"mirror.example\""
            })
    void a_rule_for_one_of_the_repositories_is_named(String rule) throws IOException {
        Path file = write("home/.config/containers/registries.conf", "[[registry]]\n" + rule);

        Warning warning = one(survey());

        assertEquals(NOT_APPLIED, warning.kind());
        assertTrue(warning.message().startsWith(file + " has a rule for "), warning::message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "# [[registry]]\n# location = \"source.example:5000\"",
                "unqualified-search-registries = [\"localhost:5000\"]",
                "[aliases]\n\"app\" = \"source.example:5000/fleet/app\"",
                "[[registry]]\nlocation = \"other.example\"",
                "[[registry]]\nlocation = \"source.example:5000/fleet/apple\"",
                "[[registry]]\nlocation = \"source.example:50001\"",
                "[[registry]]\nlocation = \"a.example\"\n[[registry.mirror]]\nlocation = \"localhost:5000\""
            })
    void what_concerns_neither_is_not_mentioned(String content) throws IOException {
        write("etc/containers/registries.conf", content);
        write("etc/containers/registries.conf.d/a.conf", content);

        assertEquals(List.of(), survey());
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_pipe_is_not_waited_for_but_named() throws IOException {
        Path file = write("etc/containers/registries.conf.d/a.conf", "");
        Files.delete(file);
        Pipe.make(file);

        Warning warning = one(survey());

        assertTrue(
                warning.message().startsWith(file + " cannot be read (it is not a regular file): "),
                warning::message);
    }

    @Test
    void the_users_file_takes_the_place_of_the_machines() throws IOException {
        write("etc/containers/registries.conf", "[[registry]]\nlocation = \"localhost:5000\"");
        write("home/.config/containers/registries.conf", "");

        assertEquals(List.of(), survey());
    }

    @Test
    void a_file_named_by_the_environment_takes_the_place_of_both() throws IOException {
        write("home/.config/containers/registries.conf", "");
        Path named = write("named.conf", "[[registry]]\nlocation = \"localhost:5000\"");

        Warning warning =
                one(survey(Map.of("CONTAINERS_REGISTRIES_CONF", named.toString(), "HOME", "")));

        assertTrue(warning.message().startsWith(named.toString()), warning::message);
    }

    @Test
    void drop_in_files_of_machine_and_user_count_both() throws IOException {
        String rule = "[[registry]]\nlocation = \"localhost:5000\"";
        write("etc/containers/registries.conf.d/a.conf", rule);
        write("home/.config/containers/registries.conf.d/b.conf", rule);
        write("home/.config/containers/registries.conf.d/c.conf.bak", rule);

        assertEquals(
                List.of(NOT_APPLIED, NOT_APPLIED), survey().stream().map(Warning::kind).toList());
    }

    @Test
    void a_drop_in_rule_for_exactly_the_repository_is_told_to_be_in_force() throws IOException {
        write(
                "etc/containers/registries.conf.d/a.conf",
                "[[registry]]\nlocation = \"source.example:5000/fleet/app\"");

        assertEquals(Warning.Kind.REGISTRIES_CONF_IN_FORCE, one(survey()).kind());
    }

    @Test
    void a_place_for_signatures_is_named() throws IOException {
        write(
                "etc/containers/registries.d/a.yaml",
                """
                default-docker:
                  lookaside: https://sigs.example
                docker:
                  source.example:5000/fleet:
                    use-sigstore-attachments: true
                  source.example:5000/other:
                    lookaside: https://sigs.example
                """);

        Warning warning = one(survey());

        assertTrue(
                warning.message().contains("a.yaml has a rule for source.example:5000/fleet,"),
                warning::message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "home/.config/containers/registries.conf",
                "etc/containers/registries.conf.d/x.conf",
                "etc/containers/registries.d/x.yaml"
            })
    void a_file_that_cannot_be_read_is_named(String name) throws IOException {
        Path file =
                write(
                        name,
                        name.endsWith("yaml")
                                ? "docker:\n  localhost:5000: ["
                                : "[[registry]]\nlocation = \"localhost:5000");

        List<Warning> warnings = survey();

        assertEquals(NOT_APPLIED, one(warnings).kind());
        assertTrue(
                one(warnings).message().startsWith(file + " cannot be read"), warnings::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e99999999999", "1979-99-99", "99999999999999999999999999", "0x7g", "x: y"})
    void a_file_with_a_value_that_nothing_can_be_is_named_too(String value) throws IOException {
        write(
                "home/.config/containers/registries.conf",
                "odd = " + value + "\n[[registry]]\nlocation = \"localhost:5000\"\n");
        write(
                "etc/containers/registries.d/x.yaml",
                "odd: " + value + "\ndocker:\n  localhost:5000:\n    lookaside: file:///x\n");

        assertEquals(
                List.of(NOT_APPLIED, NOT_APPLIED), survey().stream().map(Warning::kind).toList());
    }

    @Test
    void a_file_too_large_to_be_a_configuration_is_not_read() throws IOException {
        write("etc/containers/registries.conf", "#".repeat((1 << 20) + 1));

        assertTrue(one(survey()).message().contains("cannot be read (it is larger than"));
    }

    private List<Warning> survey() {
        return survey(Map.of());
    }

    private List<Warning> survey(Map<String, String> environment) {
        return RegistriesSurvey.of(
                new RegistriesFiles(environment, folder.resolve("home"), folder), FROM, TO);
    }

    private static Warning one(List<Warning> warnings) {
        assertEquals(1, warnings.size(), warnings::toString);
        return warnings.getFirst();
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }
}
