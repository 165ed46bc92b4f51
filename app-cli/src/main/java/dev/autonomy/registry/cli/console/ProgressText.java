package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.text.Quantities;
import dev.autonomy.registry.progress.ProgressSnapshot;

/** How far a run has come, in one line of words. */
final class ProgressText {

    private ProgressText() {}

    /** {@code 71 % 575.4 of 810.9 MB 41.2 MB/s 6 s left}; rate and time once they are known. */
    static String whole(ProgressSnapshot snapshot) {
        StringBuilder text =
                new StringBuilder(
                        "%3d %%  %s"
                                .formatted(
                                        Quantities.percent(snapshot.done(), snapshot.total()),
                                        Quantities.part(snapshot.done(), snapshot.total())));
        snapshot.rate().ifPresent(rate -> text.append("  ").append(Quantities.rate(rate)));
        snapshot.left()
                .ifPresent(
                        left -> text.append("  ").append(Quantities.coarse(left)).append(" left"));
        return text.toString();
    }
}
