package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.outcome.SeedStep;

/** One of the five steps of a run, and how far it is. */
public record StepMark(SeedStep step, String name, State state) {

    public enum State {
        WAITING,
        RUNNING,
        DONE,
        STOPPED
    }
}
