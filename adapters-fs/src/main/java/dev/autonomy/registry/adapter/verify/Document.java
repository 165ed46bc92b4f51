package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.outcome.Verdict;

/** A sidecar's content: read, or why not. */
sealed interface Document<T> {

    record Read<T>(T content) implements Document<T> {}

    record Unusable<T>(Verdict verdict, String reason) implements Document<T> {}

    /** The sidecar is not part of what is asked. */
    record NotAskedFor<T>() implements Document<T> {}
}
