package dev.autonomy.registry.adapter.output;

import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.EvidenceShelf;
import dev.autonomy.registry.port.TagPublisher;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Blobs by digest in a private folder inside the folder of the outputs, made when the first one is
 * laid there; what is read back is hashed, since others may reach it.
 */
final class EvidenceFolder implements EvidenceShelf, AutoCloseable {

    private static final String PREFIX = ".evidence-";
    private static final Pattern NAME = Pattern.compile("\\.evidence-[0-9]+");
    private static final Pattern EVIDENCE = Pattern.compile("[0-9a-f]{64}|[0-9]+\\.tmp");

    private final OutputFolder outputs;
    private Optional<Path> folder = Optional.empty();

    EvidenceFolder(OutputFolder outputs) {
        this.outputs = outputs;
    }

    @Override
    public void lay(Digest digest, byte[] blob) throws Obstacle {
        try {
            Path file = folder().resolve(digest.hex());
            Durably.finish(() -> written(file, blob));
        } catch (IOException e) {
            throw outputs.storageFailed("keeping evidence in", StorageWords.of(e));
        }
    }

    private static Path written(Path file, byte[] blob) throws IOException {
        Path unfinished = Files.createTempFile(file.getParent(), "", ".tmp");
        Files.write(unfinished, blob);
        return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public Optional<byte[]> take(Digest digest) throws Obstacle {
        Optional<Path> file = laid(digest);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Durably.finish(() -> read(file.get()))
                    .filter(blob -> Sha256.of(blob).equals(digest));
        } catch (IOException e) {
            throw outputs.storageFailed("reading evidence back from", StorageWords.of(e));
        }
    }

    private static Optional<byte[]> read(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(in.readNBytes((int) TagPublisher.MAX_BLOB_SIZE));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private synchronized Optional<Path> laid(Digest digest) {
        return folder.map(made -> made.resolve(digest.hex()));
    }

    private synchronized Path folder() throws IOException {
        if (folder.isEmpty()) {
            folder = Optional.of(Files.createTempDirectory(outputs.path(), PREFIX));
        }
        return folder.get();
    }

    /** Removes what a run that was killed has left; only the holder of the folder may. */
    static void removeLeftovers(OutputFolder outputs) throws Obstacle {
        try (Stream<Path> found = Files.list(outputs.path().resolve("."))) {
            for (Path each : found.filter(EvidenceFolder::isOne).toList()) {
                remove(each);
            }
        } catch (IOException e) {
            throw outputs.storageFailed("removing leftovers in the folder", StorageWords.of(e));
        }
    }

    private static boolean isOne(Path path) {
        return NAME.matcher(path.getFileName().toString()).matches()
                && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Nothing but what such a folder has: one that is called alike may be somebody's own. */
    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(EvidenceFolder::isEvidence).toList()) {
                Files.deleteIfExists(file);
            }
        }
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException _) {
            // Then it is not ours to remove.
        }
    }

    private static boolean isEvidence(Path file) {
        return EVIDENCE.matcher(file.getFileName().toString()).matches()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public synchronized void close() {
        folder.ifPresent(
                made -> {
                    try {
                        remove(made);
                    } catch (IOException _) {
                        // The next run removes it.
                    }
                });
        folder = Optional.empty();
    }
}
