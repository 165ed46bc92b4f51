package dev.autonomy.registry.outcome;

import java.time.Duration;
import java.util.Locale;

/**
 * What became of one artifact: its name in texts, whether it had to travel, its size in bytes and
 * the time it took.
 */
public record Transfer(String artifact, Status status, long bytes, Duration duration) {

    /** Whether content travelled. */
    public enum Status {
        COPIED,
        UNCHANGED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
