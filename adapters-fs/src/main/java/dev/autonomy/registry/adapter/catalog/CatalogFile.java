package dev.autonomy.registry.adapter.catalog;

import dev.autonomy.registry.adapter.file.InterruptibleFile;
import dev.autonomy.registry.catalog.Catalog;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads a catalog, YAML 1.2 or JSON, of at most 1 MiB: all of its problems are found, each with its
 * place. Files that it names, such as keys, are not looked at.
 */
public final class CatalogFile {

    private static final int MOST = FileText.MAX_BYTES + 1;

    private CatalogFile() {}

    /**
     * Reads a file; the paths in it are relative to its folder.
     *
     * @throws Obstacle.StorageFailed where there is no such file, or none that can be read
     */
    public static CatalogReading read(Path file, CatalogOptions options)
            throws Obstacle.StorageFailed, InterruptedException {
        Attempt attempt = Attempt.with("reading the catalog", file.toString());
        try {
            if (Files.isDirectory(file)) {
                throw new Obstacle.StorageFailed(attempt, "it is a folder");
            }
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new Obstacle.StorageFailed(
                        attempt,
                        "it is no ordinary file; what a pipe brings is read from standard input");
            }
            Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
            return read(InterruptibleFile.head(file, MOST), folder, options);
        } catch (NoSuchFileException _) {
            throw new Obstacle.StorageFailed(attempt, "there is no such file");
        } catch (AccessDeniedException _) {
            throw new Obstacle.StorageFailed(attempt, "this user may not read it");
        } catch (IOException _) {
            throw new Obstacle.StorageFailed(attempt, "it cannot be read");
        }
    }

    /**
     * Reads what a stream brings, such as standard input; it is not closed.
     *
     * @param folder what paths are relative to
     */
    public static CatalogReading read(InputStream in, Path folder, CatalogOptions options)
            throws Obstacle.StorageFailed, InterruptedException {
        try {
            return read(InterruptibleFile.head(in, MOST), folder, options);
        } catch (IOException _) {
            throw new Obstacle.StorageFailed(
                    Attempt.locally("reading the catalog from standard input"),
                    "it cannot be read");
        }
    }

    /** Reads a content. */
    static CatalogReading read(byte[] content, Path folder, CatalogOptions options) {
        Problems problems = new Problems();
        List<Bundle> bundles = List.of();
        try {
            Node root = tree(FileText.of(content), problems);
            bundles = new CatalogTree(folder, options, problems).bundles(root);
        } catch (NoTree e) {
            problems.add(e.place(), e.sentence());
        }
        return problems.areNone()
                ? new CatalogReading.Sound(
                        new Catalog(bundles.stream().map(Bundle::entry).toList()))
                : new CatalogReading.Unsound(problems.inOrder());
    }

    private static Node tree(String text, Problems problems) throws NoTree {
        return JsonTree.mayBe(text) ? jsonOrYaml(text, problems) : YamlTree.read(text, problems);
    }

    /** Of two readings that stop, the one is believed that came further. */
    private static Node jsonOrYaml(String text, Problems problems) throws NoTree {
        try {
            return JsonTree.read(text);
        } catch (NoTree json) {
            try {
                return YamlTree.read(text, problems);
            } catch (NoTree yaml) {
                throw json.place().isAfter(yaml.place()) ? json : yaml;
            }
        }
    }
}
