package dev.autonomy.registry.desktop.wizard;

/** A page in the rail: where it stands, in a mark, a line and, for a screen reader, a sentence. */
public record RailItem(
        Page page, String title, String status, Mark mark, Reach reach, String spoken) {

    /** The sign in an item's circle. */
    public enum Mark {
        NUMBER,
        TICK,
        ALERT,
        STOPPED,
        REFUSED
    }

    /** Whether a page is the one in view, can be gone to, or comes later. */
    public enum Reach {
        CURRENT,
        VISITED,
        AHEAD
    }
}
