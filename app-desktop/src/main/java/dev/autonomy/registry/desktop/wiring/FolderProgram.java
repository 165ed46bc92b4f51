package dev.autonomy.registry.desktop.wiring;

import dev.autonomy.registry.adapter.tool.Ending;
import dev.autonomy.registry.adapter.tool.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The program that opens a folder in whatever file manager the user has: {@code xdg-open} of the
 * freedesktop.org xdg-utils, or {@code open} of macOS.
 */
public final class FolderProgram {

    /** It answers sooner when it finds nothing; a file manager it started may stay. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Path NOWHERE = Path.of("/dev/null");
    private static final List<String> NAMES = List.of("xdg-open", "open");

    private final Map<String, String> environment;
    private final Path workingFolder;

    public FolderProgram(Map<String, String> environment, Path workingFolder) {
        this.environment = Map.copyOf(environment);
        this.workingFolder = workingFolder;
    }

    /** Whether the folder was opened, as far as that can be told. */
    public boolean opens(Path folder) throws InterruptedException {
        String path = environment.getOrDefault("PATH", "");
        Optional<Path> program =
                NAMES.stream().flatMap(name -> Tool.find(name, path).stream()).findFirst();
        if (program.isEmpty() || !Files.isDirectory(folder)) {
            return false;
        }
        try {
            // Not closed: the file manager is the user's from here on.
            Optional<Ending> ending =
                    new Tool(program.get(), environment, workingFolder)
                            .start(List.of(folder.toAbsolutePath().toString()), NOWHERE)
                            .await(PATIENCE);
            return ending.map(ended -> ended.exitStatus() == 0).orElse(true);
        } catch (IOException _) {
            return false;
        }
    }
}
