package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.adapter.file.InterruptibleFile;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A file of the user's that says whom to trust.
 *
 * @param what it should be, as in "too large for a key file"
 * @param limit in bytes; a larger one is refused
 * @param missing what to say where there is none
 */
record TrustFile(Attempt attempt, String name, String what, int limit, Supplier<String> missing) {

    /** What the content of such a file means. */
    interface Reading<T> {
        T of(byte[] content) throws Unreadable;
    }

    /**
     * @throws Obstacle.TrustUnusable saying what is wrong with the file; never with its content
     */
    <T> T read(Reading<T> reading) throws Obstacle.TrustUnusable, InterruptedException {
        try {
            return reading.of(bytes(Path.of(name)));
        } catch (Unreadable e) {
            throw new Obstacle.TrustUnusable(attempt, e.getMessage());
        } catch (NoSuchFileException _) {
            throw new Obstacle.TrustUnusable(attempt, missing.get());
        } catch (AccessDeniedException _) {
            throw new Obstacle.TrustUnusable(attempt, "this user may not read it");
        } catch (InvalidPathException | IOException _) {
            throw new Obstacle.TrustUnusable(attempt, "it cannot be read");
        }
    }

    private byte[] bytes(Path file) throws IOException, Unreadable, InterruptedException {
        if (Files.isDirectory(file)) {
            throw new Unreadable("it is a folder");
        }
        byte[] bytes = InterruptibleFile.head(file, limit + 1);
        if (bytes.length > limit) {
            throw new Unreadable("it is too large for " + what);
        }
        return bytes;
    }
}
