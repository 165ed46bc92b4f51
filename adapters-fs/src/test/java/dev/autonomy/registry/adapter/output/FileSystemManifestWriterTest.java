package dev.autonomy.registry.adapter.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.port.ManifestWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemManifestWriterTest {

    private static final String MANIFEST = "seed-manifest.json";
    private static final String LOCK = "seed.lock";

    @TempDir Path temporary;

    @Test
    void a_seed_leaves_its_two_files_and_nothing_else() throws Exception {
        Path out = temporary.resolve("deep/er/out");

        seed(out, Reports.seeded());

        assertEquals(List.of(MANIFEST, LOCK), names(out));
    }

    @Test
    void a_run_that_writes_nothing_leaves_nothing_in_the_folder() throws Exception {
        Path out = temporary.resolve("out");

        writer(out).hold().close();

        assertEquals(List.of(), names(out));
    }

    @Test
    void a_rehearsal_does_not_create_the_folder() throws Exception {
        Path out = temporary.resolve("deep/er/out");

        writer(out).rehearse();

        assertFalse(Files.exists(temporary.resolve("deep")));
    }

    @Test
    void the_manifest_names_the_bytes_of_the_lock_beside_it() throws Exception {
        seed(temporary, Reports.seeded());

        JsonNode manifest = new ObjectMapper().readTree(temporary.resolve(MANIFEST).toFile());

        byte[] lock = Files.readAllBytes(temporary.resolve(LOCK));
        assertEquals(sha256(lock), manifest.at("/lock/sha256").textValue());
    }

    @Test
    void the_same_content_seeded_twice_gives_the_same_lock() throws Exception {
        seed(temporary.resolve("one"), Reports.seeded());
        seed(temporary.resolve("two"), Reports.seededAgain());

        assertArrayEquals(
                Files.readAllBytes(temporary.resolve("one").resolve(LOCK)),
                Files.readAllBytes(temporary.resolve("two").resolve(LOCK)));
    }

    @Test
    void earlier_files_stay_as_they_were_until_the_commit() throws Exception {
        seed(temporary, Reports.seeded());
        byte[] manifest = Files.readAllBytes(temporary.resolve(MANIFEST));
        byte[] lock = Files.readAllBytes(temporary.resolve(LOCK));

        try (ManifestWriter.Hold hold = writer(temporary).hold()) {
            hold.prepare(Reports.unverified()).close();
        }

        assertArrayEquals(manifest, Files.readAllBytes(temporary.resolve(MANIFEST)));
        assertArrayEquals(lock, Files.readAllBytes(temporary.resolve(LOCK)));
        assertEquals(List.of(MANIFEST, LOCK), names(temporary));
    }

    @Test
    void a_later_seed_replaces_the_files_of_an_earlier_one() throws Exception {
        seed(temporary, Reports.seeded());

        seed(temporary, Reports.unverified());

        assertTrue(Files.readString(temporary.resolve(MANIFEST)).contains("\"skipped\""));
    }

    @Test
    void files_are_made_with_the_mode_of_any_new_file() throws Exception {
        Path ordinary = Files.writeString(temporary.resolve("ordinary"), "");
        Path out = temporary.resolve("out");

        try (ManifestWriter.Hold hold = writer(out).hold();
                ManifestWriter.Prepared prepared = hold.prepare(Reports.seeded())) {
            List<String> waiting = names(out).stream().filter(n -> n.endsWith(".tmp")).toList();
            assertEquals(2, waiting.size());
            for (String name : waiting) {
                assertEquals(mode(ordinary), mode(out.resolve(name)));
            }
            prepared.commit();
        }

        assertEquals(mode(ordinary), mode(out.resolve(MANIFEST)));
        assertEquals(mode(ordinary), mode(out.resolve(LOCK)));
    }

    @Test
    void leftovers_of_a_killed_run_are_removed_and_nothing_else() throws Exception {
        Files.writeString(temporary.resolve(".seed-manifest.json.0123456789abcdef.tmp"), "half");
        Files.writeString(temporary.resolve(".seed.lock.0123456789abcdef.tmp"), "half");
        Files.writeString(temporary.resolve(".seed.lock.mine.tmp"), "not ours");
        Files.writeString(temporary.resolve("notes.tmp"), "not ours");
        Files.createDirectory(temporary.resolve(".seed.lock.fedcba9876543210.tmp"));

        writer(temporary).hold().close();

        assertEquals(
                List.of(".seed.lock.fedcba9876543210.tmp", ".seed.lock.mine.tmp", "notes.tmp"),
                names(temporary));
    }

    @Test
    void leftovers_stay_while_another_run_holds_the_folder() throws Exception {
        try (ManifestWriter.Hold hold = writer(temporary).hold();
                ManifestWriter.Prepared prepared = hold.prepare(Reports.seeded())) {
            assertThrows(Obstacle.Conflict.class, () -> writer(temporary).hold());

            prepared.commit();
        }

        assertEquals(List.of(MANIFEST, LOCK), names(temporary));
    }

    @Test
    void a_report_of_a_run_that_failed_is_not_written() throws Exception {
        try (ManifestWriter.Hold hold = writer(temporary).hold()) {
            assertThrows(IllegalArgumentException.class, () -> hold.prepare(Reports.refused()));
        }

        assertEquals(List.of(), names(temporary));
    }

    @Test
    void an_interrupt_waits_until_the_files_are_whole() throws Exception {
        try {
            Thread.currentThread().interrupt();
            seed(temporary, Reports.seeded());

            assertTrue(Thread.currentThread().isInterrupted());
        } finally {
            Thread.interrupted();
        }
        assertEquals(List.of(MANIFEST, LOCK), names(temporary));
    }

    private static void seed(Path out, SeedReport report) throws Obstacle {
        try (ManifestWriter.Hold hold = writer(out).hold();
                ManifestWriter.Prepared prepared = hold.prepare(report)) {
            prepared.commit();
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

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
