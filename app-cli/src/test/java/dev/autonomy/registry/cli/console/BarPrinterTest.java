package dev.autonomy.registry.cli.console;

import static dev.autonomy.registry.Golden.assertGolden;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.progress.ProgressBoard;
import dev.autonomy.registry.progress.SeedEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BarPrinterTest {

    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private static final long SIZE = 100_000_000;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicInteger columns = new AtomicInteger(80);
    private final BarPrinter printer =
            new BarPrinter(
                    new Console(
                            new PrintStream(new ByteArrayOutputStream()),
                            new PrintStream(err, false, StandardCharsets.UTF_8),
                            () -> OptionalInt.of(columns.get()),
                            Map.of("LANG", "C.UTF-8", "NO_COLOR", "1")),
                    new SeedPicture());

    /** Blobs of 100 MB each, of which the first half has arrived after five seconds. */
    private static List<SeedEvent> copying(int blobs) {
        Map<Digest, Long> contents = new LinkedHashMap<>();
        for (int i = 0; i < blobs; i++) {
            contents.put(new Digest("%064x".formatted(0xabc + i)), SIZE);
        }
        SeedEvent.Artifact image =
                new SeedEvent.Artifact("image", new Digest("f".repeat(64)), contents, List.of());
        List<SeedEvent> events = new ArrayList<>();
        events.add(new SeedEvent.Planned(START, List.of(image), blobs * SIZE));
        events.add(new SeedEvent.StepStarted(START, SeedStep.REPLICATE));
        events.add(new SeedEvent.ArtifactStarted(START, image));
        contents.keySet()
                .forEach(
                        blob ->
                                events.add(
                                        new SeedEvent.Bytes(
                                                START.plusSeconds(5),
                                                image,
                                                blob,
                                                SIZE / 2,
                                                SIZE)));
        return events;
    }

    private static List<String> frame(int blobs, int width) {
        ProgressBoard board = new ProgressBoard();
        copying(blobs).forEach(board::on);
        return BarFrame.of(board.snapshot(START.plusSeconds(5)), START.plusSeconds(5), width);
    }

    @Test
    void a_frame_has_the_whole_and_a_line_for_each_running_blob() {
        assertGolden("frame.txt", String.join("\n", frame(2, 79)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 20, 40, 60, 79, 200})
    void no_line_is_wider_than_the_terminal(int width) {
        for (String line : frame(12, width)) {
            assertTrue(line.length() <= width, line);
        }
    }

    @Test
    void many_blobs_are_summed_up() {
        List<String> frame = frame(12, 79);

        assertEquals(10, frame.size());
        assertEquals("and 4 more", frame.getLast().strip());
    }

    @Test
    void a_repaint_goes_over_the_last_frame() {
        copying(2).forEach(printer::on);
        printer.tick(START.plusSeconds(5));
        err.reset();

        printer.tick(START.plusSeconds(6));

        assertTrue(printed().startsWith("\r\u001b[3A"), printed());
        assertTrue(printed().endsWith("\u001b[J"), printed());
    }

    @Test
    void a_terminal_that_became_narrower_shows_the_last_frame_in_more_rows() {
        copying(1).forEach(printer::on);
        printer.tick(START.plusSeconds(5));
        int longest = frame(1, 79).stream().mapToInt(String::length).max().orElseThrow();
        err.reset();
        columns.set(longest / 2 + 1);

        printer.tick(START.plusSeconds(6));

        assertTrue(printed().startsWith("\r\u001b[4A"), printed());
    }

    @Test
    void each_row_is_cleared_whole_before_it_is_written_so_that_none_stays_joined_to_the_next() {
        copying(2).forEach(printer::on);
        printer.tick(START.plusSeconds(5));
        err.reset();

        printer.tick(START.plusSeconds(5));

        String rows =
                frame(2, 79).stream()
                        .map(row -> "\u001b[2K" + row + "\n")
                        .collect(Collectors.joining());
        assertEquals("\r\u001b[3A" + rows + "\u001b[J", printed());
    }

    @Test
    void what_is_finished_scrolls_away_above_the_display() {
        copying(1).forEach(printer::on);
        printer.tick(START.plusSeconds(5));
        err.reset();

        printer.on(new SeedEvent.StepStarted(START.plusSeconds(5), SeedStep.SIDECARS));
        printer.on(new SeedEvent.StepFinished(START.plusSeconds(6), SeedStep.SIDECARS));

        assertEquals("\r\u001b[2A\u001b[J✓ 2 sidecars   nothing to bring\n", printed());
    }

    @Test
    void nothing_of_the_display_is_left_at_the_end() {
        copying(1).forEach(printer::on);
        printer.tick(START.plusSeconds(5));
        err.reset();

        printer.end(START.plusSeconds(6), Ending.cancelled());

        assertEquals("\r\u001b[2A\u001b[J", printed());
    }

    private String printed() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
