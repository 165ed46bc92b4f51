package dev.autonomy.registry.adapter.skopeo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateFolderTest {

    /** Above every process id that Linux gives. */
    private static final String DEAD = "4194305";

    @TempDir private Path parent;

    @Test
    void only_its_owner_can_enter_it_and_read_its_files() throws IOException {
        try (PrivateFolder folder = PrivateFolder.create(parent.resolve("made/on/demand"))) {
            assertEquals("rwx------", mode(folder.path()));
            assertEquals("rwx------", mode(folder.folder("tmp")));
            assertEquals("rw-------", mode(folder.file("file", "content")));
        }
    }

    @Test
    void closing_removes_it_with_all_in_it_but_nothing_it_points_to() throws IOException {
        Path outside = Files.createDirectory(parent.resolve("outside"));
        Files.writeString(outside.resolve("kept"), "");
        PrivateFolder folder = PrivateFolder.create(parent);
        Files.writeString(folder.folder("tmp").resolve("left by skopeo"), "");
        Files.createSymbolicLink(folder.path().resolve("link"), outside);

        folder.close();

        assertFalse(Files.exists(folder.path()));
        assertTrue(Files.exists(outside.resolve("kept")));
    }

    @Test
    void one_that_an_interrupt_keeps_from_being_locked_is_not_left_behind() throws IOException {
        Thread.currentThread().interrupt();

        assertThrows(IOException.class, () -> PrivateFolder.create(parent));

        assertTrue(Thread.interrupted());
        try (Stream<Path> left = Files.list(parent)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void what_a_killed_run_left_is_removed() throws IOException {
        Path leftover = Files.createDirectories(parent.resolve("autonomy-skopeo-" + DEAD + "-17"));
        Files.writeString(leftover.resolve("lock"), "");
        Files.writeString(leftover.resolve("registries.conf"), "");
        Path unlocked = Files.createDirectories(parent.resolve("autonomy-skopeo-" + DEAD + "-18"));

        PrivateFolder.removeLeftovers(parent);

        assertFalse(Files.exists(leftover));
        assertFalse(Files.exists(unlocked));
    }

    @Test
    void what_is_in_use_or_not_ours_is_kept() throws IOException {
        Path foreign = Files.createDirectory(parent.resolve("autonomy-skopeo-notes"));
        Path file = Files.writeString(parent.resolve("autonomy-skopeo-" + DEAD + "-1"), "");
        Path target = Files.createDirectory(parent.resolve("target"));
        Path link =
                Files.createSymbolicLink(parent.resolve("autonomy-skopeo-" + DEAD + "-2"), target);
        try (PrivateFolder used = PrivateFolder.create(parent)) {
            PrivateFolder.removeLeftovers(parent);

            assertTrue(Files.exists(used.path()));
        }
        assertTrue(Files.exists(foreign));
        assertTrue(Files.exists(file));
        assertTrue(Files.exists(link));
        assertTrue(Files.exists(target));
    }

    @Test
    void where_there_is_no_folder_there_are_no_leftovers() throws IOException {
        PrivateFolder.removeLeftovers(parent.resolve("absent"));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
