package dev.autonomy.registry.drift;

/** Told what happens, by several threads at once; must not block. */
@FunctionalInterface
public interface DriftObserver {
    void on(DriftEvent event);
}
