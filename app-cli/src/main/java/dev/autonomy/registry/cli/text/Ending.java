package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.catalog.CatalogReport;
import dev.autonomy.registry.outcome.BundleResult;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.VerifyReport;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How a command ended: what a seed reports, and on failure what went wrong, the gravest first. */
public record Ending(Result result, Optional<SeedReport> report, List<Failure> failures) {

    /** The outcome's stable word in JSON. */
    public enum Result {
        SEEDED("seeded"),
        REHEARSED("rehearsed"),
        VERIFIED("verified"),
        REFUSED("refused"),
        STOPPED("stopped"),
        CANCELLED("cancelled");

        private final String word;

        Result(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public Ending {
        Objects.requireNonNull(result);
        Objects.requireNonNull(report);
        failures = List.copyOf(failures);
    }

    /** The ending of a run that came to a report. */
    public static Ending of(SeedReport report) {
        return switch (report.outcome()) {
            case SeedOutcome.Seeded() -> new Ending(Result.SEEDED, Optional.of(report), List.of());
            case SeedOutcome.Rehearsed() ->
                    new Ending(Result.REHEARSED, Optional.of(report), List.of());
            case SeedOutcome.Refused(var step, _) ->
                    new Ending(
                            Result.REFUSED,
                            Optional.of(report),
                            VerdictText.failures(
                                    report.verification(), Judged.inSeed(report.request(), step)));
            case SeedOutcome.Stopped stopped ->
                    new Ending(
                            Result.STOPPED,
                            Optional.of(report),
                            stopped.obstacles().stream()
                                    .map(
                                            obstacle ->
                                                    ObstacleText.failure(
                                                            obstacle,
                                                            Optional.of(stopped.step()),
                                                            SeedHint.of(
                                                                    obstacle, report.request())))
                                    .toList());
        };
    }

    /** The ending of judging a bundle where it is; a seed's report is not part of it. */
    public static Ending of(VerifyReport report) {
        if (report.verification().isEmpty()) {
            return new Ending(
                    Result.STOPPED,
                    Optional.empty(),
                    report.obstacles().stream()
                            .map(
                                    obstacle ->
                                            ObstacleText.failure(
                                                    obstacle,
                                                    Optional.empty(),
                                                    VerifyHint.of(obstacle, report.request())))
                            .toList());
        }
        return switch (report.verification().get().verdict()) {
            case VERIFIED, VERIFIED_IMAGE_ONLY ->
                    new Ending(Result.VERIFIED, Optional.empty(), List.of());
            case SKIPPED -> throw new IllegalStateException("a verifier that checked nothing");
            case INCOMPATIBLE, STALE, MALFORMED, NEVER_SIGNED, INCOMPLETE, WRONG_KEY, TAMPERED ->
                    new Ending(
                            Result.REFUSED,
                            Optional.empty(),
                            VerdictText.failures(
                                    report.verification(), Judged.alone(report.request())));
        };
    }

    /** The ending of a catalog: what went wrong with its bundles, the gravest first. */
    public static Ending of(CatalogReport report) {
        List<Failure> failures = CatalogFailures.of(report);
        if (!failures.isEmpty()) {
            boolean isRefused =
                    report.obstacles().isEmpty()
                            && report.bundles().stream()
                                    .filter(each -> each.end().exitCode() == report.exitCode())
                                    .anyMatch(each -> each.end().result() == BundleResult.REFUSED);
            return new Ending(
                    isRefused ? Result.REFUSED : Result.STOPPED, Optional.empty(), failures);
        }
        if (report.exitCode() != ExitCode.SEEDED) {
            throw new IllegalStateException("a catalog that failed without a failure");
        }
        return new Ending(
                report.isWhole() ? Result.SEEDED : Result.REHEARSED, Optional.empty(), List.of());
    }

    /** The ending by an obstacle outside a run. */
    public static Ending stopped(Obstacle obstacle) {
        return new Ending(
                Result.STOPPED,
                Optional.empty(),
                List.of(
                        ObstacleText.failure(
                                obstacle, Optional.empty(), ObstacleHint.of(obstacle))));
    }

    public static Ending misused(List<UsageProblem> problems, String helpCommand) {
        return misused("The command line", problems, helpCommand);
    }

    /** The ending by a catalog that cannot be run; problems name its lines. */
    public static Ending unreadableCatalog(List<UsageProblem> problems, String helpCommand) {
        return misused("The catalog", problems, helpCommand);
    }

    /** The ending by a catalog that cannot be read at all. */
    public static Ending withoutCatalog(Obstacle obstacle) {
        return new Ending(
                Result.STOPPED,
                Optional.empty(),
                List.of(
                        ObstacleText.failure(
                                obstacle,
                                Optional.empty(),
                                "check --catalog: it names the file, or - for standard input.")));
    }

    private static Ending misused(String what, List<UsageProblem> problems, String helpCommand) {
        List<Failure.Fact> facts =
                problems.stream()
                        .map(problem -> new Failure.Fact(problem.subject(), problem.sentence()))
                        .toList();
        String headline =
                problems.size() == 1
                        ? what + " has a problem"
                        : what + " has " + problems.size() + " problems";
        return new Ending(
                Result.STOPPED,
                Optional.empty(),
                List.of(
                        Failure.ofCommand(
                                ExitCode.USAGE,
                                headline,
                                facts,
                                "change what is named above; \""
                                        + helpCommand
                                        + "\" explains every option.")));
    }

    public static Ending cancelled() {
        return cancelled(
                "Cancelled: nothing unverified was published",
                "run the same command again to go on; what has arrived is not sent again.");
    }

    /** The ending by a user who did not wait for a bundle to be judged. */
    public static Ending unjudged() {
        return cancelled("Cancelled: the bundle was not judged", "run the same command again.");
    }

    /** The ending by a user who did not wait for locks to be compared. */
    public static Ending uncompared() {
        return cancelled("Cancelled: not everything was compared", "run the same command again.");
    }

    private static Ending cancelled(String headline, String hint) {
        return new Ending(
                Result.CANCELLED,
                Optional.empty(),
                List.of(Failure.ofCommand(ExitCode.CANCELLED, headline, List.of(), hint)));
    }

    /** The ending of a command that did its work and could not hand over what came of it. */
    public static Ending undelivered(String why) {
        return new Ending(
                Result.STOPPED,
                Optional.empty(),
                List.of(
                        Failure.ofCommand(
                                ExitCode.STORAGE,
                                "The result could not be written to standard output",
                                List.of(
                                        new Failure.Fact("seen", why),
                                        new Failure.Fact(
                                                "note",
                                                "the work itself is done; the files in --out of a seed are written")),
                                "make room where standard output goes, or let it go elsewhere, and run the"
                                        + " same command again; what has arrived is not sent again.")));
    }

    /**
     * The ending by a bug or an error of the virtual machine; where it happened is told, its own
     * message only with --debug.
     */
    public static Ending broken(Throwable bug) {
        StackTraceElement[] trace = bug.getStackTrace();
        String where = bug.getClass().getSimpleName() + (trace.length > 0 ? " in " + trace[0] : "");
        return new Ending(
                Result.STOPPED,
                Optional.empty(),
                List.of(
                        Failure.ofCommand(
                                ExitCode.INTERNAL_ERROR,
                                bug instanceof OutOfMemoryError
                                        ? "autonomy ran out of memory, which no bundle should make it do"
                                        : "Internal error: this is a bug in autonomy, not in your bundle",
                                List.of(new Failure.Fact("seen", where)),
                                "run the same command with --debug and report what it prints.")));
    }

    public ExitCode exitCode() {
        return report.map(each -> each.outcome().exitCode())
                .or(() -> failure().map(Failure::exitCode))
                .orElse(ExitCode.SEEDED);
    }

    /** The failure that names the exit code. */
    public Optional<Failure> failure() {
        return failures.stream().findFirst();
    }
}
