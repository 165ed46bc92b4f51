package dev.autonomy.registry.outcome;

/** How one check of one subject came out. */
public sealed interface StepOutcome {

    String label();

    record Pass() implements StepOutcome {
        @Override
        public String label() {
            return "pass";
        }
    }

    /** The check did not pass; the verdict says in what way. */
    record Fail(Verdict verdict) implements StepOutcome {
        public Fail {
            if (verdict.isAcceptable()) {
                throw new IllegalArgumentException(verdict + " is not a failure");
            }
        }

        @Override
        public String label() {
            return "fail";
        }
    }

    /** The check was not asked for. */
    record Skipped() implements StepOutcome {
        @Override
        public String label() {
            return "skipped";
        }
    }
}
