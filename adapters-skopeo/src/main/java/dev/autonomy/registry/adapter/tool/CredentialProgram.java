package dev.autonomy.registry.adapter.tool;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@code docker-credential-*} program. The server's address goes in and the credentials come out
 * through pipes, never through arguments (docker-credential-helpers protocol).
 */
public final class CredentialProgram {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");
    private static final String NOT_FOUND = "credentials not found";
    private static final int MAX_OUTPUT = 64 << 10;
    private static final Duration TICK = Duration.ofMillis(20);

    private final Path program;
    private final Map<String, String> environment;
    private final Duration timeout;

    /** The helper ended badly, or not in time; the message has nothing of what it printed. */
    public static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        private Failure(String reason) {
            super(reason);
        }
    }

    private CredentialProgram(Path program, Map<String, String> environment, Duration timeout) {
        this.program = program;
        this.environment = Map.copyOf(environment);
        this.timeout = timeout;
    }

    /**
     * Looks for {@code docker-credential-<name>} on the environment's {@code PATH}; empty when it
     * is not there or the name is not a plain file name. The helper runs with that environment.
     */
    public static Optional<CredentialProgram> find(
            String name, Map<String, String> environment, Duration timeout) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        return Stream.of(environment.getOrDefault("PATH", "").split(":"))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, "docker-credential-" + name))
                .filter(program -> Files.isRegularFile(program) && Files.isExecutable(program))
                .findFirst()
                .map(program -> new CredentialProgram(program, environment, timeout));
    }

    /**
     * The JSON that the helper prints for the server; empty when it knows none.
     *
     * @throws Failure when it cannot be run, ends otherwise, prints more than 64 KiB or takes
     *     longer than the timeout
     */
    public Optional<byte[]> get(String server) throws Failure, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(program.toString(), "get")
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process;
        try {
            process = builder.start();
        } catch (IOException _) {
            throw new Failure("it cannot be run");
        }
        ProcessTree tree = new ProcessTree(process.toHandle());
        try {
            return answer(process, server, tree);
        } catch (Failure | InterruptedException failure) {
            // What a helper that answered leaves running is meant to stay, such as an agent.
            tree.end();
            throw failure;
        }
    }

    private Optional<byte[]> answer(Process process, String server, ProcessTree tree)
            throws Failure, InterruptedException {
        CompletableFuture<byte[]> printed = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> talk(process, server, printed));
        awaitEnd(process, tree);
        byte[] output = outputOf(printed, timeout);
        if (output.length > MAX_OUTPUT) {
            throw new Failure("it printed more than " + MAX_OUTPUT + " bytes");
        }
        if (process.exitValue() == 0) {
            return Optional.of(output);
        }
        if (new String(output, StandardCharsets.UTF_8).contains(NOT_FOUND)) {
            return Optional.empty();
        }
        throw new Failure("it ended with status " + process.exitValue());
    }

    private void awaitEnd(Process process, ProcessTree tree) throws Failure, InterruptedException {
        long begun = System.nanoTime();
        while (!process.waitFor(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
            tree.look();
            if (System.nanoTime() - begun >= timeout.toNanos()) {
                throw new Failure("it did not end within " + timeout.toSeconds() + " s");
            }
        }
    }

    /** Whatever the program left running may hold its output open for ever. */
    private static byte[] outputOf(CompletableFuture<byte[]> printed, Duration limit)
            throws Failure, InterruptedException {
        try {
            return printed.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            throw new Failure("its output did not end within " + limit.toSeconds() + " s");
        } catch (ExecutionException _) {
            throw new Failure("its output could not be read");
        }
    }

    private static void talk(Process process, String server, CompletableFuture<byte[]> printed) {
        try (OutputStream input = process.getOutputStream()) {
            input.write((server + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException _) {
            // It ended, or closed its input, without reading: what it printed still counts.
        }
        try (InputStream output = process.getInputStream()) {
            printed.complete(output.readNBytes(MAX_OUTPUT + 1));
        } catch (IOException e) {
            printed.completeExceptionally(e);
        }
    }
}
