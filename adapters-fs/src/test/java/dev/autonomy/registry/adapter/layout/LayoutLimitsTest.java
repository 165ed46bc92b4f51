package dev.autonomy.registry.adapter.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layouts that list too much, or the same thing too often, or in two spellings. */
class LayoutLimitsTest {

    private static final Repository ANY = new Repository("layout.example", "robot-behavior");
    private static final Artifact IMAGE = Artifact.image("layer");
    private static final Artifact NOTE = Artifact.referringTo(IMAGE, "text/plain", "note");

    @TempDir private Path temporary;
    private LayoutFolder folder;
    private OciLayout layout;

    @BeforeEach
    void make_a_layout() {
        folder = new LayoutFolder(temporary).store(IMAGE).store(NOTE);
        layout = new OciLayout(temporary);
    }

    @Test
    void a_manifest_listed_many_times_is_read_once() throws Exception {
        folder.index(
                index(
                        IntStream.range(0, 10_000)
                                .mapToObj(
                                        i ->
                                                entry(
                                                        NOTE.digest(),
                                                        size(NOTE),
                                                        "\"n\":\"" + i + "\""))));
        layout.attachments(ANY, IMAGE.digest());
        Files.delete(folder.blob(NOTE.digest()));

        List<?> ofAnother = layout.attachments(ANY, NOTE.digest());

        assertEquals(List.of(), ofAnother);
    }

    @Test
    void each_of_its_entries_must_be_true() {
        folder.index(
                index(
                        Stream.of(
                                entry(NOTE.digest(), size(NOTE), ""),
                                entry(NOTE.digest(), size(NOTE) + 1, ""))));

        assertThrows(Obstacle.Contradiction.class, () -> layout.attachments(ANY, IMAGE.digest()));
    }

    @Test
    void the_size_of_an_entry_is_compared_before_anything_is_read() throws Exception {
        Files.writeString(folder.blob(NOTE.digest()), "no JSON, and not of that digest");
        folder.index(index(Stream.of(entry(NOTE.digest(), 7, ""))));

        Obstacle.Contradiction contradiction =
                assertThrows(
                        Obstacle.Contradiction.class,
                        () -> layout.attachments(ANY, IMAGE.digest()));

        assertTrue(contradiction.seen().contains("7 bytes"), contradiction.seen());
    }

    @Test
    void more_manifests_than_can_be_looked_through_are_malformed_before_one_is_read() {
        folder.index(
                index(
                        IntStream.rangeClosed(0, Referrers.MAX_MANIFESTS)
                                .mapToObj(i -> entry(numbered(i), 2, ""))));

        assertThrows(Obstacle.Malformed.class, () -> layout.attachments(ANY, IMAGE.digest()));
    }

    @Test
    void more_bytes_than_can_be_looked_through_are_malformed_before_one_is_read() {
        folder.index(
                index(
                        IntStream.rangeClosed(0, 16)
                                .mapToObj(i -> entry(numbered(i), Referrers.MAX_BYTES / 16, ""))));

        assertThrows(Obstacle.Malformed.class, () -> layout.attachments(ANY, IMAGE.digest()));
    }

    @Test
    void sizes_that_no_number_holds_together_are_malformed() {
        folder.index(
                index(IntStream.range(0, 3).mapToObj(i -> entry(numbered(i), Long.MAX_VALUE, ""))));

        assertThrows(Obstacle.Malformed.class, () -> layout.attachments(ANY, IMAGE.digest()));
    }

    @Test
    void more_referrers_than_are_accepted_are_listed_so_far_that_this_is_seen() throws Exception {
        for (int i = 0; i < 70; i++) {
            folder.list(Artifact.referringTo(IMAGE, "text/plain", "note " + i));
        }

        List<Descriptor> listed =
                ((Manifest.Index) layout.attachments(ANY, IMAGE.digest()).getFirst().manifest())
                        .manifests();

        assertEquals(65, listed.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"manifests", "Manifests", "MANIFESTS", "manife\u017ft\u017f"})
    void a_list_in_another_spelling_is_malformed(String name) {
        folder.index("{\"schemaVersion\":2,\"manifests\":[],\"%s\":[]}".formatted(name));

        assertThrows(Obstacle.Malformed.class, () -> layout.resolve(ANY, new Tag("v1")));
    }

    @Test
    void a_version_of_the_layout_in_two_spellings_is_malformed() throws Exception {
        Files.writeString(
                temporary.resolve("oci-layout"),
                "{\"imageLayoutVersion\":\"1.0.0\",\"ImageLayoutVersion\":\"2.0.0\"}");

        assertThrows(Obstacle.Malformed.class, () -> layout.resolve(ANY, new Tag("v1")));
    }

    private static long size(Artifact artifact) {
        return artifact.manifest().content().size();
    }

    private static Digest numbered(int number) {
        return Artifact.sha256(Integer.toString(number).getBytes(StandardCharsets.US_ASCII));
    }

    private static String entry(Digest digest, long size, String annotations) {
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d,\"annotations\":{%s}}"
                .formatted(MediaTypes.OCI_MANIFEST, digest, size, annotations);
    }

    private static String index(Stream<String> entries) {
        return "{\"schemaVersion\":2,\"manifests\":["
                + entries.collect(Collectors.joining(","))
                + "]}";
    }
}
