package dev.autonomy.registry.catalog;

import dev.autonomy.registry.outcome.BundleResult;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedReport;
import java.util.List;

/** How it ended for one bundle of a catalog. */
public sealed interface BundleEnd {

    BundleResult result();

    ExitCode exitCode();

    /** What was in its way, where something other than a verdict was. */
    default List<Obstacle> obstacles() {
        return List.of();
    }

    /** Its seed came to an end of its own. */
    record Ended(SeedReport report) implements BundleEnd {
        @Override
        public BundleResult result() {
            return BundleResult.of(report.outcome());
        }

        @Override
        public ExitCode exitCode() {
            return report.outcome().exitCode();
        }

        @Override
        public List<Obstacle> obstacles() {
            return report.outcome().obstacles();
        }
    }

    /** It was left as it was for what was in the way of others, or of the whole run. */
    record NotAttempted(ExitCode exitCode) implements BundleEnd {
        @Override
        public BundleResult result() {
            return BundleResult.NOT_ATTEMPTED;
        }
    }

    /** The run was cancelled before it ended. */
    record Cancelled() implements BundleEnd {
        @Override
        public BundleResult result() {
            return BundleResult.CANCELLED;
        }

        @Override
        public ExitCode exitCode() {
            return ExitCode.CANCELLED;
        }
    }
}
