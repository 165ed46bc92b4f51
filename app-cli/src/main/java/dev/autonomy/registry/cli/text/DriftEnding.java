package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.drift.DriftReport;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Warning;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a comparison ended: what was found, what is worse than drift, and the commands that bring the
 * bundles there again.
 */
public record DriftEnding(
        Result result,
        int exitCode,
        Optional<DriftReport> report,
        List<Failure> failures,
        List<String> repair) {

    /** The outcome's stable word in JSON. */
    public enum Result {
        UNCHANGED("unchanged"),
        DRIFTED("drifted"),
        FAILED("failed"),
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

    public DriftEnding {
        Objects.requireNonNull(result);
        Objects.requireNonNull(report);
        failures = List.copyOf(failures);
        repair = List.copyOf(repair);
    }

    /**
     * @param driftCode the status for drift and nothing worse
     */
    public static DriftEnding of(DriftReport report, List<String> repair, int driftCode) {
        ExitCode code = report.exitCode();
        Result result =
                switch (code) {
                    case SEEDED -> Result.UNCHANGED;
                    case DRIFT -> Result.DRIFTED;
                    default -> report.obstacle().isPresent() ? Result.STOPPED : Result.FAILED;
                };
        return new DriftEnding(
                result,
                code == ExitCode.DRIFT ? driftCode : code.code(),
                Optional.of(report),
                DriftFailures.of(report),
                repair);
    }

    /** The ending of a command that came to no report. */
    public static DriftEnding of(Ending ending) {
        return new DriftEnding(
                ending.result() == Ending.Result.CANCELLED ? Result.CANCELLED : Result.STOPPED,
                ending.exitCode().code(),
                Optional.empty(),
                ending.failures(),
                List.of());
    }

    /** The ending by a lock that cannot be read. */
    public static DriftEnding stopped(Obstacle obstacle) {
        Failure failure =
                ObstacleText.failure(
                        obstacle, Optional.empty(), DriftFailures.hintOfLock(obstacle));
        return new DriftEnding(
                Result.STOPPED,
                failure.exitCode().code(),
                Optional.empty(),
                List.of(failure),
                List.of());
    }

    /** The failures alone, for texts that know no report. */
    public Ending failed() {
        return new Ending(Ending.Result.STOPPED, Optional.empty(), failures);
    }

    public Optional<Failure> failure() {
        return failures.stream().findFirst();
    }

    public List<Warning> warnings() {
        return report.map(DriftReport::warnings).orElse(List.of());
    }
}
