package dev.autonomy.registry.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.progress.SeedEvent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PlainPrinterTest {

    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private static final Digest BLOB = new Digest("a".repeat(64));
    private static final SeedEvent.Artifact IMAGE =
            new SeedEvent.Artifact(
                    "image", new Digest("f".repeat(64)), Map.of(BLOB, 800_000_000L), List.of());

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PlainPrinter printer =
            new PlainPrinter(
                    new Console(
                            new PrintStream(new ByteArrayOutputStream()),
                            new PrintStream(err, false, StandardCharsets.UTF_8),
                            OptionalInt::empty,
                            Map.of("LANG", "C.UTF-8")),
                    new SeedPicture());

    @Test
    void where_the_whole_stands_is_told_with_rate_and_time_left() {
        printer.on(new SeedEvent.Planned(START, List.of(IMAGE), 800_000_000L));
        printer.on(new SeedEvent.ArtifactStarted(START, IMAGE));
        printer.on(
                new SeedEvent.Bytes(START.plusSeconds(9), IMAGE, BLOB, 400_000_000L, 800_000_000L));
        err.reset();

        printer.tick(START.plusSeconds(10));

        assertEquals("  so far        50 %  400.0 of 800.0 MB  40.0 MB/s  10 s left\n", printed());
    }

    @Test
    void nothing_is_told_before_there_is_a_plan() {
        printer.tick(START);

        assertEquals("", printed());
    }

    @Test
    void a_retry_says_why_and_when() {
        printer.on(new SeedEvent.Retry(START, IMAGE, 2, "reset by peer", Duration.ofMillis(1500)));

        assertEquals(
                "! attempt 2 to copy the image failed: reset by peer; again in 1.5 s\n", printed());
    }

    @Test
    void a_request_that_is_sent_again_says_why_and_when() {
        printer.on(
                new SeedEvent.RequestRetry(
                        START,
                        Attempt.at("reading the tag", "edge/app:v1", "edge"),
                        1,
                        "the connection to edge broke off",
                        Duration.ofMillis(400)));

        assertEquals(
                "! reading the tag edge/app:v1: the connection to edge broke off (attempt 1);"
                        + " again in 0.4 s\n",
                printed());
    }

    private String printed() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
