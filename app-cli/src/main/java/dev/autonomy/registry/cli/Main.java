package dev.autonomy.registry.cli;

import dev.autonomy.registry.adapter.tool.UserEnvironment;
import dev.autonomy.registry.cli.console.PosixTerminal;
import dev.autonomy.registry.cli.wiring.AdapterWorkplace;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.ExitCode;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The process around {@link Autonomy}: its environment, streams, signals and exit status. */
public final class Main {

    /** In seconds: a run that does not end although it was told to is ended all the same. */
    private static final long LONGEST_GOODBYE = 15;

    private Main() {}

    public static void main(String[] arguments) {
        // What is said is English, and so are the digits in it, whatever the machine is set to.
        Locale.setDefault(Locale.ENGLISH);
        UserEnvironment user =
                UserEnvironment.of(
                        System.getenv(),
                        System.getProperty("user.home"),
                        System.getProperty("java.io.tmpdir"));
        Surroundings surroundings =
                new Surroundings(
                        user.variables(),
                        user.home(),
                        user.temporaryFolder(),
                        Clock.systemUTC(),
                        new FileInputStream(FileDescriptor.in),
                        new FileOutputStream(FileDescriptor.out),
                        new PrintStream(
                                new FileOutputStream(FileDescriptor.err),
                                false,
                                StandardCharsets.UTF_8),
                        PosixTerminal.of(System.getProperty("os.name")));
        ToolVersion product = Product.version();
        AdapterWorkplace.Machine machine =
                new AdapterWorkplace.Machine(
                        user.variables(), user.home(), user.temporaryFolder(), product);
        Breakdown breakdown = new Breakdown(Thread.currentThread());
        Thread.setDefaultUncaughtExceptionHandler(breakdown);
        Autonomy autonomy = new Autonomy(surroundings, product, machine::open, breakdown::cause);
        CompletableFuture<Integer> ended = new CompletableFuture<>();
        cancelOnSignal(Thread.currentThread(), ended);
        int status = status(autonomy, arguments);
        ended.complete(status);
        System.exit(status);
    }

    /** Who could not even say what broke still ends, with the status that says so. */
    private static int status(Autonomy autonomy, String[] arguments) {
        try {
            return autonomy.run(arguments);
        } catch (RuntimeException | Error _) {
            return ExitCode.INTERNAL_ERROR.code();
        }
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
                        try {
                            DefaultSignals.restore();
                        } finally {
                            run.interrupt();
                            haltAfter(ended);
                        }
                    }
                };
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("cancel").unstarted(cancel));
    }

    private static void haltAfter(CompletableFuture<Integer> ended) {
        int status = ExitCode.CANCELLED.code();
        try {
            status = ended.completeOnTimeout(status, LONGEST_GOODBYE, TimeUnit.SECONDS).join();
        } finally {
            Runtime.getRuntime().halt(status);
        }
    }
}
