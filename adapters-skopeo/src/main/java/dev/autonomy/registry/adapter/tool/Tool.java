package dev.autonomy.registry.adapter.tool;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A program of this machine. It runs without a shell and without input, in a working folder of its
 * own, and sees no environment but the one given here.
 */
public final class Tool {

    private static final File NO_INPUT = new File("/dev/null");

    private final Path program;
    private final Map<String, String> environment;
    private final Path folder;

    public Tool(Path program, Map<String, String> environment, Path folder) {
        this.program = program;
        this.environment = Map.copyOf(environment);
        this.folder = folder;
    }

    /** The first executable file of this name in the absolute folders of a {@code PATH}. */
    public static Optional<Path> find(String name, String path) {
        return List.of(path.split(":")).stream()
                .flatMap(each -> absolute(each).stream())
                .map(each -> each.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /** A relative folder would name another program in each working folder. */
    private static Optional<Path> absolute(String folder) {
        try {
            return Optional.of(Path.of(folder)).filter(Path::isAbsolute);
        } catch (InvalidPathException _) {
            return Optional.empty();
        }
    }

    /**
     * Runs the program to its end. When the limit passes or the thread is interrupted, it is ended
     * with everything it started.
     *
     * @throws IOException when it cannot be started
     * @throws TimeoutException when it did not end within the limit
     */
    public Ending run(List<String> arguments, Duration limit)
            throws IOException, TimeoutException, InterruptedException {
        try (RunningTool running = start(arguments)) {
            return running.await(limit)
                    .orElseThrow(
                            () ->
                                    new TimeoutException(
                                            program.getFileName()
                                                    + " did not end within "
                                                    + limit.toSeconds()
                                                    + " s"));
        }
    }

    /** Starts the program; its ending tells what it printed. */
    public RunningTool start(List<String> arguments) throws IOException {
        Tail output = new Tail();
        Process process = builder(arguments).start();
        return running(
                process, Drain.of(process.getInputStream(), output::add), output, _ -> false);
    }

    /**
     * Starts the program and passes on each line of its output, from another thread; its ending
     * tells only the errors.
     *
     * @param aside is shown each line of the errors, and takes those that are none
     */
    public RunningTool start(
            List<String> arguments, Consumer<String> lines, Predicate<String> aside)
            throws IOException {
        Process process = builder(arguments).start();
        return running(process, Drain.of(process.getInputStream(), lines), new Tail(), aside);
    }

    /**
     * Starts the program with both outputs going to the end of a file, which is made when missing.
     */
    public RunningTool start(List<String> arguments, Path log) throws IOException {
        Process process =
                builder(arguments)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
        return new RunningTool(process, List.of(), new Tail(), new Tail());
    }

    /**
     * Starts the program with its output going to a terminal of 200 columns, so that it tells its
     * progress, and passes on each line from another thread; its ending tells only the errors.
     * Where there is no such terminal, the output goes through a pipe.
     *
     * @param aside is shown each line of the errors, and takes those that are none
     */
    public RunningTool startOnTerminal(
            List<String> arguments, Consumer<String> lines, Predicate<String> aside)
            throws IOException {
        Optional<PseudoTerminal> terminal = PseudoTerminal.open();
        ProcessBuilder builder = builder(arguments);
        // Opened for writing only, it cannot become this process's controlling terminal.
        terminal.ifPresent(each -> builder.redirectOutput(each.device().toFile()));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            terminal.ifPresent(PseudoTerminal::close);
            throw e;
        }
        Drain output =
                terminal.map(each -> Drain.of(each, lines))
                        .orElseGet(() -> Drain.of(process.getInputStream(), lines));
        return running(process, output, new Tail(), aside);
    }

    private static RunningTool running(
            Process process, Drain drain, Tail output, Predicate<String> aside) {
        Tail errors = new Tail();
        Consumer<String> kept =
                line -> {
                    if (!aside.test(line)) {
                        errors.add(line);
                    }
                };
        return new RunningTool(
                process, List.of(drain, Drain.of(process.getErrorStream(), kept)), output, errors);
    }

    private ProcessBuilder builder(List<String> arguments) {
        List<String> argv = new ArrayList<>();
        argv.add(program.toString());
        argv.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(argv)
                        .directory(folder.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(NO_INPUT));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder;
    }
}
