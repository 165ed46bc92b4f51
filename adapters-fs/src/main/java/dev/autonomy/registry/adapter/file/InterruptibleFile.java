package dev.autonomy.registry.adapter.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Reads files that may keep their reader waiting, such as a pipe or one on a share that went away:
 * the system does not let a thread be called back from there.
 */
public final class InterruptibleFile {

    private InterruptibleFile() {}

    /** Something that takes what it needs from a file; it is told to end by an interrupt. */
    @FunctionalInterface
    public interface Reading<T> {
        T of(InputStream content) throws IOException;
    }

    /** The beginning of a file, at most so many bytes; an interrupt ends the wait at once. */
    public static byte[] head(Path file, int most) throws IOException, InterruptedException {
        return read(file, content -> content.readNBytes(most));
    }

    /** The same of what a stream brings, which stays open. */
    public static byte[] head(InputStream in, int most) throws IOException, InterruptedException {
        return awaited(() -> in.readNBytes(most));
    }

    /** What the reading makes of a file; an interrupt ends the wait at once. */
    public static <T> T read(Path file, Reading<T> wanted)
            throws IOException, InterruptedException {
        return awaited(() -> opened(file, wanted));
    }

    private static <T> T awaited(Callable<T> read) throws IOException, InterruptedException {
        FutureTask<T> reading = new FutureTask<>(read);
        // A virtual thread would keep one of the few that carry all others.
        Thread.ofPlatform().daemon().name("reading").start(reading);
        try {
            return reading.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case IOException refusal -> throw refusal;
                case Error error -> throw error;
                default -> throw new IllegalStateException(e.getCause());
            }
        } finally {
            reading.cancel(true);
        }
    }

    private static <T> T opened(Path file, Reading<T> wanted) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return wanted.of(in);
        }
    }
}
