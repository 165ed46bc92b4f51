package dev.autonomy.registry.adapter.lock;

import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.adapter.file.InterruptibleFile;
import dev.autonomy.registry.drift.SeedLock;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds and reads locks. A file is a seed.lock or a catalog.lock, by its content. Of a folder its
 * own {@code catalog.lock} and {@code seed.lock} are read; without a {@code catalog.lock}, which
 * stands for the folders beside it, or with one of an earlier run than theirs, the {@code
 * seed.lock} in each folder of it. A bundle that stands in several is taken once.
 */
public final class LockFiles {

    private static final String SEED_LOCK = "seed.lock";
    private static final String CATALOG_LOCK = "catalog.lock";

    /** A folder with more folders than this is no place of locks. */
    private static final int MOST_FOLDERS = 10_000;

    private LockFiles() {}

    /** A bundle's lock and the folder that its file lies in. */
    public record Located(SeedLock lock, Path folder) {}

    /**
     * @throws Obstacle.StorageFailed where there is no lock, or it cannot be read
     * @throws Obstacle.Malformed where it is none, or one of a version that nobody here knows
     */
    public static List<Located> read(Path path) throws Obstacle, InterruptedException {
        List<Located> found = new ArrayList<>();
        Set<SeedLock> known = new HashSet<>();
        for (Path file : files(path)) {
            for (SeedLock lock : locks(file)) {
                if (known.add(unnamed(lock))) {
                    found.add(new Located(lock, folderOf(file)));
                }
            }
            if (found.size() > LockReader.MAX_BUNDLES) {
                throw new Obstacle.Malformed(
                        reading(path),
                        "expected at most "
                                + LockReader.MAX_BUNDLES
                                + " bundles in all locks, found more");
            }
        }
        return found;
    }

    /** Two locks of one image need not pin the same, so one stands for another only as a whole. */
    private static SeedLock unnamed(SeedLock lock) {
        return new SeedLock(
                Optional.empty(),
                lock.image(),
                lock.digest(),
                lock.sidecars(),
                lock.attachments(),
                lock.platforms());
    }

    private static Path folderOf(Path file) {
        return file.resolveSibling("");
    }

    private static List<Path> files(Path path) throws Obstacle, InterruptedException {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        List<Path> files = new ArrayList<>();
        Path catalog = path.resolve(CATALOG_LOCK);
        Path seed = path.resolve(SEED_LOCK);
        boolean isOfLastRun = mayBeThere(catalog) && RollUp.in(path).mayVouchFor(catalog);
        if (isOfLastRun) {
            files.add(catalog);
        }
        if (mayBeThere(seed)) {
            files.add(seed);
        }
        if (!isOfLastRun) {
            files.addAll(below(path));
        }
        if (files.isEmpty() && mayBeThere(catalog)) {
            files.add(catalog);
        }
        if (files.isEmpty()) {
            throw new Obstacle.StorageFailed(
                    reading(path),
                    "expected a seed.lock or a catalog.lock in this folder, or a seed.lock in a"
                            + " folder of it, found none");
        }
        return files;
    }

    private static List<Path> below(Path folder) throws Obstacle {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> folders =
                    entries.filter(Files::isDirectory).limit(MOST_FOLDERS + 1).sorted().toList();
            if (folders.size() > MOST_FOLDERS) {
                throw new Obstacle.StorageFailed(
                        reading(folder),
                        "expected at most " + MOST_FOLDERS + " folders in it, found more");
            }
            return folders.stream()
                    .map(each -> each.resolve(SEED_LOCK))
                    .filter(LockFiles::mayBeThere)
                    .toList();
        } catch (IOException | UncheckedIOException _) {
            throw new Obstacle.StorageFailed(reading(folder), "this folder cannot be listed");
        }
    }

    /** What cannot be looked at is not passed over: reading it says why. */
    private static boolean mayBeThere(Path file) {
        return !Files.notExists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static List<SeedLock> locks(Path file) throws Obstacle, InterruptedException {
        Attempt attempt = reading(file);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new Obstacle.StorageFailed(attempt, "it is no regular file");
        }
        try {
            return InterruptibleFile.read(
                            file,
                            content -> {
                                try {
                                    return new Content(LockReader.read(content), "");
                                } catch (Unreadable e) {
                                    return new Content(List.of(), e.getMessage());
                                } catch (LimitedInput.TooMuch _) {
                                    return new Content(
                                            List.of(),
                                            "it is larger than " + LockReader.MAX_BYTES + " bytes");
                                }
                            })
                    .locks(attempt);
        } catch (NoSuchFileException _) {
            throw new Obstacle.StorageFailed(attempt, "there is no such file");
        } catch (AccessDeniedException _) {
            throw new Obstacle.StorageFailed(attempt, "this user may not read it");
        } catch (IOException _) {
            throw new Obstacle.StorageFailed(attempt, "it cannot be read");
        }
    }

    /** What a file holds, or why that is no lock. */
    private record Content(List<SeedLock> read, String problem) {

        List<SeedLock> locks(Attempt attempt) throws Obstacle.Malformed {
            if (!problem.isEmpty()) {
                throw new Obstacle.Malformed(attempt, "expected a lock, but " + problem);
            }
            return read;
        }
    }

    private static Attempt reading(Path path) {
        return Attempt.with("reading the lock", path.toString());
    }
}
