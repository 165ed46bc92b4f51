package dev.autonomy.registry.cli.e2e;

import dev.autonomy.registry.cli.Signals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The command as a process of its own, with a site's home, temporary folder and environment. */
final class SeedProcess implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final Path out;
    private final Path err;
    private volatile List<ProcessHandle> orphans = List.of();

    private SeedProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Seeds the whole bundle, for the outputs into the site's folder for them. */
    static SeedProcess start(Site site, String from, String to, Path key, String... more) {
        return start(Signals.asInATerminal(), site, command(site, from, to, key, List.of(more)));
    }

    /**
     * The same where this folder of the machine is empty; empty itself where this user may not have
     * a mount namespace.
     */
    static Optional<SeedProcess> startWithout(
            Path hidden, Site site, String from, String to, Path key) {
        List<String> namespace = List.of("unshare", "--mount", "--propagation", "private");
        try {
            Process probe = new ProcessBuilder(with(namespace, List.of("true"))).start();
            if (probe.waitFor() != 0) {
                return Optional.empty();
            }
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        String hiding = "mount -t tmpfs none \"$0\" && exec \"$@\"";
        List<String> prefix = with(namespace, List.of("sh", "-c", hiding, hidden.toString()));
        return Optional.of(start(prefix, site, command(site, from, to, key, List.of())));
    }

    private static List<String> with(List<String> first, List<String> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    private static SeedProcess start(List<String> prefix, Site site, List<String> command) {
        try {
            Path folder = Files.createTempDirectory(site.folder, "process");
            Path out = folder.resolve("stdout");
            Path err = folder.resolve("stderr");
            ProcessBuilder builder =
                    new ProcessBuilder(with(prefix, command))
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(site.environment);
            return new SeedProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Any command line of the product. */
    static SeedProcess running(Site site, List<String> arguments) {
        return start(Signals.asInATerminal(), site, with(program(site), arguments));
    }

    private static List<String> command(
            Site site, String from, String to, Path key, List<String> more) {
        List<String> command = new ArrayList<>(program(site));
        command.addAll(List.of("registry", "seed", "--copy-policy", "--from", from, "--to", to));
        command.addAll(List.of("--pub-key", key.toString(), "--out", site.out().toString()));
        command.addAll(more);
        return command;
    }

    private static List<String> program(Site site) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx128m",
                "-Xmn8m",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.home=" + site.home(),
                "-Djava.io.tmpdir=" + site.temporary(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.autonomy.registry.cli.Main");
    }

    /** Sends a signal by its name, for example {@code INT}. */
    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    /** Ends it without any chance to clean up, as {@code kill -9} does. */
    void kill() {
        orphans = children();
        process.destroyForcibly();
    }

    /** What it left running when it was killed. */
    List<ProcessHandle> orphans() {
        return orphans;
    }

    /** What it has started and not ended yet, at this moment. */
    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** Waits until it has told this on stderr. */
    void awaitTold(String words) throws IOException, InterruptedException {
        try (WatchService changes = err.getFileSystem().newWatchService()) {
            err.getParent().register(changes, StandardWatchEventKinds.ENTRY_MODIFY);
            while (!Files.readString(err).contains(words)) {
                changes.take().reset();
            }
        }
    }

    Site.Ended await() throws InterruptedException {
        return await(PATIENCE_SECONDS);
    }

    /** Its ending, which must come within this time. */
    Site.Ended await(int seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + seconds + " s\n" + printed(-1));
        }
        return printed(process.exitValue());
    }

    private Site.Ended printed(int status) {
        try {
            return new Site.Ended(status, Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it and what it started, whatever the test came to. */
    @Override
    public void close() {
        children().forEach(ProcessHandle::destroyForcibly);
        orphans.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }
}
