package dev.autonomy.registry.adapter.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PrivateFolderTest {

    /** Above every process id that Linux gives. */
    private static final String DEAD = "4194305";

    private static final int NOBODY = 65534;

    @TempDir private Path temporary;
    private Path place;
    private Path own;

    /** What may have the name of the user's own folder without being it. */
    private enum Intruder {
        FOLDER_OTHERS_CAN_ENTER {
            @Override
            void take(Path name, Path other) throws IOException {
                Files.createDirectory(name);
                set(name, "rwxr-x---");
                leftover(name);
            }
        },
        LINK_TO_A_FOLDER_OF_THE_USERS {
            @Override
            void take(Path name, Path other) throws IOException {
                set(Files.createDirectory(other), "rwx------");
                leftover(other);
                Files.createSymbolicLink(name, other);
            }
        },
        FILE {
            @Override
            void take(Path name, Path other) throws IOException {
                Files.writeString(name, "");
            }
        },
        PIPE {
            @Override
            void take(Path name, Path other) {
                Pipe.make(name);
            }
        };

        abstract void take(Path name, Path other) throws IOException;
    }

    @BeforeEach
    void choose() throws IOException {
        place = Files.createDirectory(temporary.resolve("place"));
        own = place.resolve("autonomy-" + Owner.ofThisProcess().name());
    }

    @Test
    void only_its_owner_can_enter_it_and_read_its_files() throws IOException {
        try (PrivateFolder folder = PrivateFolder.create(place.resolve("made/on/demand"))) {
            assertEquals("rwx------", mode(folder.path().getParent()));
            assertEquals("rwx------", mode(folder.path()));
            assertEquals("rwx------", mode(folder.folder("tmp")));
            assertEquals("rw-------", mode(folder.file("file", "content")));
            assertEquals("content", Files.readString(folder.path().resolve("file")));
        }
    }

    @Test
    void it_lies_in_a_folder_that_is_told_apart_by_its_user() throws IOException {
        try (PrivateFolder folder = PrivateFolder.create(place)) {
            assertEquals(own, folder.path().getParent());
        }
    }

    @Test
    void closing_removes_it_with_all_in_it_but_nothing_it_points_to() throws IOException {
        Path outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("kept"), "");
        PrivateFolder folder = PrivateFolder.create(place);
        Files.writeString(folder.folder("tmp").resolve("left by skopeo"), "");
        Files.createSymbolicLink(folder.path().resolve("link"), outside);

        folder.close();

        assertEquals(List.of(), names(place));
        assertTrue(Files.exists(outside.resolve("kept")));
    }

    @Test
    void closing_one_leaves_another_of_the_same_user() throws IOException {
        try (PrivateFolder other = PrivateFolder.create(place)) {
            PrivateFolder.create(place).close();

            assertTrue(Files.exists(other.path()));
        }
    }

    @Test
    void one_that_an_interrupt_keeps_from_being_locked_is_not_left_behind() throws IOException {
        Thread.currentThread().interrupt();

        assertThrows(IOException.class, () -> PrivateFolder.create(place));

        assertTrue(Thread.interrupted());
        assertEquals(List.of(), names(place));
    }

    @Test
    void many_that_come_and_go_at_once_do_not_disturb_each_other() throws Exception {
        List<Future<Path>> copies = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int copy = 0; copy < 400; copy++) {
                copies.add(threads.submit(this::createAndClose));
            }
        }

        for (Future<Path> copy : copies) {
            copy.get();
        }
        assertEquals(List.of(), names(place));
    }

    @Test
    void what_a_killed_run_left_is_removed() throws IOException {
        set(Files.createDirectory(own), "rwx------");
        Files.writeString(leftover(own).resolve("lock"), "");
        Path unlocked =
                set(Files.createDirectory(own.resolve("skopeo-" + DEAD + "-18")), "rwx------");
        Files.writeString(unlocked.resolve("registries.conf"), "");

        PrivateFolder.removeLeftovers(place);

        assertEquals(List.of(), names(place));
    }

    @Test
    void what_is_in_use_or_not_ours_is_kept() throws IOException {
        try (PrivateFolder used = PrivateFolder.create(place)) {
            Files.createDirectory(own.resolve("notes"));
            Files.writeString(own.resolve("skopeo-" + DEAD + "-1"), "");
            Path target = Files.createDirectory(temporary.resolve("target"));
            Files.createSymbolicLink(own.resolve("skopeo-" + DEAD + "-2"), target);
            List<String> before = names(own);

            PrivateFolder.removeLeftovers(place);

            assertTrue(Files.exists(used.path()));
            assertEquals(before, names(own));
        }
    }

    @Test
    void a_pipe_in_the_place_of_a_lock_is_not_waited_for() throws IOException {
        set(Files.createDirectory(own), "rwx------");
        Path pipe = Pipe.make(leftover(own).resolve("lock"));

        PrivateFolder.removeLeftovers(place);

        assertTrue(Files.exists(pipe));
    }

    @ParameterizedTest
    @EnumSource(Intruder.class)
    void whatever_else_has_the_name_of_the_users_folder_is_passed_over(Intruder intruder)
            throws IOException {
        Path other = temporary.resolve("other");
        intruder.take(own, other);
        Object before = Files.readAttributes(own, "*", LinkOption.NOFOLLOW_LINKS).get("fileKey");
        List<String> inside = Files.isDirectory(own) ? names(own) : List.of();

        PrivateFolder.removeLeftovers(place);
        try (PrivateFolder folder = PrivateFolder.create(place)) {
            assertEquals(place, folder.path().getParent().getParent());
            assertNotEquals(own, folder.path().getParent());
            assertEquals("rwx------", mode(folder.path().getParent()));
        }

        assertEquals(List.of(own.getFileName().toString()), names(place));
        assertEquals(
                before, Files.readAttributes(own, "*", LinkOption.NOFOLLOW_LINKS).get("fileKey"));
        assertEquals(inside, Files.isDirectory(own) ? names(own) : List.of());
    }

    @Test
    void what_a_run_left_beside_an_intruder_is_removed() throws IOException {
        Intruder.FILE.take(own, temporary.resolve("other"));
        Path second =
                set(Files.createDirectory(place.resolve(own.getFileName() + "-x")), "rwx------");
        leftover(second);

        PrivateFolder.removeLeftovers(place);

        assertEquals(List.of(own.getFileName().toString()), names(place));
    }

    @Test
    void a_strangers_folder_is_not_used_and_nothing_in_it_removed() throws IOException {
        set(Files.createDirectory(own), "rwx------");
        Path precious = Files.writeString(leftover(own).resolve("precious"), "");
        give(own, NOBODY);

        PrivateFolder.removeLeftovers(place);
        try (PrivateFolder folder = PrivateFolder.create(place)) {
            assertNotEquals(own, folder.path().getParent());
        }

        assertTrue(Files.exists(precious));
    }

    @Test
    void where_there_is_no_folder_there_are_no_leftovers() throws IOException {
        PrivateFolder.removeLeftovers(place.resolve("absent"));

        assertFalse(Files.exists(place.resolve("absent")));
    }

    private Path createAndClose() throws IOException {
        try (PrivateFolder folder = PrivateFolder.create(place)) {
            return folder.file("file", "content");
        }
    }

    /** What a run of a process that is gone left in a user's folder. */
    private static Path leftover(Path own) throws IOException {
        return set(Files.createDirectory(own.resolve("skopeo-" + DEAD + "-17")), "rwx------");
    }

    private static void give(Path path, int user) {
        boolean given;
        try {
            Files.setAttribute(path, "unix:uid", user);
            given = true;
        } catch (IOException _) {
            given = false;
        }
        assumeTrue(given, "needs a user who may give files away");
    }

    private static Path set(Path path, String mode) throws IOException {
        return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
