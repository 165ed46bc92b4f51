package dev.autonomy.registry.adapter.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * File work that survives a power cut, and that an interrupt does not break: a channel closed by an
 * interrupt would look like a broken disk, so the interrupt is kept for the next one who waits.
 */
final class Durably {

    private Durably() {}

    /** Work that may be done again from its start. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    static <T> T finish(Work<T> work) throws IOException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return work.run();
                } catch (ClosedByInterruptException _) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Fills an existing file and forces it to disk. */
    static void write(Path file, byte[] content) throws IOException {
        finish(
                () -> {
                    try (FileChannel channel =
                            FileChannel.open(
                                    file,
                                    StandardOpenOption.WRITE,
                                    StandardOpenOption.TRUNCATE_EXISTING)) {
                        ByteBuffer bytes = ByteBuffer.wrap(content);
                        while (bytes.hasRemaining()) {
                            channel.write(bytes);
                        }
                        channel.force(true);
                        return file;
                    }
                });
    }

    /** Forces the names in a folder to disk. */
    static void forceFolder(Path folder) throws IOException {
        finish(
                () -> {
                    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                        channel.force(true);
                        return folder;
                    }
                });
    }
}
