package dev.autonomy.registry.adapter.folder;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A folder held by its handle (openat(2)): whatever its path comes to mean, what is made, opened
 * and removed here is made, opened and removed in this folder. No link in it is followed, and no
 * pipe waited for.
 */
final class OpenFolder implements AutoCloseable {

    private final Path path;
    private final SecureDirectoryStream<Path> handle;

    OpenFolder(Path path, SecureDirectoryStream<Path> handle) {
        this.path = path;
        this.handle = handle;
    }

    /** The folder at a path that is taken as it is, links and all. */
    static OpenFolder at(Path path) throws IOException {
        DirectoryStream<Path> stream;
        try {
            stream = Files.newDirectoryStream(self(path));
        } catch (NotDirectoryException _) {
            throw new NotDirectoryException(path.toString());
        }
        return new OpenFolder(
                path,
                stream instanceof SecureDirectoryStream<Path> secure
                        ? secure
                        : new FolderByPath(stream, path));
    }

    /** A folder in it that is as expected; empty for anything else, such as a link or a pipe. */
    Optional<OpenFolder> child(String name, Predicate<PosixFileAttributes> expected)
            throws IOException {
        Optional<PosixFileAttributes> named = attributes(name);
        if (named.filter(PosixFileAttributes::isDirectory).filter(expected).isEmpty()) {
            return Optional.empty();
        }
        SecureDirectoryStream<Path> stream;
        try {
            stream = handle.newDirectoryStream(self(Path.of(name)));
        } catch (NoSuchFileException | NotDirectoryException _) {
            return Optional.empty();
        }
        OpenFolder child = new OpenFolder(path.resolve(name), stream);
        boolean same = false;
        try {
            PosixFileAttributes opened = child.attributes();
            same = Objects.equals(opened.fileKey(), named.get().fileKey()) && expected.test(opened);
        } finally {
            if (!same) {
                child.close();
            }
        }
        return same ? Optional.of(child) : Optional.empty();
    }

    Path path() {
        return path;
    }

    PosixFileAttributes attributes() throws IOException {
        return handle.getFileAttributeView(PosixFileAttributeView.class).readAttributes();
    }

    /** Of what has this name in it, be it a link; empty where there is nothing. */
    Optional<PosixFileAttributes> attributes(String name) throws IOException {
        try {
            return Optional.of(
                    handle.getFileAttributeView(
                                    Path.of(name),
                                    PosixFileAttributeView.class,
                                    LinkOption.NOFOLLOW_LINKS)
                            .readAttributes());
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    /** The names in it now: a system may list what was there when a handle was opened. */
    List<String> names() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> now = handle.newDirectoryStream(self(Path.of("")))) {
            now.forEach(each -> names.add(each.getFileName().toString()));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return names;
    }

    /** A new file that its owner alone can read, open for writing. */
    FileChannel newFile(String name) throws IOException {
        return file(
                handle.newByteChannel(
                        Path.of(name),
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        Owner.FILE));
    }

    /** A file in it; opened for both directions, because a pipe then makes nobody wait. */
    FileChannel file(String name) throws IOException {
        return file(
                handle.newByteChannel(
                        Path.of(name),
                        Set.of(
                                StandardOpenOption.READ,
                                StandardOpenOption.WRITE,
                                LinkOption.NOFOLLOW_LINKS)));
    }

    /** Removes everything in it. */
    void clear() throws IOException {
        for (String name : names()) {
            Optional<OpenFolder> child = child(name, _ -> true);
            if (child.isPresent()) {
                try (OpenFolder folder = child.get()) {
                    folder.clear();
                }
                removeFolder(name);
            } else {
                removeFile(name);
            }
        }
    }

    /** Removes an empty folder in it, if it is there. */
    void removeFolder(String name) throws IOException {
        try {
            handle.deleteDirectory(Path.of(name));
        } catch (NoSuchFileException _) {
            // Somebody else was first.
        }
    }

    @Override
    public void close() throws IOException {
        handle.close();
    }

    private void removeFile(String name) throws IOException {
        try {
            handle.deleteFile(Path.of(name));
        } catch (NoSuchFileException _) {
            // Somebody else was first.
        }
    }

    /** Nothing but a folder can be opened by this name of it, so nothing else is waited for. */
    private static Path self(Path folder) {
        return folder.resolve(".");
    }

    private static FileChannel file(SeekableByteChannel channel) throws IOException {
        if (channel instanceof FileChannel file) {
            return file;
        }
        channel.close();
        throw new IOException("files on this system cannot be locked");
    }
}
