package dev.autonomy.registry.desktop.wiring;

import dev.autonomy.registry.desktop.wizard.RecentReferences;
import dev.autonomy.registry.desktop.wizard.Side;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Recent references in the user's configuration folder, one text file for each side and one
 * reference a line, and the last key file beside them. What cannot be read or written is done
 * without.
 */
public final class RecentFiles implements RecentReferences {

    private final Path folder;

    public RecentFiles(Path folder) {
        this.folder = folder;
    }

    @Override
    public List<String> of(Side side) {
        if (!Files.isRegularFile(file(side))) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file(side))) {
            return lines.filter(line -> !line.isBlank()).limit(MOST).toList();
        } catch (IOException | UncheckedIOException _) {
            return List.of();
        }
    }

    @Override
    public void used(Side side, String reference) {
        List<String> references =
                Stream.concat(Stream.of(reference), of(side).stream())
                        .distinct()
                        .limit(MOST)
                        .toList();
        write(file(side), references);
    }

    private void write(Path file, List<String> lines) {
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, "recent", "");
            Files.write(temporary, lines);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException _) {
            return;
        }
    }

    @Override
    public Optional<Path> key() {
        try {
            return Optional.of(Path.of(Files.readString(keyFile()).strip()))
                    .filter(Path::isAbsolute);
        } catch (IOException | InvalidPathException _) {
            return Optional.empty();
        }
    }

    @Override
    public void usedKey(Path file) {
        write(keyFile(), List.of(file.toAbsolutePath().toString()));
    }

    private Path keyFile() {
        return folder.resolve("recent-key");
    }

    private Path file(Side side) {
        return folder.resolve("recent-" + side.key());
    }
}
