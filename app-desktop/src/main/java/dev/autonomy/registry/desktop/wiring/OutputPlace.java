package dev.autonomy.registry.desktop.wiring;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.UUID;

/** Where the outputs will be: the folder, or the nearest one above it that exists already. */
record OutputPlace(Path folder) {

    static OutputPlace of(Path wanted) {
        Path existing = wanted.toAbsolutePath();
        while (!Files.exists(existing)) {
            existing = existing.getParent();
        }
        return new OutputPlace(existing);
    }

    /** Writes a file and removes it: only that shows what a network share or a quota permits. */
    void proveWritable() throws Obstacle {
        try {
            Path proof = folder.resolve(".autonomy-" + UUID.randomUUID());
            try {
                Files.write(proof, new byte[1], StandardOpenOption.CREATE_NEW);
            } finally {
                Files.deleteIfExists(proof);
            }
        } catch (IOException e) {
            throw new Obstacle.StorageFailed(
                    Attempt.with("writing into the folder", folder.toString()),
                    "a file cannot be made there" + reason(e));
        }
    }

    long freeBytes() throws Obstacle {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw new Obstacle.StorageFailed(
                    Attempt.with("looking at", folder.toString()), "its free space cannot be told");
        }
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException failed
                ? Optional.ofNullable(failed.getReason()).map(reason -> ": " + reason).orElse("")
                : "";
    }
}
