package dev.autonomy.registry.desktop.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderProgramTest {

    @TempDir private Path folder;

    @Test
    void without_the_program_nothing_is_opened() throws Exception {
        assertFalse(opens());
    }

    @Test
    void a_program_that_finds_no_file_manager_opens_nothing() throws Exception {
        install("exit 3");

        assertFalse(opens());
    }

    @Test
    void a_program_that_ends_well_has_opened_the_folder_it_was_given() throws Exception {
        install("printf %s \"$1\" >'" + folder + "/opened'");

        assertTrue(opens());
        assertEquals(folder.toString(), Files.readString(folder.resolve("opened")));
    }

    @Test
    void a_folder_that_is_not_there_is_not_opened() throws Exception {
        install("exit 0");

        assertFalse(
                new FolderProgram(Map.of("PATH", folder.toString()), folder)
                        .opens(folder.resolve("gone")));
    }

    private boolean opens() throws InterruptedException {
        return new FolderProgram(Map.of("PATH", folder.toString()), folder).opens(folder);
    }

    private void install(String script) throws Exception {
        Path program = Files.writeString(folder.resolve("xdg-open"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }
}
