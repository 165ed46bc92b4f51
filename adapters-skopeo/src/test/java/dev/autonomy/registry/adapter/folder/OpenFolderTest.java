package dev.autonomy.registry.adapter.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OpenFolderTest {

    @TempDir private Path temporary;
    private Path folder;
    private Path outside;

    /** How a folder is held: by a handle, or by its path where the system has no handles. */
    private enum Held {
        BY_HANDLE {
            @Override
            OpenFolder at(Path path) throws IOException {
                return OpenFolder.at(path);
            }
        },
        BY_PATH {
            @Override
            OpenFolder at(Path path) throws IOException {
                return new OpenFolder(path, new FolderByPath(Files.newDirectoryStream(path), path));
            }
        };

        abstract OpenFolder at(Path path) throws IOException;
    }

    @BeforeEach
    void makeFolders() throws IOException {
        folder = Files.createDirectory(temporary.resolve("folder"));
        outside = Files.createDirectory(temporary.resolve("outside"));
        Files.writeString(outside.resolve("kept"), "");
    }

    @ParameterizedTest
    @EnumSource(Held.class)
    void clearing_removes_all_that_is_in_it_and_follows_no_link(Held held) throws IOException {
        Files.createDirectories(folder.resolve("deep/er"));
        Files.writeString(folder.resolve("deep/er/file"), "");
        Files.createSymbolicLink(folder.resolve("deep/link"), outside);
        Pipe.make(folder.resolve("deep/pipe"));

        try (OpenFolder open = held.at(folder)) {
            open.clear();
        }

        assertEquals(List.of(), names(folder));
        assertEquals(List.of("kept"), names(outside));
    }

    @ParameterizedTest
    @EnumSource(Held.class)
    void what_came_after_it_was_opened_is_cleared_as_well(Held held) throws IOException {
        try (OpenFolder open = held.at(folder)) {
            assertEquals(List.of(), open.names());
            Files.writeString(folder.resolve("later"), "");

            open.clear();
        }

        assertEquals(List.of(), names(folder));
    }

    @Test
    void what_its_path_has_come_to_mean_is_left_alone() throws IOException {
        Files.writeString(folder.resolve("old"), "");
        try (OpenFolder open = OpenFolder.at(folder)) {
            Path moved = Files.move(folder, temporary.resolve("moved"));
            Files.createSymbolicLink(folder, outside);

            open.newFile("new").close();
            assertEquals(List.of("new", "old"), names(moved));
            open.clear();

            assertEquals(List.of(), names(moved));
        }
        assertEquals(List.of("kept"), names(outside));
    }

    @ParameterizedTest
    @EnumSource(Held.class)
    void a_link_that_takes_the_place_of_a_folder_is_not_entered(Held held) throws IOException {
        Path child = Files.createDirectory(folder.resolve("child"));
        try (OpenFolder open = held.at(folder)) {
            Optional<OpenFolder> entered =
                    open.child(
                            "child",
                            meanwhile(
                                    () -> {
                                        Files.delete(child);
                                        Files.createSymbolicLink(child, outside);
                                    }));

            assertEquals(Optional.empty(), entered);
        }
    }

    @ParameterizedTest
    @EnumSource(Held.class)
    void a_pipe_that_takes_the_place_of_a_folder_is_not_waited_for(Held held) throws IOException {
        Path child = Files.createDirectory(folder.resolve("child"));
        try (OpenFolder open = held.at(folder)) {
            Optional<OpenFolder> entered =
                    open.child(
                            "child",
                            meanwhile(
                                    () -> {
                                        Files.delete(child);
                                        Pipe.make(child);
                                    }));

            assertEquals(Optional.empty(), entered);
        }
    }

    @Test
    void a_folder_that_is_not_as_expected_once_it_is_open_is_not_entered() throws IOException {
        Path child = Files.createDirectory(folder.resolve("child"));
        set(child, "rwx------");
        try (OpenFolder open = OpenFolder.at(folder)) {
            Optional<OpenFolder> entered =
                    open.child(
                            "child",
                            attributes -> {
                                boolean expected = mode(attributes).equals("rwx------");
                                set(child, "rwxrwxrwx");
                                return expected;
                            });

            assertEquals(Optional.empty(), entered);
        }
    }

    @ParameterizedTest
    @EnumSource(Held.class)
    void a_new_file_is_its_owners_from_the_first_and_never_one_that_was_there(Held held)
            throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), outside.resolve("kept"));
        try (OpenFolder open = held.at(folder);
                FileChannel _ = open.newFile("new")) {
            assertEquals("rw-------", mode(open.attributes("new").orElseThrow()));
            assertThrows(FileAlreadyExistsException.class, () -> open.newFile("link"));
            assertThrows(FileAlreadyExistsException.class, () -> open.newFile("new"));
        }
    }

    @ParameterizedTest
    @EnumSource(Held.class)
    void a_file_is_opened_without_following_a_link_or_waiting_for_a_pipe(Held held)
            throws IOException {
        Files.createSymbolicLink(folder.resolve("link"), outside.resolve("kept"));
        Pipe.make(folder.resolve("pipe"));
        try (OpenFolder open = held.at(folder);
                FileChannel pipe = open.file("pipe")) {
            assertTrue(pipe.isOpen());
            assertThrows(IOException.class, () -> open.file("link"));
        }
    }

    @Test
    void a_pipe_in_the_place_of_a_folder_is_none() {
        Path pipe = Pipe.make(temporary.resolve("pipe"));

        assertThrows(NotDirectoryException.class, () -> OpenFolder.at(pipe));
    }

    private interface Change {
        void make() throws IOException;
    }

    /** Everything is as expected, and something changes after the first look. */
    private static Predicate<PosixFileAttributes> meanwhile(Change change) {
        AtomicBoolean changed = new AtomicBoolean();
        return _ -> {
            if (!changed.getAndSet(true)) {
                try {
                    change.make();
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            }
            return true;
        };
    }

    private static void set(Path path, String mode) {
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String mode(PosixFileAttributes attributes) {
        return PosixFilePermissions.toString(attributes.permissions());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
