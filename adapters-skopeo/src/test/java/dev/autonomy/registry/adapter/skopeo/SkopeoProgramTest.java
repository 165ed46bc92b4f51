package dev.autonomy.registry.adapter.skopeo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.tool.Script;
import dev.autonomy.registry.outcome.Obstacle.ToolMissing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SkopeoProgramTest {

    private static final String HELP =
            "--authfile string\\n  -a, --all  all\\n --dest-tls-verify x\\n --preserve-digests\\n"
                    + " --remove-signatures\\n --src-tls-verify\\n";

    @TempDir private Path folder;

    @Test
    void the_skopeo_of_this_machine_is_found() throws Exception {
        SkopeoProgram program = SkopeoProgram.find(Settings.in(folder).build());

        assertTrue(program.path().isAbsolute());
        assertTrue(!program.version().isOlderThan(SkopeoVersion.FLOOR));
    }

    @Test
    void without_one_the_hint_says_how_to_install_it() {
        ToolMissing missing = missing(Settings.in(folder).with("PATH", folder.toString()));

        assertEquals(ToolMissing.Reason.ABSENT, missing.reason());
        assertTrue(missing.seen().contains("https://github.com/containers/skopeo"));
        assertTrue(missing.seen().contains("apt-get install skopeo"));
    }

    @Test
    void without_a_path_there_is_none() {
        assertEquals(
                ToolMissing.Reason.ABSENT, missing(Settings.in(folder).with("PATH", "")).reason());
    }

    @Test
    void an_old_one_is_refused_with_both_versions() throws Exception {
        ToolMissing missing = missing(skopeo("skopeo version 1.4.1", HELP));

        assertEquals(ToolMissing.Reason.TOO_OLD, missing.reason());
        assertTrue(missing.seen().startsWith("expected skopeo 1.9.3 or newer, but "));
        assertTrue(missing.seen().contains("is version 1.4.1"));
    }

    @Test
    void one_that_lacks_an_option_is_refused_with_its_name() throws Exception {
        ToolMissing missing =
                missing(skopeo("skopeo version 1.9.3", HELP.replace("--preserve-digests", "")));

        assertEquals(ToolMissing.Reason.TOO_OLD, missing.reason());
        assertTrue(missing.seen().contains("does not know --preserve-digests"), missing::seen);
    }

    @Test
    void a_later_version_with_a_suffix_is_taken() throws Exception {
        SkopeoProgram program =
                SkopeoProgram.find(skopeo("skopeo version 1.22.0-dev commit: 12ab", HELP).build());

        assertEquals("1.22.0-dev", program.version().toString());
    }

    @Test
    void another_program_of_that_name_is_none() throws Exception {
        assertEquals(ToolMissing.Reason.ABSENT, missing(skopeo("hello", HELP)).reason());
    }

    @Test
    void one_that_cannot_be_started_is_none() throws Exception {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Files.writeString(Script.write(bin, "skopeo", ""), "#!/nowhere/interpreter\n");

        ToolMissing missing = missing(Settings.in(folder).with("PATH", bin.toString()));

        assertEquals(ToolMissing.Reason.ABSENT, missing.reason());
        assertTrue(missing.seen().contains("cannot be started"), missing::seen);
    }

    private Settings skopeo(String version, String help) throws IOException {
        Path bin = Files.createDirectory(folder.resolve("bin"));
        Script.write(
                bin,
                "skopeo",
                """
                case "$1" in
                --version) echo '%s' ;;
                copy) printf '%%b' '%s' ;;
                esac
                """
                        .formatted(version, help));
        return Settings.in(folder).with("PATH", bin.toString());
    }

    private static ToolMissing missing(Settings settings) {
        SkopeoSettings built = settings.build();
        return assertThrows(ToolMissing.class, () -> SkopeoProgram.find(built));
    }
}
