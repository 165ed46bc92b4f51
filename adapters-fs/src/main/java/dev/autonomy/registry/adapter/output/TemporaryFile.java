package dev.autonomy.registry.adapter.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An output under a temporary name in the folder of its final one: readable by its owner alone
 * until it is renamed, then with the mode that any new file of this user has.
 */
final class TemporaryFile {

    private static final Pattern NAME =
            Pattern.compile(
                    "\\.(?:%s|%s)\\.[0-9a-f]{16}\\.tmp"
                            .formatted(
                                    Pattern.quote(OutputFolder.MANIFEST),
                                    Pattern.quote(OutputFolder.LOCK)));

    private static final Set<PosixFilePermission> OWNER_ONLY =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path file;
    private final Path destination;
    private final Optional<Set<PosixFilePermission>> usual;

    private TemporaryFile(Path file, Path destination, Optional<Set<PosixFilePermission>> usual) {
        this.file = file;
        this.destination = destination;
        this.usual = usual;
    }

    /** Whether this is one that a run left behind. */
    static boolean isOne(Path file) {
        return NAME.matcher(file.getFileName().toString()).matches()
                && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Writes the content and forces it to disk; leaves nothing behind when it cannot. */
    static TemporaryFile write(Path folder, String name, byte[] content) throws IOException {
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        Path file =
                Files.createFile(
                        folder.resolve(
                                ".%s.%s.tmp".formatted(name, HexFormat.of().formatHex(random))));
        try {
            Optional<Set<PosixFilePermission>> usual = permissions(file);
            if (usual.isPresent()) {
                Files.setPosixFilePermissions(file, OWNER_ONLY);
            }
            Durably.write(file, content);
            return new TemporaryFile(file, folder.resolve(name), usual);
        } catch (IOException e) {
            deleteQuietly(file);
            throw e;
        }
    }

    /** Gives it the usual mode. */
    void open() throws IOException {
        if (usual.isPresent()) {
            Files.setPosixFilePermissions(file, usual.get());
        }
    }

    /** Puts it in the place of whatever has its final name. */
    void rename() throws IOException {
        Files.move(file, destination, StandardCopyOption.ATOMIC_MOVE);
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

    private static Optional<Set<PosixFilePermission>> permissions(Path file) throws IOException {
        Optional<PosixFileAttributeView> view =
                Optional.ofNullable(
                        Files.getFileAttributeView(
                                file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS));
        return view.isPresent()
                ? Optional.of(view.get().readAttributes().permissions())
                : Optional.empty();
    }
}
