package dev.autonomy.registry.adapter.output;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system of 64 KiB of its own, where this user may mount one. */
record SmallDisk(Path path) implements AutoCloseable {

    private static final int PAGE = 4096;

    static SmallDisk mountedAt(Path path) throws IOException {
        Files.createDirectory(path);
        if (run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", path.toString()) != 0) {
            abort("needs a user who may mount a small file system");
        }
        return new SmallDisk(path);
    }

    void makeReadOnly() {
        run("mount", "-o", "remount,ro", path.toString());
    }

    /** Fills it up, but for so many pages of 4 KiB. */
    void fillBut(int pages) throws IOException {
        try (FileChannel filler =
                FileChannel.open(
                        path.resolve("filler"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE)) {
            try {
                while (true) {
                    filler.write(ByteBuffer.allocate(PAGE));
                }
            } catch (IOException _) {
                filler.truncate(filler.size() - (long) pages * PAGE);
            }
        }
    }

    @Override
    public void close() {
        run("umount", path.toString());
    }

    private static int run(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
        } catch (IOException _) {
            return 127;
        }
    }
}
