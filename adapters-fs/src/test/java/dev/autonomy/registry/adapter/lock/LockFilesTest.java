package dev.autonomy.registry.adapter.lock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.drift.SeedLock;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.BufferedWriter;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LockFilesTest {

    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    @TempDir Path folder;

    private static String pins(String tag) {
        return """
        "image": {"reference": "edge.example/nav:%1$s", "digest": "sha256:%2$s",
                  "pinned": "edge.example/nav@sha256:%2$s"},
        "sidecars": [{"role": "lock", "tag": "%1$s-lock", "digest": "sha256:%3$s", "mediaType": "m"}],
        "attachments": [{"subject": "sha256:%2$s", "kind": "signature", "digest": "sha256:%3$s",
                         "location": "sha256-%2$s.sig"}],
        "platforms": [{"os": "linux", "architecture": "arm64", "digest": "sha256:%3$s"}]"""
                .formatted(tag, A, B);
    }

    private static String seedLock(String tag) {
        return "{\"schemaVersion\": 1, " + pins(tag) + "}";
    }

    private static String catalogLock(String... names) {
        List<String> bundles =
                List.of(names).stream()
                        .map(name -> "{\"name\": \"" + name + "\", " + pins(name) + "}")
                        .toList();
        return "{\"schemaVersion\": 1, \"bundles\": [" + String.join(",", bundles) + "]}";
    }

    private Path write(String name, String content) throws Exception {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    private static List<String> labels(Path path) throws Exception {
        return LockFiles.read(path).stream()
                .map(LockFiles.Located::lock)
                .map(SeedLock::label)
                .toList();
    }

    @Test
    void a_folder_has_its_own_lock_and_those_one_level_below() throws Exception {
        write("seed.lock", seedLock("v1"));
        write("b/seed.lock", seedLock("v3"));
        write("a/seed.lock", seedLock("v2"));
        write("a/c/seed.lock", seedLock("v4"));

        assertEquals(
                List.of("edge.example/nav:v1", "edge.example/nav:v2", "edge.example/nav:v3"),
                labels(folder));
    }

    @Test
    void a_catalogs_lock_stands_for_the_folders_beside_it() throws Exception {
        write("catalog.lock", catalogLock("one", "two"));
        write("one/seed.lock", seedLock("one"));
        write("three/seed.lock", seedLock("three"));

        assertEquals(List.of("one", "two"), labels(folder));
    }

    @Test
    void a_bundle_that_stands_in_two_locks_is_taken_once() throws Exception {
        write("a/seed.lock", seedLock("v1"));
        write("b/seed.lock", seedLock("v1"));

        assertEquals(1, labels(folder).size());
    }

    @Test
    void locks_of_one_image_that_pin_different_things_are_both_taken() throws Exception {
        String more = seedLock("v1");
        write(
                "a/seed.lock",
                more.replaceFirst("(?s)\"attachments\": \\[.*?\\]", "\"attachments\": []"));
        write("b/seed.lock", more);

        assertEquals(2, labels(folder).size());
    }

    @Test
    void a_lock_that_is_a_link_to_nowhere_is_not_passed_over() throws Exception {
        write("a/seed.lock", seedLock("v1"));
        Path link = Files.createDirectory(folder.resolve("b")).resolve("seed.lock");
        Files.createSymbolicLink(link, folder.resolve("nowhere"));

        assertThrows(Obstacle.StorageFailed.class, () -> LockFiles.read(folder));
    }

    @Test
    void a_catalog_s_lock_of_an_earlier_run_gives_way_to_those_of_its_bundles() throws Exception {
        write("a/seed.lock", seedLock("v1"));
        write("b/seed.lock", seedLock("v2"));
        write("catalog.lock", catalogLock("nav"));
        write("catalog-manifest.json", "{\"lock\": {\"sha256\": \"of another\"}}");

        assertEquals(2, labels(folder).size());
    }

    @Test
    void files_beside_the_folders_are_no_locks() throws Exception {
        write("a/seed.lock", seedLock("v1"));
        write("notes.txt", "");

        assertEquals(1, labels(folder).size());
    }

    @Test
    void a_catalog_that_locks_nothing_is_malformed() throws Exception {
        Path lock = write("catalog.lock", catalogLock());

        assertThrows(Obstacle.Malformed.class, () -> LockFiles.read(lock));
    }

    @Test
    void a_folder_without_a_lock_is_a_storage_problem() {
        assertThrows(Obstacle.StorageFailed.class, () -> LockFiles.read(folder));
    }

    @Test
    void a_file_that_is_not_there_is_a_storage_problem() {
        assertThrows(
                Obstacle.StorageFailed.class, () -> LockFiles.read(folder.resolve("seed.lock")));
    }

    @Test
    void what_is_no_regular_file_is_not_waited_for() throws Exception {
        Path pipe = folder.resolve("seed.lock");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());

        assertThrows(Obstacle.StorageFailed.class, () -> LockFiles.read(pipe));
    }

    @Test
    void members_that_nobody_here_knows_are_passed_over() throws Exception {
        String more = seedLock("v1").replace("{\"role\"", "{\"note\": [{}], \"role\"");

        assertEquals(
                1,
                labels(write("seed.lock", "{\"more\": {\"x\": 1}, " + more.substring(1))).size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"schemaVersion\": 1|\"schemaVersion\": 2|expected the number 1, found another",
                "\"schemaVersion\": 1|\"schemaVersion\": \"1\"|expected the number 1",
                "\"schemaVersion\": 1,|``|without some of them",
                "\"schemaVersion\": 1|\"schemaVersion\": 1, \"schemaVersion\": 1|twice",
                "\"platforms\"|\"plattforms\"|without \"platforms\"",
                "\"digest\": \"sha256:a|\"digest\": \"sha512:a|only sha256|",
                "nav@sha256:a|nav@sha256:c|\"pinned\"",
                "nav:v1|nav|Tag: missing",
                "nav:v1|NAV:v1|capital letter",
                "v1-lock|v2-lock|derived",
                "\"signature\"|\"signing\"|expected one of signature",
                ".sig\"|.att\"|location",
                "\"lock\"|\"image\"|expected one of lock, policy",
                "\"os\": \"linux\",|``|without some of them",
                "\"os\": \"linux\"|\"os\": 1|expected a text",
                "\"sidecars\": [|\"sidecars\": {}, \"x\": [|expected an array",
                "}]}|}]} x|strict JSON"
            })
    void whatever_is_not_as_a_seed_writes_it_is_malformed(String from, String to, String words)
            throws Exception {
        String broken = seedLock("v1").replaceFirst(Pattern.quote(from), to);
        Path file = write("seed.lock", broken);

        Obstacle.Malformed malformed =
                assertThrows(Obstacle.Malformed.class, () -> LockFiles.read(file));

        String seen = malformed.seen().toLowerCase(Locale.ROOT);
        assertTrue(
                seen.contains(words.replace("|", "").toLowerCase(Locale.ROOT)), malformed.seen());
    }

    @Test
    void what_is_wrong_is_told_with_its_line_and_column() throws Exception {
        Path file = write("seed.lock", "{\n  \"schemaVersion\": 7\n}");

        Obstacle.Malformed malformed =
                assertThrows(Obstacle.Malformed.class, () -> LockFiles.read(file));

        assertTrue(malformed.seen().endsWith("(line 2, column 20)"), malformed.seen());
    }

    @Test
    void two_bundles_of_one_name_are_refused() throws Exception {
        Path file = write("catalog.lock", catalogLock("nav", "NAV"));

        assertThrows(Obstacle.Malformed.class, () -> LockFiles.read(file));
    }

    @Test
    void names_with_control_characters_are_refused() throws Exception {
        Path file = write("catalog.lock", catalogLock("nav").replace("\"nav\"", "\"n\\u001bav\""));

        assertThrows(Obstacle.Malformed.class, () -> LockFiles.read(file));
    }

    @Test
    void more_pins_than_any_release_has_are_refused_unread() throws Exception {
        Path file = folder.resolve("seed.lock");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("{\"schemaVersion\": 1, \"platforms\": [");
            String pin =
                    "{\"os\": \"linux\", \"architecture\": \"a\", \"digest\": \"sha256:"
                            + A
                            + "\"},";
            for (int i = 0; i <= LockReader.MAX_PINS; i++) {
                out.write(pin);
            }
        }

        Obstacle.Malformed malformed =
                assertThrows(Obstacle.Malformed.class, () -> LockFiles.read(file));

        assertTrue(malformed.seen().contains("more than 100000 things"), malformed.seen());
    }

    @Test
    void a_file_without_an_end_is_given_up() throws Exception {
        Path file = folder.resolve("seed.lock");
        try (var content = new RandomAccessFile(file.toFile(), "rw")) {
            content.writeBytes("{\"x\": \"");
            content.setLength(LockReader.MAX_BYTES + 100L);
        }

        assertThrows(Obstacle.Malformed.class, () -> LockFiles.read(file));
    }

    @Test
    void nesting_without_an_end_is_malformed() throws Exception {
        Path file = write("seed.lock", "{\"x\": " + "[".repeat(100_000));

        assertThrows(Obstacle.Malformed.class, () -> LockFiles.read(file));
    }

    @Test
    void the_source_is_told_by_the_manifest_beside_the_lock() throws Exception {
        write("seed.lock", seedLock("v1"));
        write(
                "seed-manifest.json",
                "{\"source\": {\"reference\": \"hub.example/nav:v1\"},"
                        + " \"destination\": {\"reference\": \"edge.example/nav:v1\"}}");

        assertEquals(Optional.of("hub.example/nav:v1"), source());
    }

    @Test
    void the_source_of_a_catalogs_bundle_is_told_by_its_roll_up() throws Exception {
        write("catalog.lock", catalogLock("nav"));
        write(
                "catalog-manifest.json",
                "{\"bundles\": [{\"name\": \"x\", \"from\": \"hub.example/x:v1\"},"
                        + " {\"name\": \"nav\", \"from\": \"hub.example/nav:v2\", \"to\": \"edge.example/nav:nav\"}]}");

        assertEquals(Optional.of("hub.example/nav:v2"), source());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{",
                "{\"source\": {\"reference\": \"x; rm -rf /\"}, \"destination\": {\"reference\": \"edge.example/nav:v1\"}}",
                "{\"source\": {\"reference\": \"hub.example/nav:v1\"}, \"destination\": {\"reference\": \"edge.example/other:v1\"}}"
            })
    void a_manifest_that_tells_no_source_of_this_bundle_tells_none(String manifest)
            throws Exception {
        write("seed.lock", seedLock("v1"));
        write("seed-manifest.json", manifest);

        assertEquals(Optional.empty(), source());
    }

    private Optional<String> source() throws Exception {
        return new SeedSources().of(LockFiles.read(folder).getFirst()).map(Object::toString);
    }
}
