package dev.autonomy.registry.adapter.tool;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Reads an output to its end on a thread of its own and passes on each line. */
final class Drain {

    private final InputStream source;
    private final LineSplitter lines;
    private final AtomicLong bytes = new AtomicLong();
    private final Thread thread;

    private Drain(InputStream source, Consumer<String> lines, Thread.Builder builder) {
        this.source = source;
        this.lines = new LineSplitter(lines);
        this.thread = builder.unstarted(this::read);
    }

    static Drain of(InputStream pipe, Consumer<String> lines) {
        return new Drain(pipe, lines, Thread.ofVirtual()).started();
    }

    /** On a platform thread: a call into the C library would hold a virtual thread's carrier. */
    static Drain of(PseudoTerminal terminal, Consumer<String> lines) {
        return new Drain(terminal, lines, Thread.ofPlatform().daemon().name("terminal")).started();
    }

    private Drain started() {
        thread.start();
        return this;
    }

    private void read() {
        byte[] buffer = new byte[8 << 10];
        try (source) {
            for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
                bytes.addAndGet(n);
                lines.take(buffer, n);
            }
        } catch (IOException _) {
            // The pipe breaks when the program is ended; what came until then counts.
        }
        lines.end();
    }

    /** The bytes that came through so far. */
    long bytes() {
        return bytes.get();
    }

    void await(Duration limit) throws InterruptedException {
        thread.join(limit);
    }

    /** Stops waiting for more from a terminal that something still holds. */
    void close() {
        if (source instanceof PseudoTerminal terminal) {
            terminal.close();
        }
    }
}
