package dev.autonomy.registry.adapter.skopeo;

import dev.autonomy.registry.adapter.tool.Ending;
import dev.autonomy.registry.adapter.tool.Redaction;
import dev.autonomy.registry.adapter.tool.RunningTool;
import dev.autonomy.registry.adapter.tool.Tool;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.ToolMissing;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The skopeo of this machine: where it is, and its version. */
record SkopeoProgram(Path path, SkopeoVersion version) {

    private static final Attempt LOOKING = Attempt.locally("looking for skopeo");
    private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(30);

    private static final String INSTALL =
            "Install it (https://github.com/containers/skopeo): apt-get install skopeo, "
                    + "dnf install skopeo, brew install skopeo, or the like.";

    /** The options of {@code skopeo copy} that every copy uses. */
    private static final List<String> OPTIONS =
            List.of(
                    "--all",
                    "--authfile",
                    "--dest-tls-verify",
                    "--preserve-digests",
                    "--remove-signatures",
                    "--src-tls-verify");

    /**
     * Finds it, and asks at the same time for its version and the options it knows.
     *
     * @throws ToolMissing when there is none, or one that is too old
     */
    static SkopeoProgram find(SkopeoSettings settings) throws Obstacle, InterruptedException {
        Path path =
                Tool.find("skopeo", settings.environment().getOrDefault("PATH", ""))
                        .orElseThrow(
                                () ->
                                        new ToolMissing(
                                                ToolMissing.Reason.ABSENT,
                                                LOOKING,
                                                "there is no skopeo in the folders of PATH. "
                                                        + INSTALL));
        Tool tool =
                new Tool(
                        path,
                        SkopeoEnvironment.of(settings, settings.temporaryFolder()),
                        path.getParent());
        try (RunningTool version = tool.start(List.of("--version"));
                RunningTool help = tool.start(List.of("copy", "--help"))) {
            SkopeoProgram program = new SkopeoProgram(path, version(path, answer(path, version)));
            program.requireOptions(answer(path, help));
            return program;
        } catch (IOException e) {
            throw unfit(path, "cannot be started (" + e.getMessage() + ")");
        }
    }

    private static List<String> answer(Path path, RunningTool running)
            throws ToolMissing, InterruptedException {
        Ending ending =
                running.await(TIME_TO_ANSWER)
                        .orElseThrow(() -> unfit(path, "did not answer in time"));
        if (ending.exitStatus() != 0) {
            throw unfit(
                    path,
                    "ended with status "
                            + ending.exitStatus()
                            + " ("
                            + Redaction.of(LastWords.of(ending.errors()))
                            + ")");
        }
        return ending.output();
    }

    private static SkopeoVersion version(Path path, List<String> answer) throws ToolMissing {
        SkopeoVersion version =
                answer.stream()
                        .flatMap(line -> SkopeoVersion.parse(line).stream())
                        .findFirst()
                        .orElseThrow(() -> unfit(path, "does not answer as skopeo does"));
        if (version.isOlderThan(SkopeoVersion.FLOOR)) {
            throw tooOld(path + " is version " + version);
        }
        return version;
    }

    private void requireOptions(List<String> help) throws ToolMissing {
        List<String> known =
                help.stream().flatMap(line -> Stream.of(line.strip().split("[\\s,]+"))).toList();
        List<String> unknown = OPTIONS.stream().filter(option -> !known.contains(option)).toList();
        if (!unknown.isEmpty()) {
            throw tooOld(path + " does not know " + String.join(", ", unknown));
        }
    }

    private static ToolMissing unfit(Path path, String seen) {
        return new ToolMissing(
                ToolMissing.Reason.ABSENT, LOOKING, path + " " + seen + ". " + INSTALL);
    }

    private static ToolMissing tooOld(String found) {
        return new ToolMissing(
                ToolMissing.Reason.TOO_OLD,
                LOOKING,
                "expected skopeo "
                        + SkopeoVersion.FLOOR
                        + " or newer, but "
                        + found
                        + ". Install a newer one: https://github.com/containers/skopeo");
    }
}
