package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.outcome.SeedStep;
import java.util.Locale;

/** One of the five steps of a run, and how far it is. */
public record StepMark(SeedStep step, String name, State state) {

    public enum State {
        WAITING,
        RUNNING,
        /** Running, but nothing has moved for a while. */
        QUIET,
        DONE,
        STOPPED,
        /** Left out, because it was switched off. */
        LEFT_OUT;

        /** The word that stands for the state in text keys and styles. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
