package dev.autonomy.registry.adapter.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write into a folder: an operating system lock on a file in it, which ends with the
 * process at the latest. The file goes when the lock does.
 */
final class FolderLock implements AutoCloseable {

    static final String FILE = ".seed.held";

    private static final int TOKEN_BYTES = 16;
    private static final int MAX_ATTEMPTS = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

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
            FileChannel channel =
                    FileChannel.open(
                            file,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            LinkOption.NOFOLLOW_LINKS);
            Optional<FileChannel> witness = Optional.empty();
            try {
                if (!tryLock(channel)) {
                    return Optional.empty();
                }
                witness = witness(file, channel);
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
     * later run made after its last holder removed it. It stays open: closing it would drop the
     * lock.
     */
    private static Optional<FileChannel> witness(Path file, FileChannel locked) throws IOException {
        byte[] token = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(token);
        locked.truncate(0);
        locked.write(ByteBuffer.wrap(token), 0);
        locked.force(true);
        FileChannel witness;
        try {
            witness = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
        boolean same = false;
        try {
            ByteBuffer read = ByteBuffer.allocate(TOKEN_BYTES);
            witness.read(read, 0);
            same = Arrays.equals(token, read.array());
        } finally {
            if (!same) {
                witness.close();
            }
        }
        return same ? Optional.of(witness) : Optional.empty();
    }

    private static boolean isLocked(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
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
