package dev.autonomy.registry.desktop.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeedFolderTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 24);

    @TempDir private Path chosen;

    @Test
    void a_seed_gets_a_folder_by_repository_tag_and_date() throws Exception {
        assertEquals(
                chosen.resolve("fleet-robot-behavior-v1.2-rc.1-2026-11-24"),
                folder("edge.example:5000/fleet/robot-behavior:v1.2-rc.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"seed-manifest.json", "seed.lock"})
    void a_folder_with_a_finished_seed_is_never_given_again(String file) throws Exception {
        Files.writeString(
                Files.createDirectories(chosen.resolve("robot-v1-2026-11-24")).resolve(file), "");
        assertEquals(chosen.resolve("robot-v1-2026-11-24-2"), folder("edge.example/robot:v1"));

        Files.writeString(
                Files.createDirectories(chosen.resolve("robot-v1-2026-11-24-2")).resolve(file), "");
        assertEquals(chosen.resolve("robot-v1-2026-11-24-3"), folder("edge.example/robot:v1"));
    }

    @Test
    void a_seed_that_did_not_finish_goes_on_in_its_folder() throws Exception {
        Path folder = Files.createDirectories(chosen.resolve("robot-v1-2026-11-24"));
        Files.writeString(folder.resolve("seed-report.html"), "refused");

        assertEquals(folder, folder("edge.example/robot:v1"));
    }

    @Test
    void what_is_no_folder_is_left_alone() throws Exception {
        Files.writeString(chosen.resolve("robot-v1-2026-11-24"), "a note");

        assertEquals(chosen.resolve("robot-v1-2026-11-24-2"), folder("edge.example/robot:v1"));
    }

    @Test
    void the_longest_names_still_fit_a_file_system() throws Exception {
        Path folder = folder("edge.example/" + "team/".repeat(40) + "robot:" + "v".repeat(128));

        assertTrue(folder.getFileName().toString().length() < 240, folder.toString());
        assertTrue(Files.isDirectory(Files.createDirectories(folder)));
    }

    private Path folder(String to) throws Exception {
        return SeedFolder.in(chosen, Reference.parseDestination(to), DAY);
    }
}
