package dev.autonomy.registry.adapter.output;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write into a folder: an operating system lock on a file in it, which ends with the
 * process at the latest. The file goes when the lock does.
 */
final class FolderLock implements AutoCloseable {

    static final String FILE = ".seed.held";

    private static final int MAX_ATTEMPTS = 16;

    // POSIX drops a process's locks on a file when the process closes any descriptor of it, so a
    // second run in this process must be refused before it opens the file.
    private static final Set<Object> HELD_IN_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Object folder;
    private final Path file;
    private final FileChannel locked;
    private final FileChannel witness;

    private FolderLock(Object folder, Path file, FileChannel locked, FileChannel witness) {
        this.folder = folder;
        this.file = file;
        this.locked = locked;
        this.witness = witness;
    }

    /** Takes the lock of an existing folder; empty when another run has it. */
    static Optional<FolderLock> acquire(Path path) throws IOException {
        Object folder = identity(path);
        if (!HELD_IN_THIS_PROCESS.add(folder)) {
            return Optional.empty();
        }
        Optional<FolderLock> lock = Optional.empty();
        try {
            lock = Durably.finish(() -> acquire(folder, path.resolve(FILE)));
            return lock;
        } finally {
            if (lock.isEmpty()) {
                HELD_IN_THIS_PROCESS.remove(folder);
            }
        }
    }

    /** Whether a run has the lock at this moment; writes nothing. */
    static boolean isHeld(Path path) throws IOException {
        if (!Files.exists(path.resolve(FILE), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        Object folder = identity(path);
        if (!HELD_IN_THIS_PROCESS.add(folder)) {
            return true;
        }
        try {
            return Durably.finish(() -> isLocked(path.resolve(FILE)));
        } finally {
            HELD_IN_THIS_PROCESS.remove(folder);
        }
    }

    /** Removes the file first: whoever opened it before finds out that its name is gone. */
    @Override
    public void close() {
        try (locked;
                witness) {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // An unlocked file is no obstacle: the next run takes it over.
        } finally {
            HELD_IN_THIS_PROCESS.remove(folder);
        }
    }

    private static Optional<FolderLock> acquire(Object folder, Path file) throws IOException {
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            FileChannel channel = open(file, StandardOpenOption.CREATE);
            Optional<FileChannel> witness = Optional.empty();
            try {
                if (!tryLock(channel)) {
                    return Optional.empty();
                }
                witness = witness(file);
            } finally {
                if (witness.isEmpty()) {
                    channel.close();
                }
            }
            if (witness.isPresent()) {
                return Optional.of(new FolderLock(folder, file, channel, witness.get()));
            }
        }
        return Optional.empty();
    }

    /**
     * A second channel that proves that the name still means the locked file, and not one that a
     * later run made after its last holder removed it: Java refuses to lock the same file twice. It
     * stays open, because closing it would drop the lock.
     */
    private static Optional<FileChannel> witness(Path file) throws IOException {
        FileChannel witness;
        try {
            witness = open(file);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
        boolean same = false;
        try {
            same = isLockedHere(witness);
        } finally {
            if (!same) {
                witness.close();
            }
        }
        return same ? Optional.of(witness) : Optional.empty();
    }

    private static boolean isLockedHere(FileChannel channel) throws IOException {
        try {
            channel.tryLock();
            return false;
        } catch (OverlappingFileLockException _) {
            return true;
        }
    }

    /** For both directions, because a pipe that was put there meanwhile then makes nobody wait. */
    private static FileChannel open(Path file, StandardOpenOption... more) throws IOException {
        Set<OpenOption> options = new HashSet<>(List.of(more));
        options.add(StandardOpenOption.READ);
        options.add(StandardOpenOption.WRITE);
        options.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, options);
    }

    private static boolean isLocked(Path file) throws IOException {
        try (FileChannel channel = open(file)) {
            return !tryLock(channel);
        } catch (NoSuchFileException _) {
            return false;
        }
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false;
        }
    }

    private static Object identity(Path folder) throws IOException {
        Path real = folder.toRealPath();
        return Optional.ofNullable(Files.readAttributes(real, BasicFileAttributes.class).fileKey())
                .orElse(real);
    }
}
