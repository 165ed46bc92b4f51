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

    /** Fills a new file and forces it to disk. */
    static void fill(FileChannel file, byte[] content) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
        file.force(true);
    }

    /** Forces the names in a folder to disk. */
    static void forceFolder(Path folder) throws IOException {
        finish(
                () -> {
                    // By this name nothing but a folder can be opened, so nothing is waited for.
                    try (FileChannel channel =
                            FileChannel.open(folder.resolve("."), StandardOpenOption.READ)) {
                        channel.force(true);
                        return folder;
                    }
                });
    }
}
