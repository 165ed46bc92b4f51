package dev.autonomy.registry.adapter.catalog;

import java.util.Optional;

/** What a key says. */
sealed interface Given<T> {

    /** The key does not stand there. */
    record Nothing<T>() implements Given<T> {}

    /** It does, but says nothing that can be used; why has been said. */
    record Unusable<T>() implements Given<T> {}

    record Value<T>(T value) implements Given<T> {}

    static <T> Given<T> of(Optional<T> usable) {
        return usable.<Given<T>>map(Value::new).orElseGet(Unusable::new);
    }

    default Optional<T> usable() {
        return this instanceof Value<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    /** This, unless it is nothing. */
    default Given<T> or(Given<T> other) {
        return this instanceof Nothing<T> ? other : this;
    }
}
