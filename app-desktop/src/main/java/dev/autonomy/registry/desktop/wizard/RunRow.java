package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.VisibleText;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableObjectValue;

/**
 * An artifact, or a platform of one, as it travels; its values change in place, and are put into
 * words only when somebody looks.
 */
public final class RunRow {

    private final ObjectProperty<Supplier<Values>> latest;
    private final ObjectBinding<Values> values;

    RunRow(Supplier<Values> first) {
        latest = new SimpleObjectProperty<>(first);
        values = Bindings.createObjectBinding(() -> latest.get().get(), latest);
    }

    public String name() {
        return values.get().name();
    }

    public ObservableObjectValue<Values> values() {
        return values;
    }

    void show(Supplier<Values> now) {
        latest.set(now);
    }

    /** What a row shows; the fraction is from 0 to 1, and spoken is the row for a screen reader. */
    public record Values(
            String name,
            double fraction,
            String size,
            String rate,
            String left,
            State state,
            String stateText,
            String spoken) {

        public Values {
            name = VisibleText.of(name);
        }
    }

    public enum State {
        WAITING,
        COPYING,
        /** On its way, but nothing has moved for a while. */
        QUIET,
        RETRYING,
        COPIED,
        UNCHANGED,
        STOPPED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
