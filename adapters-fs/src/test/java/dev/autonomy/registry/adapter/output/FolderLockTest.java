package dev.autonomy.registry.adapter.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ManifestWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {

    @TempDir Path folder;

    @Test
    void another_process_that_holds_the_folder_is_a_conflict_that_names_it() throws Exception {
        try (HoldingProcess _ = HoldingProcess.in(folder)) {
            Obstacle.Conflict held = assertThrows(Obstacle.Conflict.class, () -> writer().hold());
            Obstacle.Conflict rehearsed =
                    assertThrows(Obstacle.Conflict.class, () -> writer().rehearse());

            assertEquals(Obstacle.Conflict.Reason.OUTPUT_FOLDER_IN_USE, held.reason());
            assertEquals(
                    "reserving the folder " + folder + ": another seed is running there",
                    held.getMessage());
            assertEquals(held.getMessage(), rehearsed.getMessage());
        }
    }

    @Test
    void a_killed_process_leaves_the_folder_free_and_its_leftovers_go() throws Exception {
        try (HoldingProcess other = HoldingProcess.in(folder)) {
            other.kill();
        }
        assertEquals(3, names().size());

        writer().rehearse();
        assertEquals(3, names().size());
        writer().hold().close();

        assertEquals(List.of(), names());
    }

    @Test
    void a_process_that_ends_in_good_order_leaves_nothing() throws Exception {
        try (HoldingProcess other = HoldingProcess.in(folder)) {
            other.end();
        }

        assertEquals(List.of(), names());
    }

    @Test
    void a_refused_run_of_the_same_process_does_not_give_the_lock_away() throws Exception {
        try (ManifestWriter.Hold _ = writer().hold()) {
            assertThrows(Obstacle.Conflict.class, () -> writer().hold());
            assertThrows(Obstacle.Conflict.class, () -> writer().rehearse());

            assertThrows(IllegalStateException.class, () -> HoldingProcess.in(folder));
        }
    }

    @Test
    void processes_that_come_and_go_never_hold_the_folder_together() throws Exception {
        Path out = Files.createDirectory(folder.resolve("out"));
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            processes.add(ContendingProcess.start(out, folder.resolve("room")));
        }

        for (Process process : processes) {
            assertEquals(0, process.waitFor());
        }
        assertEquals(List.of("out"), names());
    }

    @Test
    void runs_of_one_process_never_hold_the_folder_together() throws Exception {
        List<Future<Boolean>> runs = new ArrayList<>();
        AtomicInteger holders = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int run = 0; run < 200; run++) {
                runs.add(threads.submit(() -> holdsAlone(holders)));
            }
        }

        for (Future<Boolean> run : runs) {
            assertTrue(run.get());
        }
        assertEquals(List.of(), names());
    }

    @Test
    void a_folder_is_free_again_after_the_lock() throws Exception {
        try (FolderLock _ = FolderLock.acquire(folder).orElseThrow()) {
            assertTrue(FolderLock.isHeld(folder));
        }

        assertFalse(FolderLock.isHeld(folder));
    }

    private Boolean holdsAlone(AtomicInteger holders) throws Exception {
        Optional<FolderLock> lock = FolderLock.acquire(folder);
        if (lock.isEmpty()) {
            return true;
        }
        try (FolderLock _ = lock.get()) {
            boolean alone = holders.incrementAndGet() == 1;
            Thread.yield();
            holders.decrementAndGet();
            return alone;
        }
    }

    private ManifestWriter writer() {
        return new FileSystemManifestWriter(folder, Reports.PRODUCT);
    }

    private List<String> names() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
