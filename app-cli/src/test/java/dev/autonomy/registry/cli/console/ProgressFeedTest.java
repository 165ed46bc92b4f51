package dev.autonomy.registry.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ProgressFeedTest {

    private static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    private static final Digest BLOB = new Digest("a".repeat(64));
    private static final SeedEvent.Artifact IMAGE =
            new SeedEvent.Artifact(
                    "image", new Digest("f".repeat(64)), Map.of(BLOB, 100L), List.of());

    /** A printer that hangs in its first event until it is let go. */
    private static final class SlowPrinter implements ProgressPrinter {
        private final CountDownLatch begun = new CountDownLatch(1);
        private final CountDownLatch freed = new CountDownLatch(1);
        private final List<String> printed = new ArrayList<>();

        @Override
        public void on(SeedEvent event) {
            begun.countDown();
            try {
                freed.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            printed.add(event instanceof SeedEvent.Bytes bytes ? "" + bytes.done() : "other");
        }

        @Override
        public void tick(Instant now) {}

        @Override
        public Duration period() {
            return Duration.ofDays(1);
        }

        @Override
        public void end(Instant now, Ending ending) {
            printed.add("end");
        }
    }

    private final SlowPrinter printer = new SlowPrinter();
    private final ProgressFeed feed = new ProgressFeed(printer, Clock.systemUTC());

    @Test
    void a_slow_reader_gets_the_latest_count_and_everything_else() throws Exception {
        feed.on(new SeedEvent.ArtifactStarted(NOW, IMAGE));
        printer.begun.await();
        for (int done = 1; done <= 100; done++) {
            feed.on(new SeedEvent.Bytes(NOW, IMAGE, BLOB, done, 100));
        }
        feed.on(new SeedEvent.ArtifactStarted(NOW, IMAGE));
        printer.freed.countDown();

        feed.end(Ending.cancelled());

        assertEquals(List.of("other", "100", "other", "end"), printer.printed);
    }

    @Test
    void the_end_is_shown_also_when_the_printing_broke_down() {
        List<String> printed = new ArrayList<>();
        ProgressFeed broken =
                new ProgressFeed(
                        new ProgressPrinter() {
                            @Override
                            public void on(SeedEvent event) {
                                throw new OutOfMemoryError("on purpose");
                            }

                            @Override
                            public void tick(Instant now) {}

                            @Override
                            public Duration period() {
                                return Duration.ofDays(1);
                            }

                            @Override
                            public void end(Instant now, Ending ending) {
                                printed.add("end");
                            }
                        },
                        Clock.systemUTC());
        broken.on(new SeedEvent.ArtifactStarted(NOW, IMAGE));

        broken.end(Ending.cancelled());

        assertEquals(List.of("end"), printed);
    }

    @Test
    void an_interrupt_at_the_end_does_not_leave_it_unshown() {
        printer.freed.countDown();
        Thread.currentThread().interrupt();

        feed.end(Ending.cancelled());

        assertTrue(Thread.interrupted());
        assertEquals(List.of("end"), printer.printed);
    }

    @Test
    void a_reader_that_takes_nothing_does_not_keep_a_cancelled_run() throws Exception {
        feed.on(new SeedEvent.ArtifactStarted(NOW, IMAGE));
        printer.begun.await();

        feed.end(Ending.cancelled());

        assertEquals(1, printer.freed.getCount());
        printer.freed.countDown();
    }
}
