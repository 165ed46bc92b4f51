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

    /** The beginning of a file, at most so many bytes; an interrupt ends the wait at once. */
    public static byte[] head(Path file, int most) throws IOException, InterruptedException {
        return awaited(() -> read(file, most));
    }

    /** The same of what a stream brings, which stays open. */
    public static byte[] head(InputStream in, int most) throws IOException, InterruptedException {
        return awaited(() -> in.readNBytes(most));
    }

    private static byte[] awaited(Callable<byte[]> read) throws IOException, InterruptedException {
        FutureTask<byte[]> reading = new FutureTask<>(read);
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

    private static byte[] read(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        }
    }
}
