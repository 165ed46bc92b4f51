package dev.autonomy.registry.adapter.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.file.Pipe;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ManifestWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StorageRefusalsTest {

    private static final String MANIFEST = "seed-manifest.json";
    private static final String LOCK = "seed.lock";

    @TempDir Path temporary;

    @Test
    void a_file_in_the_place_of_the_folder_is_refused() throws Exception {
        Path file = Files.writeString(temporary.resolve("out"), "mine");

        assertRefused(file, "using the folder " + file, "expected a folder, found a file: " + file);
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void a_folder_below_a_file_is_refused() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "mine");
        Path out = file.resolve("deep/out");

        assertRefused(out, "using the folder " + out, "expected a folder, found a file: " + file);
    }

    @Test
    void a_link_that_leads_nowhere_is_refused() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("out"), temporary.resolve("absent"));

        assertRefused(
                link,
                "using the folder " + link,
                "expected a folder, found a symbolic link that leads nowhere: " + link);
        assertFalse(Files.exists(temporary.resolve("absent")));
    }

    @Test
    void a_link_to_a_folder_is_a_folder() throws Exception {
        Path real = Files.createDirectory(temporary.resolve("real"));
        Path link = Files.createSymbolicLink(temporary.resolve("out"), real);

        try (ManifestWriter.Hold hold = writer(link).hold();
                ManifestWriter.Prepared prepared = hold.prepare(Reports.seeded())) {
            assertThrows(Obstacle.Conflict.class, () -> writer(real).hold());
            prepared.commit();
        }

        assertEquals(List.of(MANIFEST, LOCK), names(real));
    }

    @ParameterizedTest
    @ValueSource(strings = {MANIFEST, LOCK})
    void a_link_in_the_place_of_an_output_is_neither_followed_nor_replaced(String name)
            throws Exception {
        Path target = Files.writeString(temporary.resolve("target"), "mine");
        Path out = Files.createDirectory(temporary.resolve("out"));
        Path link = Files.createSymbolicLink(out.resolve(name), target);

        assertRefused(out, "using " + link, "expected a file, found a symbolic link");
        assertTrue(Files.isSymbolicLink(link));
        assertEquals("mine", Files.readString(target));
    }

    @ParameterizedTest
    @ValueSource(strings = {MANIFEST, LOCK, FolderLock.FILE})
    void a_pipe_is_refused_and_not_waited_for(String name) throws Exception {
        Path out = Files.createDirectory(temporary.resolve("out"));
        Path pipe = Pipe.make(out.resolve(name));

        assertRefused(out, "using " + pipe, "expected a file, found a pipe or device");
    }

    @Test
    void a_pipe_that_takes_the_place_of_the_lock_file_later_is_not_waited_for() throws Exception {
        Pipe.make(temporary.resolve(FolderLock.FILE));

        assertFalse(FolderLock.isHeld(temporary));
        FolderLock.acquire(temporary).orElseThrow().close();
    }

    @Test
    void a_pipe_in_the_place_of_the_folder_is_refused() throws Exception {
        Path pipe = Pipe.make(temporary.resolve("out"));

        assertRefused(
                pipe,
                "using the folder " + pipe,
                "expected a folder, found a pipe or device: " + pipe);
        assertThrows(IOException.class, () -> Durably.forceFolder(pipe));
    }

    @Test
    void a_folder_in_the_place_of_an_output_is_refused() throws Exception {
        Path folder = Files.createDirectory(temporary.resolve(LOCK));

        assertRefused(temporary, "using " + folder, "expected a file, found a folder");
    }

    @Test
    void a_link_in_the_place_of_the_lock_file_is_not_followed() throws Exception {
        Path target = temporary.resolve("target");
        Path out = Files.createDirectory(temporary.resolve("out"));
        Files.createSymbolicLink(out.resolve(FolderLock.FILE), target);

        assertThrows(Obstacle.StorageFailed.class, () -> writer(out).hold());

        assertFalse(Files.exists(target));
    }

    @Test
    void a_folder_that_went_away_is_named_when_the_files_are_written() throws Exception {
        Path out = temporary.resolve("out");
        try (ManifestWriter.Hold hold = writer(out).hold()) {
            Files.delete(out.resolve(FolderLock.FILE));
            Files.delete(out);

            Obstacle.StorageFailed failed =
                    assertThrows(
                            Obstacle.StorageFailed.class, () -> hold.prepare(Reports.seeded()));

            assertTrue(
                    failed.getMessage()
                            .startsWith("writing " + out.resolve(LOCK) + ": no longer there"),
                    failed.getMessage());
        }
    }

    @Test
    void when_the_first_renaming_fails_nothing_was_replaced() throws Exception {
        try (ManifestWriter.Hold hold = writer(temporary).hold();
                ManifestWriter.Prepared prepared = hold.prepare(Reports.seeded())) {
            Files.createDirectory(temporary.resolve(LOCK));

            Obstacle.StorageFailed failed =
                    assertThrows(Obstacle.StorageFailed.class, prepared::commit);

            assertTrue(
                    failed.seen().endsWith("No file was replaced: earlier ones are as they were."),
                    failed.seen());
        }
        assertEquals(List.of(LOCK), names(temporary));
    }

    @Test
    void when_the_second_renaming_fails_the_state_is_told() throws Exception {
        try (ManifestWriter.Hold hold = writer(temporary).hold();
                ManifestWriter.Prepared prepared = hold.prepare(Reports.seeded())) {
            Files.createDirectory(temporary.resolve(MANIFEST));

            Obstacle.StorageFailed failed =
                    assertThrows(Obstacle.StorageFailed.class, prepared::commit);

            assertTrue(
                    failed.seen()
                            .endsWith(
                                    "seed.lock is the new one, seed-manifest.json is still the earlier one or missing: the"
                                            + " two do not belong together."),
                    failed.seen());
        }
        assertTrue(Files.isRegularFile(temporary.resolve(LOCK)));
        assertEquals(List.of(MANIFEST, LOCK), names(temporary));
    }

    private static void assertRefused(Path out, String doing, String seen) {
        Obstacle.StorageFailed held =
                assertThrows(Obstacle.StorageFailed.class, () -> writer(out).hold());
        Obstacle.StorageFailed rehearsed =
                assertThrows(Obstacle.StorageFailed.class, () -> writer(out).rehearse());

        assertEquals(doing + ": " + seen, held.getMessage());
        assertEquals(held.getMessage(), rehearsed.getMessage());
    }

    private static ManifestWriter writer(Path out) {
        return new FileSystemManifestWriter(out, Reports.PRODUCT);
    }

    private static List<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
