package dev.autonomy.registry.adapter.skopeo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder for the temporary files of one copy that only its owner can enter; closing removes it.
 * Its name tells the process it belongs to, and a lock in it is held while it is in use: so what a
 * killed run left behind can be told from the folder of one that runs.
 */
final class PrivateFolder implements AutoCloseable {

    private static final String PREFIX = "autonomy-skopeo-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d{1,18})-\\d+");
    private static final String LOCK = "lock";
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FOLDER = mode("rwx------");
    private static final FileAttribute<Set<PosixFilePermission>> OWNERS_FILE = mode("rw-------");

    private final Path path;
    private final FileChannel lock;

    private PrivateFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static PrivateFolder create(Path parent) throws IOException {
        Path path =
                Files.createTempDirectory(
                        Files.createDirectories(parent).toAbsolutePath(),
                        PREFIX + ProcessHandle.current().pid() + "-",
                        OWNERS_FOLDER);
        try {
            return new PrivateFolder(path, locked(path.resolve(LOCK)));
        } catch (IOException e) {
            remove(path);
            throw e;
        }
    }

    private static FileChannel locked(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(Files.createFile(file, OWNERS_FILE), StandardOpenOption.WRITE);
        try {
            channel.lock();
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    Path path() {
        return path;
    }

    /** A new file of this name and content in the folder. */
    Path file(String name, String content) throws IOException {
        return Files.writeString(Files.createFile(path.resolve(name), OWNERS_FILE), content);
    }

    /** A new and empty folder of this name in the folder. */
    Path folder(String name) throws IOException {
        return Files.createDirectory(path.resolve(name), OWNERS_FOLDER);
    }

    @Override
    public void close() throws IOException {
        try (lock) {
            remove(path);
        }
    }

    /** Removes what runs that were killed left in the parent. */
    static void removeLeftovers(Path parent) throws IOException {
        if (!Files.isDirectory(parent)) {
            return;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path each : found) {
                if (belongsToNobody(each)) {
                    remove(each);
                }
            }
        }
    }

    private static boolean belongsToNobody(Path folder) throws IOException {
        Matcher name = NAME.matcher(folder.getFileName().toString());
        if (!name.matches()
                || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                || !Files.isWritable(folder)
                || ProcessHandle.of(Long.parseLong(name.group(1))).isPresent()) {
            return false;
        }
        // The process may live on in another container that shares the folder: the lock tells.
        try (FileChannel channel =
                        FileChannel.open(
                                folder.resolve(LOCK),
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS);
                FileLock lock = channel.tryLock()) {
            return lock != null;
        } catch (NoSuchFileException _) {
            return true;
        }
    }

    private static void remove(Path folder) throws IOException {
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e)
                            throws IOException {
                        if (e instanceof NoSuchFileException) {
                            return FileVisitResult.CONTINUE;
                        }
                        throw e;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(Path visited, IOException e)
                            throws IOException {
                        Files.deleteIfExists(visited);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    private static FileAttribute<Set<PosixFilePermission>> mode(String permissions) {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    }
}
