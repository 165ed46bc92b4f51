package dev.autonomy.registry.adapter.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ManifestWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a small file system of its own; skipped where this user may not mount one. */
class DiskRefusalsTest {

    @TempDir Path temporary;

    @Test
    void a_full_disk_is_noticed_before_anything_is_copied() throws Exception {
        try (SmallDisk disk = SmallDisk.mountedAt(temporary.resolve("disk"))) {
            disk.fillBut(0);

            Obstacle.StorageFailed failed =
                    assertThrows(Obstacle.StorageFailed.class, () -> writer(disk.path()).hold());

            assertTrue(failed.seen().contains("No space left on device"), failed.seen());
            assertEquals(List.of("filler"), names(disk.path()));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void a_disk_that_fills_up_meanwhile_leaves_the_earlier_files_and_nothing_else(int pagesLeft)
            throws Exception {
        try (SmallDisk disk = SmallDisk.mountedAt(temporary.resolve("disk"))) {
            Path manifest = Files.writeString(disk.path().resolve("seed-manifest.json"), "earlier");
            try (ManifestWriter.Hold hold = writer(disk.path()).hold()) {
                disk.fillBut(pagesLeft);

                Obstacle.StorageFailed failed =
                        assertThrows(
                                Obstacle.StorageFailed.class, () -> hold.prepare(Reports.seeded()));

                assertTrue(failed.seen().contains("No space left on device"), failed.seen());
            }
            assertEquals("earlier", Files.readString(manifest));
            assertEquals(List.of("filler", "seed-manifest.json"), names(disk.path()));
        }
    }

    @Test
    void a_read_only_disk_is_refused_by_a_seed_and_by_its_rehearsal() throws Exception {
        try (SmallDisk disk = SmallDisk.mountedAt(temporary.resolve("disk"))) {
            disk.makeReadOnly();
            Path out = disk.path().resolve("out");

            Obstacle.StorageFailed held =
                    assertThrows(Obstacle.StorageFailed.class, () -> writer(out).hold());
            Obstacle.StorageFailed rehearsed =
                    assertThrows(Obstacle.StorageFailed.class, () -> writer(out).rehearse());

            assertEquals(
                    "writing into the folder %s: no permission to write to %s, or the disk is read-only"
                            .formatted(out, disk.path()),
                    held.getMessage());
            assertEquals(held.getMessage(), rehearsed.getMessage());
        }
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
