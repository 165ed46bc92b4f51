package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.text.LinkText;
import dev.autonomy.registry.cli.text.Quantities;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.progress.ProgressSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One frame of the live display: the step with the whole, and a bar for each running blob. */
final class BarFrame {

    /** More rows than this tell nobody anything, and small terminals are 24 rows high. */
    private static final int MOST_BLOBS = 8;

    private static final int DIGITS = 12;
    private static final String INDENT = " ".repeat(16);

    private BarFrame() {}

    /** Lines of at most this many columns; none before the first step and after the last. */
    static List<String> of(ProgressSnapshot snapshot, Instant now, int columns) {
        if (snapshot.step().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(Bar.cut(step(snapshot.step().get(), snapshot, columns), columns));
        snapshot.lostLink()
                .ifPresent(lost -> lines.add(Bar.cut(INDENT + waiting(lost, now), columns)));
        List<ProgressSnapshot.RunningBlob> blobs = snapshot.runningBlobs();
        blobs.stream()
                .limit(MOST_BLOBS)
                .forEach(blob -> lines.add(Bar.cut(INDENT + blob(blob, columns), columns)));
        if (blobs.size() > MOST_BLOBS) {
            lines.add(Bar.cut(INDENT + "and " + (blobs.size() - MOST_BLOBS) + " more", columns));
        }
        return lines;
    }

    private static String waiting(ProgressSnapshot.LostLink lost, Instant now) {
        return LinkText.waiting(lost.registry(), lost.since(), lost.until(), now);
    }

    private static String step(SeedStep step, ProgressSnapshot snapshot, int columns) {
        String label = "  " + StepLines.label(step);
        boolean isMoving =
                (step == SeedStep.REPLICATE || step == SeedStep.SIDECARS) && snapshot.total() > 0;
        if (!isMoving) {
            return label + doing(step);
        }
        String numbers = ProgressText.whole(snapshot);
        return label
                + Bar.before(numbers, snapshot.done(), snapshot.total(), columns - label.length());
    }

    private static String doing(SeedStep step) {
        return switch (step) {
            case PREFLIGHT -> "looking at this machine and both registries";
            case REPLICATE, SIDECARS -> "looking at what is there";
            case DIGESTS -> "reading back what was copied";
            case VERIFY -> "checking what the destination serves";
            case PUBLISH -> "writing the files and pointing the tags";
        };
    }

    private static String blob(ProgressSnapshot.RunningBlob blob, int columns) {
        String label = blob.artifact() + " " + blob.blob().hex().substring(0, DIGITS);
        String numbers = "%3d %%".formatted(Quantities.percent(blob.done(), blob.total()));
        return label
                + "  "
                + Bar.before(
                        numbers,
                        blob.done(),
                        blob.total(),
                        columns - INDENT.length() - label.length() - 2);
    }
}
