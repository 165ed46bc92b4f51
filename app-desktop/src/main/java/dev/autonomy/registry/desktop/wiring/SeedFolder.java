package dev.autonomy.registry.desktop.wiring;

import dev.autonomy.registry.model.Reference;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * The folder of one seed: {@code <folder>/<repository>-<tag>-<date>}, with a number behind it where
 * a seed has finished there already. A seed that is tried again goes on in the same one.
 */
final class SeedFolder {

    private static final List<String> OF_A_FINISHED_SEED =
            List.of("seed-manifest.json", "seed.lock");

    /** Of the repository, so that a name of all three parts is one that file systems take. */
    private static final int LONGEST = 80;

    private SeedFolder() {}

    static Path in(Path chosen, Reference.Tagged to, LocalDate day) {
        String name = repository(to.repository().path()) + "-" + to.name() + "-" + day;
        Path folder = chosen.resolve(name);
        for (int i = 2; isTaken(folder); i++) {
            folder = chosen.resolve(name + "-" + i);
        }
        return folder;
    }

    /** Its end tells repositories apart better than its beginning. */
    private static String repository(String path) {
        String flat = path.replace('/', '-');
        return flat.substring(Math.max(0, flat.length() - LONGEST)).replaceFirst("^[^a-z0-9]+", "");
    }

    private static boolean isTaken(Path folder) {
        boolean isSomethingElse =
                Files.exists(folder, LinkOption.NOFOLLOW_LINKS)
                        && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
        return isSomethingElse
                || OF_A_FINISHED_SEED.stream()
                        .anyMatch(
                                file ->
                                        Files.exists(
                                                folder.resolve(file), LinkOption.NOFOLLOW_LINKS));
    }
}
