package dev.autonomy.registry.adapter.folder;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.util.Iterator;
import java.util.Set;

/**
 * A folder by its path, for systems whose Java has no handles for folders. What keeps strangers out
 * there is that the folders walked are their owner's alone.
 */
record FolderByPath(DirectoryStream<Path> stream, Path folder)
        implements SecureDirectoryStream<Path> {

    @Override
    public SecureDirectoryStream<Path> newDirectoryStream(Path name, LinkOption... options)
            throws IOException {
        Path child = folder.resolve(name);
        return new FolderByPath(Files.newDirectoryStream(child), child);
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path name, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        return Files.newByteChannel(folder.resolve(name), options, attributes);
    }

    @Override
    public void deleteFile(Path name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    @Override
    public void deleteDirectory(Path name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    @Override
    public void move(Path name, SecureDirectoryStream<Path> target, Path newName)
            throws IOException {
        if (!(target instanceof FolderByPath other)) {
            throw new IllegalArgumentException("a folder of another kind");
        }
        Files.move(
                folder.resolve(name),
                other.folder().resolve(newName),
                StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Class<V> type) {
        return Files.getFileAttributeView(folder, type);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(
            Path name, Class<V> type, LinkOption... options) {
        return Files.getFileAttributeView(folder.resolve(name), type, options);
    }

    @Override
    public Iterator<Path> iterator() {
        return stream.iterator();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
