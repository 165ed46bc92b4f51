package dev.autonomy.registry.drift;

import dev.autonomy.registry.outcome.ExitCode;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What was found of one bundle so far, by several threads at once. */
final class ItemLedger {

    /** Nobody reads more lines of one bundle; the others are counted. */
    static final int MOST_LISTED = 1000;

    /** Whoever may write to the registry decides how much there is of this. */
    private static final int MOST_ADDED = 100;

    private static final Comparator<DriftItem> ORDER =
            Comparator.comparing(DriftItem::of)
                    .thenComparing(DriftItem::kind)
                    .thenComparing(DriftItem::name)
                    .thenComparing(DriftItem::state);

    private final ExitCode ofGoneEvidence;
    private final Set<DriftItem> items = new HashSet<>();
    private int unchanged;
    private int added;
    private int unlisted;
    private ExitCode gravest = ExitCode.SEEDED;

    ItemLedger(ExitCode ofGoneEvidence) {
        this.ofGoneEvidence = ofGoneEvidence;
    }

    synchronized void unchanged() {
        unchanged++;
    }

    /** What two questions came to alike is one thing. */
    synchronized void add(DriftItem item) {
        if (items.contains(item)) {
            return;
        }
        gravest = ExitCode.gravest(List.of(gravest, item.exitCode(ofGoneEvidence)));
        boolean isAdded = item.state() == DriftState.ADDED;
        if (items.size() < MOST_LISTED && (!isAdded || added < MOST_ADDED)) {
            added += isAdded ? 1 : 0;
            items.add(item);
        } else {
            unlisted++;
        }
    }

    synchronized int countUnchanged() {
        return unchanged;
    }

    /** In an order that does not depend on who answered first. */
    synchronized List<DriftItem> items() {
        return items.stream().sorted(ORDER).toList();
    }

    synchronized int unlisted() {
        return unlisted;
    }

    synchronized ExitCode gravest() {
        return gravest;
    }
}
