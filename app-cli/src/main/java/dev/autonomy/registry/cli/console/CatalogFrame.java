package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.text.LinkText;
import dev.autonomy.registry.cli.text.Quantities;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.progress.CatalogSnapshot;
import dev.autonomy.registry.progress.ProgressSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One frame of the live display of a catalog: the whole, and a row for each bundle under way. */
final class CatalogFrame {

    /** More rows than this tell nobody anything, and small terminals are 24 rows high. */
    private static final int MOST_BUNDLES = 8;

    private static final int NAME = 28;
    private static final String LABEL = "  %-12s ".formatted("catalog");
    private static final String INDENT = "    ";

    private CatalogFrame() {}

    /** Lines of at most this many columns; none before the first event and after the last. */
    static List<String> of(CatalogSnapshot snapshot, Instant now, int columns) {
        if (snapshot.bundles() == 0 || snapshot.ended() == snapshot.bundles()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(Bar.cut(total(snapshot, columns), columns));
        snapshot.lostLink().ifPresent(lost -> lines.add(Bar.cut(waiting(lost, now), columns)));
        snapshot.moving().stream()
                .limit(MOST_BUNDLES)
                .forEach(each -> lines.add(Bar.cut(INDENT + row(each, columns), columns)));
        if (snapshot.moving().size() > MOST_BUNDLES) {
            lines.add(INDENT + "and " + (snapshot.moving().size() - MOST_BUNDLES) + " more");
        }
        return lines;
    }

    private static String waiting(ProgressSnapshot.LostLink lost, Instant now) {
        return INDENT + LinkText.waiting(lost.registry(), lost.since(), lost.until(), now);
    }

    private static String total(CatalogSnapshot snapshot, int columns) {
        String numbers = whole(snapshot);
        if (snapshot.judged() < snapshot.bundles() || snapshot.total() == 0) {
            return LABEL + numbers;
        }
        return LABEL
                + Bar.before(numbers, snapshot.done(), snapshot.total(), columns - LABEL.length());
    }

    /** {@code 41 % 332 of 810.9 MB 12 of 20 bundles 41.2 MB/s 6 s left}. */
    static String whole(CatalogSnapshot snapshot) {
        if (snapshot.judged() < snapshot.bundles()) {
            return snapshot.judged()
                    + " of "
                    + Quantities.count(snapshot.bundles(), "bundle")
                    + " judged";
        }
        StringBuilder text =
                new StringBuilder(
                        "%3d %%  %s  %d of %s"
                                .formatted(
                                        Quantities.percent(snapshot.done(), snapshot.total()),
                                        Quantities.part(snapshot.done(), snapshot.total()),
                                        snapshot.ended(),
                                        Quantities.count(snapshot.bundles(), "bundle")));
        snapshot.left()
                .ifPresent(
                        left -> text.append("  ").append(Quantities.coarse(left)).append(" left"));
        return text.toString();
    }

    private static String row(CatalogSnapshot.Moving bundle, int columns) {
        String label =
                ("%-" + NAME + "s  %s")
                        .formatted(Bar.cut(bundle.bundle(), NAME), StepLines.label(bundle.step()));
        boolean isMoving =
                bundle.step() == SeedStep.REPLICATE || bundle.step() == SeedStep.SIDECARS;
        if (!isMoving) {
            return label;
        }
        String percent = "%3d %%".formatted(Quantities.percent(bundle.done(), bundle.total()));
        return label
                + Bar.before(
                        percent,
                        bundle.done(),
                        bundle.total(),
                        columns - INDENT.length() - label.length());
    }
}
