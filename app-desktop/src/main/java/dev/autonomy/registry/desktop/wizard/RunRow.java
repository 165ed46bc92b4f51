package dev.autonomy.registry.desktop.wizard;

import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** An artifact, or a platform of one, as it travels; its values change in place. */
public final class RunRow {

    private final ReadOnlyObjectWrapper<Values> values;

    RunRow(Values values) {
        this.values = new ReadOnlyObjectWrapper<>(values);
    }

    public String name() {
        return values.get().name();
    }

    public ReadOnlyObjectProperty<Values> values() {
        return values.getReadOnlyProperty();
    }

    void show(Values now) {
        values.set(now);
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
            String spoken) {}

    public enum State {
        WAITING,
        COPYING,
        RETRYING,
        COPIED,
        UNCHANGED,
        STOPPED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
