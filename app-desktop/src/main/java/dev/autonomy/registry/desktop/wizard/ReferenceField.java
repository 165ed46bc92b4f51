package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.Reference;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * A reference as it is typed. What is right is shown at once; what is wrong only when the typist
 * pauses or leaves, which the view tells through {@link #settle}.
 */
public final class ReferenceField {

    private final Side side;
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyObjectWrapper<Reading> reading =
            new ReadOnlyObjectWrapper<>(new Reading.Empty());
    private final ReadOnlyObjectWrapper<Reading> shown =
            new ReadOnlyObjectWrapper<>(new Reading.Empty());
    private Optional<String> objection = Optional.empty();

    ReferenceField(Side side) {
        this.side = side;
        text.addListener((_, _, _) -> read());
    }

    public Side side() {
        return side;
    }

    public StringProperty text() {
        return text;
    }

    /** What the text is at this moment. */
    public ReadOnlyObjectProperty<Reading> reading() {
        return reading.getReadOnlyProperty();
    }

    /** What the typist is told of it. */
    public ReadOnlyObjectProperty<Reading> shown() {
        return shown.getReadOnlyProperty();
    }

    /** Shows what the text is, right or wrong. */
    public void settle() {
        shown.set(reading.get());
    }

    /** Takes the suggested correction, where there is one. */
    public void correct() {
        if (reading.get() instanceof Reading.Invalid invalid) {
            invalid.correction().ifPresent(text::set);
        }
    }

    public Optional<Reference> reference() {
        return reading.get() instanceof Reading.Valid(Reference reference, _)
                ? Optional.of(reference)
                : Optional.empty();
    }

    /** What the rest of the page has against this reference, itself valid; empty when nothing. */
    void object(Optional<String> problem) {
        if (!problem.equals(objection)) {
            objection = problem;
            read();
            settle();
        }
    }

    /** The reference by itself, whatever the rest of the page says. */
    Optional<Reference> alone() {
        return Reading.of(side, text.get()) instanceof Reading.Valid(Reference reference, _)
                ? Optional.of(reference)
                : Optional.empty();
    }

    private void read() {
        Reading alone = Reading.of(side, text.get());
        reading.set(
                alone instanceof Reading.Valid && objection.isPresent()
                        ? new Reading.Invalid(
                                objection.get(), 0, text.get().length(), Optional.empty())
                        : alone);
        switch (reading.get()) {
            case Reading.Valid _, Reading.Empty _ -> settle();
            case Reading.Invalid _ -> {
                if (shown.get() instanceof Reading.Valid) {
                    shown.set(new Reading.Empty());
                }
            }
        }
    }
}
