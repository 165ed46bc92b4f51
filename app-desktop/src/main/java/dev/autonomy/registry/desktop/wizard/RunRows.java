package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.progress.ProgressSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The rows of a run; once there, a row keeps its place. */
final class RunRows {

    private static final int RETRIES = 3;

    private final Texts texts;
    private final Quantities quantities;
    private final ObservableList<RunRow> rows = FXCollections.observableArrayList();

    RunRows(Texts texts, Quantities quantities) {
        this.texts = texts;
        this.quantities = quantities;
    }

    ObservableList<RunRow> rows() {
        return rows;
    }

    void clear() {
        rows.clear();
    }

    /** Shows how the run stands; what was shown before it has a plan stays until then. */
    void show(ProgressSnapshot snapshot, Instant now) {
        int known = snapshot.rows().size();
        Optional<Duration> still = Stillness.of(snapshot, now);
        if (known > 0 && known < rows.size()) {
            rows.remove(known, rows.size());
        }
        List<RunRow> added = new ArrayList<>();
        for (int i = 0; i < known; i++) {
            ProgressSnapshot.Row row = snapshot.rows().get(i);
            Supplier<RunRow.Values> values = () -> values(row, still, now);
            if (i < rows.size()) {
                rows.get(i).show(values);
            } else {
                added.add(new RunRow(values));
            }
        }
        rows.addAll(added);
    }

    /** What was on its way when the run ended did not arrive. */
    void stop() {
        for (RunRow row : rows) {
            RunRow.Values last = row.values().get();
            switch (last.state()) {
                case COPYING, QUIET, RETRYING -> row.show(() -> stopped(last));
                case WAITING, COPIED, UNCHANGED, STOPPED -> {}
            }
        }
    }

    private RunRow.Values stopped(RunRow.Values last) {
        String stateText = texts.of("run.state.stopped");
        return new RunRow.Values(
                last.name(),
                last.fraction(),
                last.size(),
                "",
                "",
                RunRow.State.STOPPED,
                stateText,
                spoken(last.name(), stateText, last.fraction(), last.size()));
    }

    private RunRow.Values values(ProgressSnapshot.Row row, Optional<Duration> still, Instant now) {
        RunRow.State state = state(row, still);
        boolean moves =
                state == RunRow.State.COPYING
                        && row.done() < row.total()
                        && row.rate().orElse(0) > 0;
        String stateText =
                state == RunRow.State.RETRYING
                                && row.state() instanceof ProgressSnapshot.State.Retrying retrying
                        ? texts.of(
                                "run.state.retrying",
                                retrying.attempt(),
                                RETRIES,
                                wait(retrying, now))
                        : texts.of("run.state." + state.key());
        String name = Names.capitalised(row.name());
        double fraction = row.total() == 0 ? 0 : (double) row.done() / row.total();
        String size = quantities.sizeOf(row.done(), row.total());
        return new RunRow.Values(
                name,
                fraction,
                size,
                moves ? quantities.rate(row.rate().getAsLong()) : "",
                moves ? row.left().map(quantities::left).orElse("") : "",
                state,
                stateText,
                spoken(name, stateText, fraction, size));
    }

    private String spoken(String name, String stateText, double fraction, String size) {
        return texts.of("run.row.spoken", name, stateText, (int) (fraction * 100), size);
    }

    private static long wait(ProgressSnapshot.State.Retrying retrying, Instant now) {
        return Math.max(0, Duration.between(now, retrying.again()).toSeconds());
    }

    /**
     * A platform waits until something of it moves, and is there once only its manifest is missing:
     * that follows when the whole image is there.
     */
    private static RunRow.State state(ProgressSnapshot.Row row, Optional<Duration> still) {
        boolean whole = row.done() > 0 && row.rest() == 0;
        return switch (row.state()) {
            case ProgressSnapshot.State.Waiting() -> RunRow.State.WAITING;
            case ProgressSnapshot.State.Copying() -> {
                if (whole) {
                    yield RunRow.State.COPIED;
                }
                if (row.done() == 0 && row.platform().isPresent()) {
                    yield RunRow.State.WAITING;
                }
                yield still.isPresent() ? RunRow.State.QUIET : RunRow.State.COPYING;
            }
            case ProgressSnapshot.State.Retrying _ ->
                    whole ? RunRow.State.COPIED : RunRow.State.RETRYING;
            case ProgressSnapshot.State.Copied() -> RunRow.State.COPIED;
            case ProgressSnapshot.State.Unchanged() -> RunRow.State.UNCHANGED;
        };
    }
}
