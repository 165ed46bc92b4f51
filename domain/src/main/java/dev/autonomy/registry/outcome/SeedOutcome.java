package dev.autonomy.registry.outcome;

import java.util.List;

/** How a seed ended. Cancellation is not among them: it travels as {@link InterruptedException}. */
public sealed interface SeedOutcome {

    ExitCode exitCode();

    /** What kept the run from going on, where something other than a verdict did. */
    default List<Obstacle> obstacles() {
        return List.of();
    }

    /** Verified (or knowingly not) and published, or already there. */
    record Seeded() implements SeedOutcome {
        @Override
        public ExitCode exitCode() {
            return ExitCode.SEEDED;
        }
    }

    /** A rehearsal that found nothing in the way. */
    record Rehearsed() implements SeedOutcome {
        @Override
        public ExitCode exitCode() {
            return ExitCode.SEEDED;
        }
    }

    /** The bundle did not pass verification in this step; nothing was published. */
    record Refused(SeedStep step, Verdict verdict) implements SeedOutcome {
        @Override
        public ExitCode exitCode() {
            return ExitCode.of(verdict);
        }
    }

    /** Obstacles, found in this step; the first one names the exit code. */
    record Stopped(SeedStep step, List<Obstacle> obstacles) implements SeedOutcome {
        public Stopped {
            obstacles = List.copyOf(obstacles);
            if (obstacles.isEmpty()) {
                throw new IllegalArgumentException("stopped by nothing");
            }
        }

        @Override
        public ExitCode exitCode() {
            return ExitCode.of(obstacles.getFirst());
        }
    }
}
