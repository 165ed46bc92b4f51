package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the scripts in {@code bin} make of a user's surroundings before Java runs. */
@Timeout(120)
class LauncherTest {

    private static final Path BIN = Path.of("../bin").toAbsolutePath().normalize();

    /** "müller" in the bytes of UTF-8, whatever the locale of this test. */
    private static final String MUELLER = "$(printf 'm\\303\\274ller')";

    @TempDir private Path folder;
    private final SignedFixture fixture = new SignedFixture();
    private final Map<String, String> environment = new LinkedHashMap<>();

    private record Ended(int status, String out, String err) {}

    @BeforeEach
    void knowLittle() {
        environment.put("PATH", System.getenv("PATH"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"C", "POSIX", "xx_YY.UTF-8", "C.UTF-8", ""})
    void names_of_files_have_any_letters_whatever_the_locale(String locale) throws Exception {
        environment.put("LC_ALL", locale);

        Ended ended =
                launched(
                        """
                        mkdir MUELLER
                        cp -r LAYOUT MUELLER/layout
                        cp KEY MUELLER/key.pub
                        { set_aside LC_ALL C.UTF-8; } 2>/dev/null
                        launch JAVA bundle verify oci:MUELLER/layout:v1 --pub-key MUELLER/key.pub \
                            --max-age 999999h"""
                                .replace("LAYOUT", fixture.layout().toString())
                                .replace("KEY", fixture.key().toString()));

        assertEquals(0, ended.status(), ended::toString);
    }

    @ParameterizedTest
    @CsvSource({"C, ok", "C.UTF-8, ✓"})
    void signs_are_those_of_the_users_locale(String locale, String good) throws Exception {
        environment.put("LC_ALL", locale);

        Ended ended =
                launched(
                        "set_aside LC_ALL C.UTF-8; launch JAVA bundle verify oci:LAYOUT:v1 --pub-key KEY --max-age 999999h"
                                .replace("LAYOUT", fixture.layout().toString())
                                .replace("KEY", fixture.key().toString()));

        assertTrue(ended.err().startsWith(good + " "), ended::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void nothing_is_said_of_variables_that_java_announces(String variable) throws Exception {
        environment.put(variable, "-Dsome.agent=off -Xlog:gc*");

        Ended ended = launched("launch JAVA --version");

        assertEquals(0, ended.status(), ended::toString);
        assertTrue(ended.out().startsWith("autonomy "), ended::toString);
        assertEquals("", ended.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/dev/full", "&-"})
    void what_was_asked_for_and_nobody_got_is_no_success(String output) throws Exception {
        Ended ended = launched("launch JAVA --version >" + output);

        assertEquals(8, ended.status(), ended::toString);
        assertTrue(ended.err().contains("could not be written"), ended::toString);
    }

    /** A closed stream's number must not be given to a file: what is printed would go there. */
    @Test
    void a_closed_stream_is_not_taken_by_a_file() throws Exception {
        Ended ended = launched("launch readlink /proc/self/fd/0 /proc/self/fd/2 <&- 2>&-");

        assertEquals("/dev/null\n/dev/null\n", ended.out(), ended::toString);
    }

    @Test
    void a_locale_that_is_not_installed_is_not_warned_about() throws Exception {
        environment.put("LC_ALL", "xx_YY.UTF-8");
        String interpreter = Files.readAllLines(BIN.resolve("autonomy")).getFirst();
        Path script = Files.writeString(folder.resolve("script"), interpreter + "\nset -u\n");
        assertTrue(script.toFile().setExecutable(true));

        Ended ended = run(List.of(script.toString()));

        assertEquals(new Ended(0, "", ""), ended);
    }

    @Test
    void a_window_keeps_a_locale_that_can_name_every_file() throws Exception {
        environment.put("LC_ALL", "C.UTF-8");
        assertEquals("C.UTF-8\n", launched("keep_names_whole; echo $LC_ALL").out());

        environment.put("LC_ALL", "");
        environment.put("LANG", "C.UTF-8");
        assertEquals("\n", launched("keep_names_whole; echo $LC_ALL").out());

        environment.put("LANG", "xx_YY.UTF-8");
        assertEquals("C.UTF-8\n", launched("keep_names_whole; echo $LC_ALL").out());
    }

    @Test
    void a_service_without_a_home_finds_its_java() throws Exception {
        Ended ended = shell("root=%s; . %s/setup.sh; use_jdk".formatted(BIN.getParent(), BIN));

        assertEquals(new Ended(0, "", ""), ended);
    }

    private Ended launched(String script) throws Exception {
        String java =
                "%s -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED -cp %s %s"
                        .formatted(
                                Path.of(System.getProperty("java.home"), "bin", "java"),
                                System.getProperty("java.class.path"),
                                "dev.autonomy.registry.cli.Main");
        return shell(
                ". %s/launch.sh\n".formatted(BIN)
                        + script.replace("JAVA", java).replace("MUELLER", MUELLER));
    }

    private Ended shell(String script) throws IOException, InterruptedException {
        return run(List.of("bash", "-euo", "pipefail", "-c", script));
    }

    private Ended run(List<String> command) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        int status = builder.start().waitFor();
        return new Ended(status, Files.readString(out), Files.readString(err));
    }
}
