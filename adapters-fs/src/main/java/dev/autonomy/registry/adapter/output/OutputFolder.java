package dev.autonomy.registry.adapter.output;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folder of these outputs, by its absolute path: whether it can be used, and its upkeep. */
record OutputFolder(Path path, List<String> files) {

    static final String MANIFEST = "seed-manifest.json";
    static final String LOCK = "seed.lock";
    static final String CATALOG_MANIFEST = "catalog-manifest.json";
    static final String CATALOG_LOCK = "catalog.lock";

    private static final int PROOF_BYTES = 4096;

    /** Of one seed. */
    static OutputFolder ofSeed(Path folder) {
        return of(folder, MANIFEST, LOCK);
    }

    /** Of a catalog as a whole. */
    static OutputFolder ofCatalog(Path folder) {
        return of(folder, CATALOG_MANIFEST, CATALOG_LOCK);
    }

    private static OutputFolder of(Path folder, String... files) {
        return new OutputFolder(folder.toAbsolutePath().normalize(), List.of(files));
    }

    /** Makes it ready for one run, which holds it from now on. */
    FolderLock hold() throws Obstacle {
        requireUsable();
        create();
        FolderLock lock = lock();
        try {
            removeLeftovers();
            proveWritable();
        } catch (Obstacle obstacle) {
            lock.close();
            throw obstacle;
        }
        return lock;
    }

    /** Puts a file in the place of an earlier one, whole or not at all. */
    void put(String name, byte[] content) throws Obstacle {
        try {
            TemporaryFile file = TemporaryFile.write(path, name, content);
            try {
                file.rename();
            } finally {
                file.remove();
            }
            Durably.forceFolder(path);
            if (!file.isInPlace()) {
                throw isNotOurs(name);
            }
        } catch (IOException e) {
            throw new Obstacle.StorageFailed(
                    Attempt.with("writing", path.resolve(name).toString()), StorageWords.of(e));
        }
    }

    Obstacle.StorageFailed isNotOurs(String name) {
        return storageFailed(
                "renaming the files into place in",
                name
                        + " is not what this run wrote: somebody else can write to this folder. Choose one"
                        + " that only this user can write to.");
    }

    /** Checks what can be checked without writing. */
    void requireUsable() throws Obstacle {
        Path existing = nearestExisting();
        if (!Files.isDirectory(existing)) {
            throw storageFailed(
                    "using the folder",
                    "expected a folder, found " + kind(existing) + ": " + existing);
        }
        if (!Files.isWritable(existing)) {
            throw storageFailed(
                    "writing into the folder",
                    "no permission to write to " + existing + ", or the disk is read-only");
        }
        for (String name : files) {
            requireFile(path.resolve(name));
        }
        requireFile(path.resolve(FolderLock.FILE));
    }

    private static void requireFile(Path file) throws Obstacle {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                && !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new Obstacle.StorageFailed(
                    Attempt.with("using", file.toString()), "expected a file, found " + kind(file));
        }
    }

    /** Creates it and its missing parents. */
    private void create() throws Obstacle {
        try {
            Path existing = nearestExisting();
            Files.createDirectories(path);
            for (Path made = path; !made.equals(existing); made = made.getParent()) {
                Durably.forceFolder(made.getParent());
            }
        } catch (IOException e) {
            throw storageFailed("creating the folder", StorageWords.of(e));
        }
    }

    /** Takes it for one run. */
    private FolderLock lock() throws Obstacle {
        try {
            return FolderLock.acquire(path).orElseThrow(this::inUse);
        } catch (IOException e) {
            throw storageFailed("writing into the folder", StorageWords.of(e));
        }
    }

    /** Writes and removes a file like those that are to come: creating one is no proof of space. */
    private void proveWritable() throws Obstacle {
        try {
            TemporaryFile.write(path, files.getLast(), new byte[PROOF_BYTES]).remove();
        } catch (IOException e) {
            throw storageFailed("writing into the folder", StorageWords.of(e));
        }
    }

    /** Checks that no other run holds the folder at this moment. */
    void requireFree() throws Obstacle {
        try {
            if (FolderLock.isHeld(path)) {
                throw inUse();
            }
        } catch (IOException e) {
            throw storageFailed("looking into the folder", StorageWords.of(e));
        }
    }

    /** Removes the temporary files of a run that was killed; only the holder may. */
    private void removeLeftovers() throws Obstacle {
        try (Stream<Path> files = Files.list(path.resolve("."))) {
            for (Path leftover : files.filter(TemporaryFile::isOne).toList()) {
                Files.deleteIfExists(leftover);
            }
        } catch (IOException e) {
            throw storageFailed("removing leftovers in the folder", StorageWords.of(e));
        }
    }

    Obstacle.StorageFailed storageFailed(String doing, String seen) {
        return new Obstacle.StorageFailed(Attempt.with(doing, path.toString()), seen);
    }

    private Obstacle.Conflict inUse() {
        return new Obstacle.Conflict(
                Obstacle.Conflict.Reason.OUTPUT_FOLDER_IN_USE,
                Attempt.with("reserving the folder", path.toString()),
                "another seed is running there");
    }

    private Path nearestExisting() {
        Path existing = path;
        while (!Files.exists(existing, LinkOption.NOFOLLOW_LINKS) && existing.getNameCount() > 0) {
            existing = existing.getParent();
        }
        return existing;
    }

    private static String kind(Path file) {
        if (Files.isSymbolicLink(file)) {
            return Files.exists(file) ? "a symbolic link" : "a symbolic link that leads nowhere";
        }
        if (Files.isDirectory(file)) {
            return "a folder";
        }
        return Files.isRegularFile(file) ? "a file" : "a pipe or device";
    }
}
