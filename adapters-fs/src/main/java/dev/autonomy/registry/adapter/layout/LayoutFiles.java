package dev.autonomy.registry.adapter.layout;

import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.adapter.file.InterruptibleFile;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.BlobReading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files of a layout. A blob's name is made of its digest's hex digits alone, so no document can
 * name a file elsewhere; only regular files are opened, since others may never end.
 */
record LayoutFiles(Path folder) {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    Path index() {
        return folder.resolve("index.json");
    }

    Path marker() {
        return folder.resolve("oci-layout");
    }

    Path blob(Digest digest) {
        return folder.resolve("blobs").resolve("sha256").resolve(digest.hex());
    }

    /** The whole file; empty where there is none. */
    Optional<byte[]> read(Attempt attempt, Path file, long limit)
            throws Obstacle, InterruptedException {
        refuseWhenInterrupted();
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            // No more than it says it has: what is made while it is read, as in /proc, may not end.
            long size = Files.size(file);
            if (size > limit) {
                throw new Obstacle.Malformed(
                        attempt, "more than the " + limit + " bytes that are accepted");
            }
            return Optional.of(
                    InterruptibleFile.head(file, (int) Math.min(size, Integer.MAX_VALUE - 8)));
        } catch (IOException _) {
            throw new Obstacle.StorageFailed(attempt, "the file cannot be read");
        }
    }

    /** The bytes that have this digest. */
    byte[] content(Attempt attempt, Digest digest, long limit)
            throws Obstacle, InterruptedException {
        byte[] bytes =
                read(attempt, blob(digest), limit)
                        .orElseThrow(
                                () ->
                                        new Obstacle.NotFound(
                                                attempt, "the layout has no such file"));
        Digest found = Sha256.of(bytes);
        if (!found.equals(digest)) {
            throw new Obstacle.Contradiction(attempt, digest.toString(), found.toString());
        }
        return bytes;
    }

    /** What a reading makes of a blob of which nobody keeps the bytes. */
    <T> T read(Attempt attempt, Descriptor descriptor, BlobReading<T> reading)
            throws Obstacle, InterruptedException {
        refuseWhenInterrupted();
        Path file = blob(descriptor.digest());
        if (!Files.isRegularFile(file)) {
            throw new Obstacle.NotFound(attempt, "the layout has no such file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new LayoutBlob(in, descriptor.size()).read(attempt, descriptor, reading);
        } catch (IOException _) {
            throw new Obstacle.StorageFailed(attempt, "the file cannot be read");
        }
    }

    OptionalLong size(Attempt attempt, Digest digest) throws Obstacle, InterruptedException {
        refuseWhenInterrupted();
        Path file = blob(digest);
        try {
            return Files.isRegularFile(file)
                    ? OptionalLong.of(Files.size(file))
                    : OptionalLong.empty();
        } catch (IOException _) {
            throw new Obstacle.StorageFailed(attempt, "the file cannot be read");
        }
    }

    /**
     * The sizes of the blobs that may be JSON objects of at most {@code limit} bytes, in the order
     * of their names.
     *
     * @param enough at most so many are looked for
     */
    SortedMap<Digest, Long> documents(long limit, int enough)
            throws Obstacle, InterruptedException {
        SortedMap<Digest, Long> documents = new TreeMap<>(Comparator.comparing(Digest::hex));
        Path blobs = folder.resolve("blobs").resolve("sha256");
        try (DirectoryStream<Path> files = Files.newDirectoryStream(blobs)) {
            for (Path file : files) {
                refuseWhenInterrupted();
                String name = file.getFileName().toString();
                if (HEX.matcher(name).matches() && isDocument(file, limit)) {
                    documents.put(new Digest(name), Files.size(file));
                }
                if (documents.size() == enough) {
                    break;
                }
            }
        } catch (NoSuchFileException _) {
            return documents;
        } catch (IOException | DirectoryIteratorException _) {
            throw new Obstacle.StorageFailed(
                    Attempt.with("reading", blobs.toString()), "the folder cannot be read");
        }
        return documents;
    }

    private static boolean isDocument(Path file, long limit)
            throws IOException, InterruptedException {
        if (!Files.isRegularFile(file) || Files.size(file) > limit) {
            return false;
        }
        byte[] head = InterruptibleFile.head(file, 1);
        return head.length == 1 && head[0] == '{';
    }

    private static void refuseWhenInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}
