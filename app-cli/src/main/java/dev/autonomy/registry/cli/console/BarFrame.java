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

    private static final int BAR = 22;
    private static final int SHORTEST_BAR = 4;
    private static final int DIGITS = 12;
    private static final String INDENT = " ".repeat(16);

    private BarFrame() {}

    /** Lines of at most this many columns; none before the first step and after the last. */
    static List<String> of(ProgressSnapshot snapshot, Instant now, int columns) {
        if (snapshot.step().isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(cut(step(snapshot.step().get(), snapshot, columns), columns));
        snapshot.lostLink().ifPresent(lost -> lines.add(cut(INDENT + waiting(lost, now), columns)));
        List<ProgressSnapshot.RunningBlob> blobs = snapshot.runningBlobs();
        blobs.stream()
                .limit(MOST_BLOBS)
                .forEach(blob -> lines.add(cut(INDENT + blob(blob, columns), columns)));
        if (blobs.size() > MOST_BLOBS) {
            lines.add(cut(INDENT + "and " + (blobs.size() - MOST_BLOBS) + " more", columns));
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
        int room = columns - label.length() - numbers.length() - 2;
        String bar = room < SHORTEST_BAR ? "" : bar(snapshot.done(), snapshot.total(), room) + "  ";
        return label + bar + numbers;
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
        int room = columns - INDENT.length() - label.length() - numbers.length() - 4;
        return label
                + "  "
                + (room < SHORTEST_BAR ? "" : bar(blob.done(), blob.total(), room) + "  ")
                + numbers;
    }

    private static String bar(long done, long total, int room) {
        int cells = Math.min(BAR, room);
        int full = total <= 0 ? cells : (int) (cells * Math.min(done, total) / total);
        return "█".repeat(full) + "░".repeat(cells - full);
    }

    private static String cut(String line, int columns) {
        return line.length() <= columns ? line : line.substring(0, Math.max(0, columns - 1)) + "…";
    }
}
