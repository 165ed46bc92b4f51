package dev.autonomy.registry.adapter.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * An output under a temporary name in the folder of its final one, made with the mode that any new
 * file of this user has and written through the handle that made it: the name may mean something
 * else a moment later, where others can write to the folder.
 */
final class TemporaryFile {

    private static final Pattern NAME =
            Pattern.compile(
                    "\\.(?:%s|%s|%s|%s)\\.[0-9a-f]{16}\\.tmp"
                            .formatted(
                                    Pattern.quote(OutputFolder.MANIFEST),
                                    Pattern.quote(OutputFolder.LOCK),
                                    Pattern.quote(OutputFolder.CATALOG_MANIFEST),
                                    Pattern.quote(OutputFolder.CATALOG_LOCK)));

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Path destination;
    private final byte[] content;

    private TemporaryFile(Path file, Path destination, byte[] content) {
        this.file = file;
        this.destination = destination;
        this.content = content;
    }

    /** Whether this is one that a run left behind. */
    static boolean isOne(Path file) {
        return NAME.matcher(file.getFileName().toString()).matches()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Writes the content and forces it to disk; leaves nothing behind when it cannot. */
    static TemporaryFile write(Path folder, String name, byte[] content) throws IOException {
        return Durably.finish(() -> write(folder.resolve(random(name)), folder, name, content));
    }

    private static TemporaryFile write(Path file, Path folder, String name, byte[] content)
            throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            Durably.fill(channel, content);
            return new TemporaryFile(file, folder.resolve(name), content);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException e) {
            deleteQuietly(file);
            throw e;
        }
    }

    private static String random(String name) {
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        return ".%s.%s.tmp".formatted(name, HexFormat.of().formatHex(random));
    }

    /** Puts it in the place of whatever has its final name. */
    void rename() throws IOException {
        Files.move(file, destination, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether its final name means what was written, and nothing that somebody put there. */
    boolean isInPlace() throws IOException {
        return Durably.finish(
                () ->
                        Files.isRegularFile(destination, LinkOption.NOFOLLOW_LINKS)
                                && holdsContent());
    }

    /** Opened for both directions, because a pipe then makes nobody wait. */
    private boolean holdsContent() throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        destination,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS)) {
            if (channel.size() != content.length) {
                return false;
            }
            ByteBuffer found = ByteBuffer.allocate(content.length);
            while (found.hasRemaining() && channel.read(found) >= 0) {
                continue;
            }
            return Arrays.equals(found.array(), content);
        }
    }

    /** Removes it unless it was renamed. */
    void remove() {
        deleteQuietly(file);
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException _) {
            // The next run removes it.
        }
    }
}
