package dev.autonomy.registry.progress;

/**
 * Told of each event, one at a time and in order. Must not block: it is called on the threads that
 * do the work.
 */
@FunctionalInterface
public interface SeedObserver {

    void on(SeedEvent event);
}
