package dev.autonomy.registry.desktop.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.desktop.wizard.RecentReferences;
import dev.autonomy.registry.desktop.wizard.Side;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class RecentFilesTest {

    @TempDir private Path folder;

    @Test
    void the_latest_comes_first_once_and_outlives_the_program() {
        RecentFiles recent = new RecentFiles(folder.resolve("autonomy"));
        recent.used(Side.FROM, "a.example/x:v1");
        recent.used(Side.FROM, "a.example/x:v2");
        recent.used(Side.FROM, "a.example/x:v1");
        recent.used(Side.TO, "b.example/x:v1");

        RecentReferences again = new RecentFiles(folder.resolve("autonomy"));

        assertEquals(List.of("a.example/x:v1", "a.example/x:v2"), again.of(Side.FROM));
        assertEquals(List.of("b.example/x:v1"), again.of(Side.TO));
    }

    @Test
    void at_most_eight_are_kept() throws Exception {
        RecentFiles recent = new RecentFiles(folder);
        for (int i = 0; i < 12; i++) {
            recent.used(Side.TO, "b.example/x:v" + i);
        }

        assertEquals(RecentReferences.MOST, recent.of(Side.TO).size());
        assertEquals("b.example/x:v11", recent.of(Side.TO).getFirst());
        assertEquals(RecentReferences.MOST, Files.readAllLines(folder.resolve("recent-to")).size());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(1, files.count(), "no temporary file stays");
        }
    }

    @Test
    void what_cannot_be_read_or_written_is_done_without() throws Exception {
        Path notAFolder = Files.writeString(folder.resolve("file"), "");
        RecentFiles recent = new RecentFiles(notAFolder);

        recent.used(Side.FROM, "a.example/x:v1");

        assertTrue(recent.of(Side.FROM).isEmpty());
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_pipe_is_not_waited_for() throws Exception {
        Path pipe = folder.resolve("recent-from");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());

        assertTrue(new RecentFiles(folder).of(Side.FROM).isEmpty());
    }

    @Test
    void bytes_that_are_no_text_are_no_references() throws Exception {
        Files.write(folder.resolve("recent-from"), new byte[] {(byte) 0xFF, (byte) 0xFE, '\n'});

        assertTrue(new RecentFiles(folder).of(Side.FROM).isEmpty());
    }

    @Test
    void the_last_key_is_remembered_and_a_missing_or_odd_note_is_none() throws Exception {
        RecentFiles recent = new RecentFiles(folder.resolve("autonomy"));
        assertEquals(Optional.empty(), recent.key());

        recent.usedKey(Path.of("/media/stick/cosign.pub"));

        assertEquals(Optional.of(Path.of("/media/stick/cosign.pub")), recent.key());
        Files.writeString(folder.resolve("autonomy").resolve("recent-key"), "stick");
        assertEquals(Optional.empty(), recent.key());
    }
}
