package dev.autonomy.registry.adapter.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Another process that takes and releases a folder's lock many times, and checks each time that it
 * is alone.
 */
final class ContendingProcess {

    private static final int TIMES = 2_000;

    private ContendingProcess() {}

    static Process start(Path folder, Path room) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ContendingProcess.class.getName(),
                        folder.toString(),
                        room.toString())
                .inheritIO()
                .start();
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        Path room = Path.of(args[1]);
        for (int time = 0; time < TIMES; time++) {
            Optional<FolderLock> lock = FolderLock.acquire(folder);
            if (lock.isPresent()) {
                try (FolderLock _ = lock.get()) {
                    Files.createDirectory(room);
                    Files.delete(room);
                }
            }
        }
    }
}
