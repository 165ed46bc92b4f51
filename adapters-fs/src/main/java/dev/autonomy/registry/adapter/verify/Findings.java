package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationStep;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Makes the findings of one step. */
record Findings(VerificationStep step) {

    /** Passes where both are equal, and has the verdict where they are not. */
    Finding compared(
            String subject, String expected, String found, String message, Verdict otherwise) {
        return new Finding(
                step,
                subject,
                expected.equals(found) ? new StepOutcome.Pass() : new StepOutcome.Fail(otherwise),
                Optional.of(expected),
                Optional.of(found),
                message,
                List.of());
    }

    Finding passed(String subject, String expected, String found, String message) {
        return new Finding(
                step,
                subject,
                new StepOutcome.Pass(),
                Optional.of(expected),
                Optional.of(found),
                message,
                List.of());
    }

    Finding failed(String subject, Verdict verdict, String expected, String found, String message) {
        return new Finding(
                step,
                subject,
                new StepOutcome.Fail(verdict),
                Optional.of(expected),
                Optional.of(found),
                message,
                List.of());
    }

    Finding failed(String subject, Verdict verdict, String message) {
        return new Finding(
                step,
                subject,
                new StepOutcome.Fail(verdict),
                Optional.empty(),
                Optional.empty(),
                message,
                List.of());
    }

    /** About the lock alone; skipped without it. */
    <T> Finding lock(Document<T> lock, Function<T, Finding> read) {
        return lock.map(
                read,
                (verdict, reason) -> failed("lock", verdict, reason),
                () -> skipped("lock", "The lock was not asked for."));
    }

    /** Holds the policy against the lock; skipped without either. */
    <T, U> Finding policy(Document<T> one, Document<U> other, BiFunction<T, U, Finding> read) {
        return policy(one, first -> policy(other, second -> read.apply(first, second)));
    }

    private <T> Finding policy(Document<T> document, Function<T, Finding> read) {
        return document.map(
                read,
                (verdict, reason) -> failed("policy", verdict, reason),
                () -> skipped("policy", "Lock and policy were not both asked for."));
    }

    private Finding skipped(String subject, String message) {
        return new Finding(
                step,
                subject,
                new StepOutcome.Skipped(),
                Optional.empty(),
                Optional.empty(),
                message,
                List.of());
    }
}
