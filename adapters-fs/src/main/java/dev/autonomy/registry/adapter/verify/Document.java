package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.outcome.Verdict;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/** A sidecar's content: read, or why not. */
sealed interface Document<T> {

    /** What is said of it in each case. */
    <R> R map(
            Function<T, R> read, BiFunction<Verdict, String, R> unusable, Supplier<R> notAskedFor);

    record Read<T>(T content) implements Document<T> {
        @Override
        public <R> R map(
                Function<T, R> read,
                BiFunction<Verdict, String, R> unusable,
                Supplier<R> notAskedFor) {
            return read.apply(content);
        }
    }

    record Unusable<T>(Verdict verdict, String reason) implements Document<T> {
        @Override
        public <R> R map(
                Function<T, R> read,
                BiFunction<Verdict, String, R> unusable,
                Supplier<R> notAskedFor) {
            return unusable.apply(verdict, reason);
        }
    }

    /** The sidecar is not part of what is asked. */
    record NotAskedFor<T>() implements Document<T> {
        @Override
        public <R> R map(
                Function<T, R> read,
                BiFunction<Verdict, String, R> unusable,
                Supplier<R> notAskedFor) {
            return notAskedFor.get();
        }
    }
}
