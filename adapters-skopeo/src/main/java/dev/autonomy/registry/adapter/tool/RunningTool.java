package dev.autonomy.registry.adapter.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A program that was started; closing it ends it with everything it started. */
public final class RunningTool implements AutoCloseable {

    /**
     * How long the outputs may stay open after the program's end: whatever it left running may hold
     * them for ever.
     */
    private static final Duration LAST_WORDS = Duration.ofSeconds(1);

    private final Process process;
    private final List<Drain> drains;
    private final Tail output;
    private final Tail errors;

    RunningTool(Process process, List<Drain> drains, Tail output, Tail errors) {
        this.process = process;
        this.drains = drains;
        this.output = output;
        this.errors = errors;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end; empty when it still runs after this time. */
    public Optional<Ending> await(Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        for (Drain drain : drains) {
            drain.await(LAST_WORDS);
        }
        return Optional.of(new Ending(process.exitValue(), output.lines(), errors.lines()));
    }

    /**
     * The bytes the program itself read and wrote so far, from and to files and networks, without
     * what it printed; empty where the system does not tell (proc(5), {@code /proc/pid/io}).
     */
    public OptionalLong bytesMoved() {
        try {
            long all =
                    Files.readAllLines(Path.of("/proc", Long.toString(pid()), "io")).stream()
                            .filter(line -> line.startsWith("rchar:") || line.startsWith("wchar:"))
                            .mapToLong(line -> Long.parseLong(line.substring(6).strip()))
                            .sum();
            return OptionalLong.of(all - drains.stream().mapToLong(Drain::bytes).sum());
        } catch (IOException | NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    /**
     * The bytes in its TCP connections that one side sent and the other has not taken yet; empty
     * where the system does not tell.
     */
    public OptionalLong bytesQueued() {
        return Connections.queued(pid());
    }

    /** Ends the program and everything it started, within two seconds. */
    @Override
    public void close() {
        if (process.isAlive()) {
            new ProcessTree(process.toHandle()).end();
        }
        drains.forEach(Drain::close);
    }
}
