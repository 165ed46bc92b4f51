package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.progress.ProgressSnapshot;
import java.time.Duration;
import java.time.Instant;
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

    void show(ProgressSnapshot snapshot, Instant now) {
        for (int i = 0; i < snapshot.rows().size(); i++) {
            ProgressSnapshot.Row row = snapshot.rows().get(i);
            RunRow.Values values = values(row, now);
            if (i == rows.size()) {
                rows.add(new RunRow(Names.capitalised(row.name()), values));
            } else {
                rows.get(i).show(values);
            }
        }
    }

    /** What was on its way when the run ended did not arrive. */
    void stop() {
        for (RunRow row : rows) {
            RunRow.Values last = row.values().get();
            if (last.state() == RunRow.State.COPYING || last.state() == RunRow.State.RETRYING) {
                row.show(
                        new RunRow.Values(
                                last.fraction(),
                                last.size(),
                                "",
                                "",
                                RunRow.State.STOPPED,
                                texts.of("run.state.stopped"),
                                spoken(row.name(), texts.of("run.state.stopped"), last)));
            }
        }
    }

    private RunRow.Values values(ProgressSnapshot.Row row, Instant now) {
        RunRow.State state = state(row.state());
        boolean moves = state == RunRow.State.COPYING && row.done() < row.total();
        String stateText =
                row.state() instanceof ProgressSnapshot.State.Retrying retrying
                        ? texts.of(
                                "run.state.retrying",
                                retrying.attempt(),
                                RETRIES,
                                wait(retrying, now))
                        : texts.of("run.state." + state.key());
        RunRow.Values values =
                new RunRow.Values(
                        row.total() == 0 ? 0 : (double) row.done() / row.total(),
                        quantities.sizeOf(row.done(), row.total()),
                        moves && row.rate().isPresent()
                                ? quantities.rate(row.rate().getAsLong())
                                : "",
                        moves ? row.left().map(quantities::left).orElse("") : "",
                        state,
                        stateText,
                        "");
        return new RunRow.Values(
                values.fraction(),
                values.size(),
                values.rate(),
                values.left(),
                values.state(),
                values.stateText(),
                spoken(Names.capitalised(row.name()), stateText, values));
    }

    private String spoken(String name, String stateText, RunRow.Values values) {
        return texts.of(
                "run.row.spoken", name, stateText, (int) (values.fraction() * 100), values.size());
    }

    private static long wait(ProgressSnapshot.State.Retrying retrying, Instant now) {
        return Math.max(0, Duration.between(now, retrying.again()).toSeconds());
    }

    private static RunRow.State state(ProgressSnapshot.State state) {
        return switch (state) {
            case ProgressSnapshot.State.Waiting() -> RunRow.State.WAITING;
            case ProgressSnapshot.State.Copying() -> RunRow.State.COPYING;
            case ProgressSnapshot.State.Retrying _ -> RunRow.State.RETRYING;
            case ProgressSnapshot.State.Copied() -> RunRow.State.COPIED;
            case ProgressSnapshot.State.Unchanged() -> RunRow.State.UNCHANGED;
        };
    }
}
