package dev.autonomy.registry.adapter.patience;

import java.time.Duration;

/** Waits, as a real run does, or only notes the wish, as a test does. */
@FunctionalInterface
public interface Pause {
    void rest(Duration duration) throws InterruptedException;
}
