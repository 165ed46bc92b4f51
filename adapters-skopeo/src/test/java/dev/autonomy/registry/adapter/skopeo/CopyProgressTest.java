package dev.autonomy.registry.adapter.skopeo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.skopeo.CopyProgress.Stage;
import dev.autonomy.registry.adapter.skopeo.ProgressLine.State;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.testkit.Artifact;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CopyProgressTest {

    private static final Descriptor FIRST = blob("ee3bc3248242", 100_000_000);
    private static final Descriptor SECOND = blob("bbd79c74a0e0", 250_000_000);
    private static final Descriptor THIRD = blob("1c2a892d3d05", 150_000_000);
    private static final Descriptor SMALL = blob("3831808eb212", 1_000_000);
    private static final Descriptor CONFIG = blob("7a2d0f319c", 338);
    private static final Descriptor OTHER_CONFIG = blob("3ba1ff1b0f", 263);
    private static final Descriptor LARGE = blob("1ad475e65a80", 1_400_000_000);
    private static final List<Descriptor> BLOBS =
            List.of(FIRST, SECOND, THIRD, SMALL, CONFIG, OTHER_CONFIG, LARGE);

    private final Map<Digest, List<Long>> told = new HashMap<>();
    private final CopyProgress progress =
            new CopyProgress(
                    BLOBS,
                    (digest, bytes) ->
                            told.computeIfAbsent(digest, _ -> new ArrayList<>()).add(bytes));

    @ParameterizedTest
    @ValueSource(strings = {"terminal-1.9.3.txt", "terminal-1.22.0.txt"})
    void a_recorded_copy_brings_every_blob_to_its_end_without_going_back(String recording)
            throws IOException {
        replay(recording);

        for (Descriptor blob : List.of(FIRST, SECOND, THIRD, SMALL, CONFIG, OTHER_CONFIG)) {
            List<Long> steps = told.get(blob.digest());
            assertEquals(blob.size(), steps.getLast());
            assertEquals(steps.stream().sorted().toList(), steps);
        }
        assertTrue(told.get(SECOND.digest()).stream().distinct().count() > 5);
        assertEquals(Stage.AWAITING_ANSWER, progress.stage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"terminal-again-1.9.3.txt", "terminal-again-1.22.0.txt"})
    void what_was_there_already_counts_as_arrived(String recording) throws IOException {
        replay(recording);

        assertEquals(SECOND.size(), told.get(SECOND.digest()).getFirst());
    }

    @Test
    void a_blob_over_a_gibibyte_is_followed() throws IOException {
        replay("terminal-large-1.22.0.txt");

        assertTrue(told.get(LARGE.digest()).contains((long) (144.0 * (1 << 20))));
        assertTrue(told.get(LARGE.digest()).stream().allMatch(bytes -> bytes <= LARGE.size()));
    }

    @Test
    void a_narrow_terminal_only_costs_detail() throws IOException {
        replay("terminal-narrow-1.22.0.txt");

        assertEquals(List.of(SMALL.digest()), List.copyOf(told.keySet()));
    }

    @Test
    void the_stage_tells_whether_bytes_are_still_to_be_sent() {
        assertEquals(Stage.BEGINNING, progress.stage());
        progress.line("Copying blob ee3bc3248242 [>---] 0.0b / 95.4MiB");
        assertEquals(Stage.MOVING, progress.stage());
        progress.line("Copying blob ee3bc3248242 [====] 95.4MiB / 95.4MiB");
        assertEquals(Stage.AWAITING_ANSWER, progress.stage());
        progress.line("Copying blob bbd79c74a0e0 [>---] 8.0b / 238.5MiB");
        assertEquals(Stage.MOVING, progress.stage());
    }

    @Test
    void without_a_terminal_only_the_beginning_is_seen() {
        progress.line("Copying blob " + FIRST.digest());

        assertEquals(Stage.MOVING, progress.stage());
        assertEquals(Map.of(), told);
    }

    @Test
    void a_start_that_two_digests_share_is_not_guessed_at() {
        Descriptor twin = Descriptor.of(Artifact.LAYER, digest("ee3bc3248242", "1"), 5);
        CopyProgress ambiguous =
                new CopyProgress(
                        List.of(FIRST, twin),
                        (digest, bytes) -> {
                            throw new AssertionError(digest.toString());
                        });

        ambiguous.line("Copying blob ee3bc3248242 done  ");
    }

    @Test
    void at_the_end_every_blob_is_there() {
        progress.finished();

        BLOBS.forEach(blob -> assertEquals(List.of(blob.size()), told.get(blob.digest())));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    Copying blob ee3bc3248242 [=>--] 15.1MiB / 95.4MiB;              15833497
                    Copying blob ee3bc3248242 [=>--] 15.1MiB / 95.4MiB | 116.4 MiB/s; 15833497
                    Copying config 7a2d0f319c [=>--] 8.0b / 977.0KiB;                8
                    Copying blob ee3bc3248242 [=>--] 0.5TiB / 1.0TiB;                549755813888
                    """)
    void a_bar_is_read(String line, long bytes) {
        assertEquals(
                Optional.of(new State.Moving(bytes)),
                ProgressLine.parse("\u001b[3A\u001b[J" + line).map(ProgressLine::state));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Copying blob ee3bc3248242 .   ",
                "Copying blob ee3bc324824212.5MiB / 95\u2026",
                "Copying blob ee3bc3248242 [=>] 1.2.3MiB / 9MiB",
                "Copying blob ee3bc3248242 [=>] 99999999999999999999MiB / 9MiB",
                "Copying blob EE3BC3248242 done",
                "Writing manifest to image destination"
            })
    void anything_else_tells_nothing(String line) {
        assertEquals(Optional.empty(), ProgressLine.parse(line));
    }

    @Test
    void no_line_whatever_is_too_much() throws IOException {
        Random random = new Random(1);
        List<String> lines = lines("terminal-1.22.0.txt");
        for (int i = 0; i < 20_000; i++) {
            StringBuilder line = new StringBuilder(lines.get(random.nextInt(lines.size())));
            for (int j = random.nextInt(4); j >= 0 && !line.isEmpty(); j--) {
                line.setCharAt(random.nextInt(line.length()), (char) random.nextInt(256));
            }
            ProgressLine.parse(line.toString());
        }
    }

    private void replay(String recording) throws IOException {
        lines(recording).forEach(progress::line);
    }

    /** What a terminal received, a line end being two characters there. */
    private static List<String> lines(String recording) throws IOException {
        try (InputStream file = CopyProgressTest.class.getResourceAsStream(recording)) {
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return List.of(text.split("\r\n"));
        }
    }

    private static Descriptor blob(String start, long size) {
        return Descriptor.of(Artifact.LAYER, digest(start, "0"), size);
    }

    private static Digest digest(String start, String filler) {
        return new Digest(start + filler.repeat(64 - start.length()));
    }
}
