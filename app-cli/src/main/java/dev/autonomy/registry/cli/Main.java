package dev.autonomy.registry.cli;

import dev.autonomy.registry.cli.console.PosixTerminal;
import dev.autonomy.registry.cli.wiring.AdapterWorkplace;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The process around {@link Autonomy}: its environment, streams, signals and exit status. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // What is said is English, and so are the digits in it, whatever the machine is set to.
        Locale.setDefault(Locale.ENGLISH);
        Map<String, String> environment = System.getenv();
        Path home = Path.of(System.getProperty("user.home"));
        Surroundings surroundings =
                new Surroundings(
                        environment,
                        home,
                        Path.of(System.getProperty("java.io.tmpdir")),
                        Clock.systemUTC(),
                        stream(FileDescriptor.out),
                        stream(FileDescriptor.err),
                        PosixTerminal.of(System.getProperty("os.name")));
        ToolVersion product = Product.version();
        AdapterWorkplace.Machine machine =
                new AdapterWorkplace.Machine(
                        environment, home, surroundings.temporaryFolder(), product);
        Autonomy autonomy = new Autonomy(surroundings, product, machine::open);
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        cancelOnSignal(Thread.currentThread(), ended);
        int status = ExitCode.INTERNAL_ERROR.code();
        try {
            status = autonomy.run(arguments);
        } finally {
            ended.complete(status);
        }
        System.exit(status);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    /**
     * The first signal interrupts the run and waits until it has cleaned up; the next one finds the
     * system's own handling and ends the process at once. The virtual machine would exit with 143
     * after a SIGTERM, so the status is set by halting with it.
     */
    private static void cancelOnSignal(Thread run, CompletableFuture<Integer> ended) {
        Runnable cancel =
                () -> {
                    if (!ended.isDone()) {
                        DefaultSignals.restore();
                        run.interrupt();
                        Runtime.getRuntime().halt(ended.join());
                    }
                };
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("cancel").unstarted(cancel));
    }
}
