package dev.autonomy.registry.adapter.output;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.catalog.BundleName;
import dev.autonomy.registry.catalog.CatalogReport;
import dev.autonomy.registry.catalog.CatalogWriter;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.EvidenceShelf;
import dev.autonomy.registry.port.ManifestWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSystemCatalogWriterTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final byte[] BLOB = "a signature".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Sha256.of(BLOB);

    @TempDir private Path folder;

    private FileSystemCatalogWriter writer() {
        return new FileSystemCatalogWriter(folder.resolve("out"), Reports.PRODUCT);
    }

    private Path out(String name) {
        return folder.resolve("out").resolve(name);
    }

    @Test
    void a_whole_catalog_leaves_a_roll_up_and_the_lock_that_it_names() throws Exception {
        write(CatalogReports.whole());

        byte[] lock = Files.readAllBytes(out("catalog.lock"));
        assertEquals(Sha256.of(lock).hex(), manifest().at("/lock/sha256").textValue());
        assertEquals(List.of("nav", "arm"), names(manifest()));
        assertEquals(List.of("arm", "nav"), names(JSON.readTree(lock)));
    }

    @Test
    void the_lock_has_the_same_bytes_whatever_the_order_and_the_times() throws Exception {
        write(CatalogReports.whole());
        byte[] before = Files.readAllBytes(out("catalog.lock"));

        write(CatalogReports.wholeTheOtherWayRound());

        assertArrayEquals(before, Files.readAllBytes(out("catalog.lock")));
    }

    @Test
    void a_catalog_that_is_not_whole_leaves_an_earlier_lock_as_it_was() throws Exception {
        write(CatalogReports.whole());
        byte[] before = Files.readAllBytes(out("catalog.lock"));

        write(CatalogReports.failed());

        assertArrayEquals(before, Files.readAllBytes(out("catalog.lock")));
        assertFalse(manifest().has("lock"));
    }

    @Test
    void every_bundle_stands_in_the_roll_up_with_its_own_exit_code_and_error() throws Exception {
        write(CatalogReports.failed());

        JsonNode bundles = manifest().get("bundles");
        assertEquals(
                List.of("refused", "stopped", "not-attempted", "cancelled", "seeded"),
                bundles.valueStream().map(each -> each.get("outcome").textValue()).toList());
        assertEquals(
                List.of(13, 5, 13, 130, 0),
                bundles.valueStream().map(each -> each.get("exitCode").intValue()).toList());
        assertEquals("tampered", bundles.at("/0/error/kind").textValue());
        assertEquals("not-found", bundles.at("/1/error/kind").textValue());
        assertFalse(bundles.get(2).has("error"));
    }

    @Test
    void each_bundle_has_a_folder_of_its_name() throws Exception {
        try (CatalogWriter.Hold _ = writer().hold();
                ManifestWriter.Hold hold = writer().bundle(new BundleName("nav")).hold();
                ManifestWriter.Prepared files = hold.prepare(Reports.seeded())) {
            files.commit();
        }

        assertTrue(Files.isRegularFile(out("nav").resolve("seed.lock")));
    }

    @Test
    void one_run_holds_the_folder_against_catalogs_and_seeds() throws Exception {
        try (CatalogWriter.Hold _ = writer().hold()) {
            assertThrows(Obstacle.Conflict.class, () -> writer().hold());
            assertThrows(
                    Obstacle.Conflict.class,
                    () ->
                            new FileSystemManifestWriter(folder.resolve("out"), Reports.PRODUCT)
                                    .hold());
        }

        writer().hold().close();
    }

    @Test
    void a_rehearsal_creates_nothing() throws Exception {
        writer().rehearse();

        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void a_folder_where_a_file_belongs_is_refused() throws Exception {
        Files.createDirectories(out("catalog.lock"));

        assertThrows(Obstacle.StorageFailed.class, () -> writer().hold());
    }

    @Test
    void evidence_is_read_back_as_it_was_laid() throws Exception {
        try (CatalogWriter.Hold hold = writer().hold()) {
            hold.shelf().lay(DIGEST, BLOB);
            hold.shelf().lay(DIGEST, BLOB);

            assertArrayEquals(BLOB, hold.shelf().take(DIGEST).orElseThrow());
        }
    }

    @Test
    void evidence_that_somebody_changed_is_not_there() throws Exception {
        try (CatalogWriter.Hold hold = writer().hold()) {
            EvidenceShelf shelf = hold.shelf();
            shelf.lay(DIGEST, BLOB);

            Files.writeString(evidenceFolder().resolve(DIGEST.hex()), "another");

            assertEquals(Optional.empty(), shelf.take(DIGEST));
        }
    }

    @Test
    void evidence_lies_where_nobody_else_may_look_and_is_gone_with_the_hold() throws Exception {
        try (CatalogWriter.Hold hold = writer().hold()) {
            hold.shelf().lay(DIGEST, BLOB);

            assertEquals(
                    PosixFilePermissions.fromString("rwx------"),
                    Files.getPosixFilePermissions(evidenceFolder()));
        }

        assertEquals(List.of(), hidden());
    }

    @Test
    void evidence_of_a_run_that_was_killed_is_removed_by_the_next() throws Exception {
        Path left = Files.createDirectories(out(".evidence-1234"));
        Files.write(left.resolve(DIGEST.hex()), BLOB);

        writer().hold().close();

        assertEquals(List.of(), hidden());
    }

    @Test
    void a_folder_of_somebody_s_own_that_is_called_alike_stays_as_it_is() throws Exception {
        Path own = Files.createDirectories(out(".evidence-1234"));
        Files.write(own.resolve("notes.txt"), BLOB);
        Path other = Files.createDirectories(out(".evidence-of-my-own"));
        Files.write(other.resolve(DIGEST.hex()), BLOB);

        writer().hold().close();

        assertTrue(Files.exists(own.resolve("notes.txt")));
        assertTrue(Files.exists(other.resolve(DIGEST.hex())));
    }

    @Test
    void where_nothing_was_laid_no_folder_is_made_to_look_for_it() throws Exception {
        try (CatalogWriter.Hold hold = writer().hold()) {
            assertEquals(Optional.empty(), hold.shelf().take(DIGEST));

            assertEquals(List.of(out(".seed.held")), hidden());
        }
    }

    @Test
    void a_link_that_looks_like_such_a_folder_is_not_followed() throws Exception {
        Path stranger = Files.createDirectories(folder.resolve("stranger"));
        Files.write(stranger.resolve("file"), BLOB);
        Files.createDirectories(folder.resolve("out"));
        Files.createSymbolicLink(out(".evidence-1234"), stranger);

        writer().hold().close();

        assertTrue(Files.exists(stranger.resolve("file")));
    }

    private void write(CatalogReport report) throws Obstacle {
        try (CatalogWriter.Hold hold = writer().hold()) {
            hold.write(report);
        }
    }

    private JsonNode manifest() throws IOException {
        return JSON.readTree(out("catalog-manifest.json").toFile());
    }

    private static List<String> names(JsonNode document) {
        return document.get("bundles")
                .valueStream()
                .map(each -> each.get("name").textValue())
                .toList();
    }

    private Path evidenceFolder() throws IOException {
        return hidden().stream()
                .filter(each -> each.getFileName().toString().startsWith(".evidence-"))
                .findFirst()
                .orElseThrow();
    }

    private List<Path> hidden() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            return files.filter(each -> each.getFileName().toString().startsWith(".")).toList();
        }
    }
}
