package dev.autonomy.registry.cli;

import dev.autonomy.registry.cli.console.Screen;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * What a command takes from the process it runs in: environment, the user's home, the folder for
 * temporary files, the clock, the three streams (a {@link PrintStream} as stdout would keep to
 * itself that a result was lost) and the terminal behind stderr.
 */
public record Surroundings(
        Map<String, String> environment,
        Path home,
        Path temporaryFolder,
        Clock clock,
        InputStream in,
        OutputStream out,
        PrintStream err,
        Screen screen) {

    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
