package dev.autonomy.registry.desktop.wizard;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of the review: what was looked at, how it stands, and where it is not simply well, what to
 * do step by step, a command that does it, and what else helps.
 */
public record ReviewLine(
        ReviewItem item,
        State state,
        RichText text,
        List<RichText> advice,
        Optional<String> command,
        Remedy remedy) {

    public ReviewLine {
        advice = List.copyOf(advice);
    }

    /** How a line stands. */
    public enum State {
        CHECKING,
        OK,
        WARNING,
        PROBLEM,
        /** Coloured as a problem, but no reason not to start: verification was switched off. */
        UNSAFE,
        NOT_CHECKED;

        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What helps besides a command. */
    public enum Remedy {
        NONE,
        CREDENTIALS_FILE
    }

    static ReviewLine of(ReviewItem item, State state, RichText text) {
        return new ReviewLine(item, state, text, List.of(), Optional.empty(), Remedy.NONE);
    }

    ReviewLine advising(RichText what) {
        return advising(List.of(what));
    }

    ReviewLine advising(List<RichText> steps) {
        return new ReviewLine(item, state, text, steps, command, remedy);
    }

    ReviewLine offering(Optional<String> what, Remedy besides) {
        return new ReviewLine(item, state, text, advice, what, besides);
    }
}
