package dev.autonomy.registry.desktop.view;

import dev.autonomy.registry.desktop.wizard.RunRow;
import dev.autonomy.registry.desktop.wizard.Tone;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** How a row stands, in a sign and a word; with little room, rate and time left stand below. */
final class StateCell extends TableCell<RunRow, RunRow.Values> {

    private final Supplier<Width> width;
    private final Label word = Parts.wrapped("", "state");
    private final Label figures = Parts.label("", "figures");
    private Optional<RunRow.State> drawn = Optional.empty();

    StateCell(Supplier<Width> width) {
        this.width = width;
    }

    @Override
    protected void updateItem(RunRow.Values values, boolean empty) {
        super.updateItem(values, empty);
        if (empty || values == null) {
            setGraphic(null);
            drawn = Optional.empty();
        } else {
            show(values);
        }
    }

    private void show(RunRow.Values values) {
        if (!drawn.equals(Optional.of(values.state()))) {
            HBox line = new HBox(6, sign(values.state()), word);
            line.setAlignment(Pos.CENTER_LEFT);
            VBox content = new VBox(line, figures);
            content.setAlignment(Pos.CENTER_LEFT);
            content.getStyleClass().addAll("row-state", values.state().key());
            setGraphic(content);
            drawn = Optional.of(values.state());
        }
        word.setText(values.stateText());
        String below = width.get() == Width.NARROW ? figures(values) : "";
        figures.setText(below);
        Parts.show(figures, !below.isEmpty());
    }

    private static String figures(RunRow.Values values) {
        return Stream.of(values.rate(), values.left())
                .filter(figure -> !figure.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    private static Node sign(RunRow.State state) {
        return switch (state) {
            case WAITING -> Marks.waiting(16);
            case COPYING -> Marks.running(16);
            case QUIET, RETRYING, STOPPED -> Marks.of(Tone.WARNING, 16);
            case COPIED, UNCHANGED -> Marks.of(Tone.GOOD, 16);
        };
    }
}
