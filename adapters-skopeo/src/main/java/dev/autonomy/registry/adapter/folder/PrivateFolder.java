package dev.autonomy.registry.adapter.folder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder for the temporary files of one copy that only its owner can enter; closing removes it.
 * Its name tells the process it belongs to, and a lock in it is held while it is in use: so what a
 * killed run left behind can be told from the folder of one that runs.
 */
public final class PrivateFolder implements AutoCloseable {

    private static final String PREFIX = "skopeo-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-\\d+");
    private static final String LOCK = "lock";
    private static final int MAX_ATTEMPTS = 16;

    private final OwnFolder own;
    private final OpenFolder folder;
    private final FileChannel lock;

    private PrivateFolder(OwnFolder own, OpenFolder folder, FileChannel lock) {
        this.own = own;
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Where private folders may lie, the best place first: the user's runtime folder, if it is this
     * user's, then the one for temporary files.
     */
    public static List<Path> places(String runtimeFolder, Path temporaryFolder) {
        return Stream.concat(own(runtimeFolder).stream(), Stream.of(temporaryFolder)).toList();
    }

    /** A shell that became another user's may still name the folder of the one it was before. */
    private static Optional<Path> own(String runtimeFolder) {
        try {
            Path named = Path.of(runtimeFolder);
            return named.isAbsolute()
                            && Files.isWritable(named)
                            && Owner.ofThisProcess()
                                    .rules(Files.readAttributes(named, PosixFileAttributes.class))
                    ? Optional.of(named)
                    : Optional.empty();
        } catch (IOException | InvalidPathException _) {
            return Optional.empty();
        }
    }

    /** In this user's own folder in the place. */
    public static PrivateFolder create(Path place) throws IOException {
        for (int attempt = 1; ; attempt++) {
            OwnFolder own = OwnFolder.in(place);
            try {
                return create(own);
            } catch (NoSuchFileException e) {
                // Another run found the user's folder empty, and removed it.
                own.close();
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            } catch (IOException e) {
                own.close();
                throw e;
            }
        }
    }

    private static PrivateFolder create(OwnFolder own) throws IOException {
        Path path =
                Files.createTempDirectory(
                        own.folder().path(),
                        PREFIX + ProcessHandle.current().pid() + "-",
                        Owner.FOLDER);
        OpenFolder folder;
        try {
            folder = child(own, own.folder(), path.getFileName().toString());
        } catch (NoSuchFileException e) {
            // The user's folder was removed and made again meanwhile, and it lies in the new one.
            Files.deleteIfExists(path);
            throw e;
        }
        try {
            return new PrivateFolder(own, folder, locked(folder));
        } catch (IOException e) {
            remove(own, folder);
            throw e;
        }
    }

    private static OpenFolder child(OwnFolder own, OpenFolder parent, String name)
            throws IOException {
        return parent.child(name, own.owner()::isAloneIn)
                .orElseThrow(() -> new NoSuchFileException(parent.path().resolve(name).toString()));
    }

    private static FileChannel locked(OpenFolder folder) throws IOException {
        FileChannel channel = folder.newFile(LOCK);
        try {
            channel.lock();
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    public Path path() {
        return folder.path();
    }

    /** A new file of this name and content in the folder. */
    public Path file(String name, String content) throws IOException {
        try (FileChannel file = folder.newFile(name)) {
            ByteBuffer bytes = StandardCharsets.UTF_8.encode(content);
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        }
        return path().resolve(name);
    }

    /** A new and empty folder of this name in the folder. */
    public Path folder(String name) throws IOException {
        Path made = Files.createDirectory(path().resolve(name), Owner.FOLDER);
        child(own, folder, name).close();
        return made;
    }

    @Override
    public void close() throws IOException {
        try (own;
                lock) {
            remove(own, folder);
        }
    }

    /** Removes what runs of this user that were killed left in the place. */
    public static void removeLeftovers(Path place) throws IOException {
        for (OwnFolder each : OwnFolder.allIn(place)) {
            try (OwnFolder own = each) {
                removeLeftovers(own);
            }
        }
    }

    private static void removeLeftovers(OwnFolder own) throws IOException {
        for (String name : own.folder().names()) {
            Matcher matcher = NAME.matcher(name);
            if (matcher.matches() && ProcessHandle.of(Long.parseLong(matcher.group(1))).isEmpty()) {
                Optional<OpenFolder> leftover = own.folder().child(name, own.owner()::isAloneIn);
                if (leftover.isPresent()) {
                    try (OpenFolder found = leftover.get()) {
                        removeUnlessInUse(own, found);
                    }
                }
            }
        }
    }

    /** The process may live on in another container that shares the folder: the lock tells. */
    private static void removeUnlessInUse(OwnFolder own, OpenFolder leftover) throws IOException {
        Optional<PosixFileAttributes> file = leftover.attributes(LOCK);
        if (file.isEmpty()) {
            remove(own, leftover);
        } else if (file.get().isRegularFile()) {
            try (FileChannel channel = leftover.file(LOCK);
                    FileLock lock = channel.tryLock()) {
                if (lock != null) {
                    remove(own, leftover);
                }
            }
        }
    }

    private static void remove(OwnFolder own, OpenFolder folder) throws IOException {
        try (folder) {
            folder.clear();
        }
        own.folder().removeFolder(folder.path().getFileName().toString());
    }
}
