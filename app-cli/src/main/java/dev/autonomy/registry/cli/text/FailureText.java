package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What went wrong, as paragraphs for people: the failures one by one, the gravest first. */
public final class FailureText {

    private static final int LABEL_WIDTH = 11;

    private FailureText() {}

    /** The paragraphs, the last one with what the destination's tag holds if that is known. */
    public static String of(Ending ending) {
        List<Failure> failures = ending.failures();
        List<String> paragraphs = new ArrayList<>();
        for (int i = 0; i < failures.size(); i++) {
            boolean isLast = i == failures.size() - 1;
            List<String> lines = seen(failures.get(i));
            if (isLast) {
                ending.report().flatMap(FailureText::standing).ifPresent(lines::add);
            }
            if (isLast || !failures.get(i).hint().equals(failures.get(i + 1).hint())) {
                lines.add("What to do: " + failures.get(i).hint());
            }
            failures.get(i)
                    .detail()
                    .ifPresent(line -> lines.add(line.label() + ": " + line.text()));
            paragraphs.add(String.join("\n", lines));
        }
        return String.join("\n\n", paragraphs);
    }

    private static List<String> seen(Failure failure) {
        int width =
                failure.facts().stream()
                        .mapToInt(fact -> fact.label().length() + 2)
                        .reduce(LABEL_WIDTH, Math::max);
        List<String> lines = new ArrayList<>();
        lines.add(failure.headline() + ".");
        failure.facts()
                .forEach(fact -> lines.add("  " + padded(fact.label(), width) + fact.text()));
        return lines;
    }

    private static String padded(String label, int width) {
        return label + " ".repeat(width - label.length());
    }

    /**
     * That nothing was published, and what robots see at the tag. Once tags were being moved the
     * obstacle itself says where each one stands.
     */
    private static Optional<String> standing(SeedReport report) {
        return switch (report.outcome()) {
            case SeedOutcome.Stopped stopped when stopped.step() != SeedStep.PUBLISH ->
                    untouched(report);
            case SeedOutcome.Refused _ -> untouched(report);
            case SeedOutcome.Stopped _, SeedOutcome.Seeded _, SeedOutcome.Rehearsed _ ->
                    Optional.empty();
        };
    }

    private static Optional<String> untouched(SeedReport report) {
        return report.destination()
                .map(
                        destination ->
                                "Nothing was published: "
                                        + destination.reference()
                                        + destination
                                                .previous()
                                                .map(was -> " still points at " + was + ".")
                                                .orElse(" does not exist."));
    }
}
