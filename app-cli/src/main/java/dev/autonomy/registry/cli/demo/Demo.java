package dev.autonomy.registry.cli.demo;

import dev.autonomy.registry.adapter.tool.Tool;
import dev.autonomy.registry.adapter.transport.PlainHttp;
import dev.autonomy.registry.cli.console.Console;
import dev.autonomy.registry.cli.demo.LoopbackRegistry.Manners;
import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.cli.text.FailureText;
import dev.autonomy.registry.cli.text.RetryText;
import dev.autonomy.registry.cli.wiring.Setup;
import dev.autonomy.registry.cli.wiring.Workplace;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.progress.LinkObserver;
import dev.autonomy.registry.seed.SeedPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Shows a seed that passes and one that is refused, between two registries of its own on this
 * machine, with the same command line that a user types. Everything lies in one temporary folder.
 */
public final class Demo {

    private static final String NAME = "robot-behavior";
    private static final String OUT = "seed";
    private static final Tag GOOD = new Tag("v1");
    private static final Tag TAMPERED = new Tag("v1-tampered");
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(60);

    private final Console console;
    private final Clock clock;
    private final Workplace.Opener workplaces;
    private final Command autonomy;

    /** Runs one command line of autonomy and answers with its exit code. */
    @FunctionalInterface
    public interface Command {
        int run(String... arguments);
    }

    /** What becomes of the folder. */
    public enum Leftovers {
        REMOVED,
        KEPT
    }

    public Demo(Console console, Clock clock, Workplace.Opener workplaces, Command autonomy) {
        this.console = console;
        this.clock = clock;
        this.workplaces = workplaces;
        this.autonomy = autonomy;
    }

    /** Runs the demo with the docker-registry found on {@code path}, in a new temporary folder. */
    public ExitCode run(String path, Path temporaryFolder, Leftovers leftovers) {
        Optional<Path> program = Tool.find("docker-registry", path);
        if (program.isEmpty()) {
            console.note(
                    "The demo needs docker-registry, which is not on PATH. Install it with: apt-get install docker-registry");
            return ExitCode.PREREQUISITE_MISSING;
        }
        try (DemoFolder folder = DemoFolder.create(temporaryFolder, leftovers)) {
            return run(program.get(), folder.path(), leftovers);
        } catch (InterruptedException _) {
            console.note("The demo is cancelled; its registries are stopped.");
            return ExitCode.CANCELLED;
        } catch (Obstacle obstacle) {
            console.note(FailureText.of(Ending.stopped(obstacle)));
            return ExitCode.of(obstacle);
        } catch (IOException e) {
            console.note("The demo could not work in " + temporaryFolder + ": " + e.getMessage());
            return ExitCode.STORAGE;
        }
    }

    private void noteRetry(Attempt attempt, int tries, String reason, Duration pause) {
        console.note(RetryText.of(attempt, tries, reason, pause));
    }

    private ExitCode run(Path program, Path folder, Leftovers leftovers)
            throws IOException, Obstacle, InterruptedException {
        Setup setup =
                new Setup(Optional.empty(), PlainHttp.LOOPBACK_ONLY, STALL_TIMEOUT, Duration.ZERO);
        try (LoopbackRegistry source =
                        LoopbackRegistry.start(program, folder.resolve("source"), Manners.OPEN);
                LoopbackRegistry edge =
                        LoopbackRegistry.start(program, folder.resolve("edge"), Manners.OPEN);
                Workplace workplace =
                        workplaces.open(setup, this::noteRetry, LinkObserver.none())) {
            SeedPorts ports = workplace.ports(folder);
            Repository from = new Repository(source.host(), NAME);
            Repository to = new Repository(edge.host(), NAME);
            SampleBundle bundle =
                    new SampleBundle(from, clock.instant().truncatedTo(ChronoUnit.SECONDS));
            bundle.publish(ports.publisher(), GOOD);
            Path key = Files.writeString(folder.resolve("cosign.pub"), bundle.publicKeyPem());
            say(
                    "1. A bundle of an image for two platforms, its lock and its policy, all three signed by a",
                    "   key made for this demo, lies at " + from.at(GOOD) + ".");
            int seeded = seed(from.at(GOOD), to.at(GOOD), key, folder.resolve(OUT));
            Optional<Digest> before = standing(ports, to);
            say(
                    "",
                    "2. Somebody changes a number in the lock and publishes it as "
                            + from.at(TAMPERED)
                            + ".");
            bundle.publishTampered(ports.publisher(), TAMPERED);
            int refused = seed(from.at(TAMPERED), to.at(GOOD), key, folder.resolve("refused"));
            Optional<Digest> after = standing(ports, to);
            return summary(
                    new Result(seeded, refused, before, after), to.at(GOOD), folder, leftovers);
        }
    }

    /** What the two seeds came to, and what the destination's tag held after each. */
    private record Result(
            int seeded, int refused, Optional<Digest> before, Optional<Digest> after) {

        boolean isAsPromised() {
            return seeded == ExitCode.SEEDED.code()
                    && refused == ExitCode.TAMPERED.code()
                    && before.isPresent()
                    && before.equals(after);
        }
    }

    private ExitCode summary(Result result, String tag, Path folder, Leftovers leftovers) {
        say(
                "",
                "3. The first seed ended with exit code "
                        + result.seeded()
                        + ", the second with "
                        + result.refused()
                        + ".",
                "   "
                        + tag
                        + " points at "
                        + result.before().map(Digest::toString).orElse("nothing")
                        + " after the first,",
                "   and at "
                        + result.after().map(Digest::toString).orElse("nothing")
                        + " after the second.",
                switch (leftovers) {
                    case KEPT ->
                            "   The outputs are in "
                                    + folder.resolve(OUT)
                                    + "; the registries are stopped.";
                    case REMOVED ->
                            "   The outputs were in "
                                    + folder.resolve(OUT)
                                    + "; they are removed (--keep keeps them).";
                });
        if (result.isAsPromised()) {
            return ExitCode.SEEDED;
        }
        console.note(
                "This is not what the demo promises: exit codes 0 and 13, and a tag that stays.");
        return ExitCode.INTERNAL_ERROR;
    }

    private int seed(String from, String to, Path key, Path out) throws InterruptedException {
        say(
                "",
                "$ autonomy registry seed --from " + from + " \\",
                "      --to " + to + " --copy-policy \\",
                "      --pub-key " + key + " \\",
                "      --out " + out);
        int status =
                autonomy.run(
                        "registry",
                        "seed",
                        "--from",
                        from,
                        "--to",
                        to,
                        "--copy-policy",
                        "--pub-key",
                        key.toString(),
                        "--out",
                        out.toString());
        say("exit code " + status);
        if (status == ExitCode.CANCELLED.code()) {
            throw new InterruptedException();
        }
        return status;
    }

    private static Optional<Digest> standing(SeedPorts ports, Repository to)
            throws Obstacle, InterruptedException {
        return ports.resolver().resolve(to, GOOD).map(Manifest::digest);
    }

    private void say(String... lines) {
        console.result(String.join("\n", lines));
    }
}
