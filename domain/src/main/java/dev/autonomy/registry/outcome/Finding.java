package dev.autonomy.registry.outcome;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One check of one subject: what was expected and found, a sentence a technician understands, and
 * for signatures what became of each candidate.
 */
public record Finding(
        VerificationStep step,
        String subject,
        StepOutcome outcome,
        Optional<String> expected,
        Optional<String> found,
        String message,
        List<String> candidates) {

    public Finding {
        Objects.requireNonNull(step);
        Objects.requireNonNull(subject);
        Objects.requireNonNull(outcome);
        Objects.requireNonNull(message);
        candidates = List.copyOf(candidates);
    }
}
