package dev.autonomy.registry.desktop.wizard;

/** The line and the three buttons below every page. */
public record Footer(
        Hint hint, Leave leave, String leaveLabel, Step back, String nextLabel, Step next) {

    /** What the button on the left does. */
    public enum Leave {
        CLOSE,
        CANCEL_RUN,
        CANCELLING
    }

    /** Whether a button can be pressed. */
    public enum Step {
        POSSIBLE,
        IMPOSSIBLE;

        static Step when(boolean possible) {
            return possible ? POSSIBLE : IMPOSSIBLE;
        }
    }
}
