package dev.autonomy.registry.drift;

import java.util.Locale;

/** What became of something that a lock pins, or that it does not know (spec 7.3). */
public enum DriftState {
    UNCHANGED,
    /** Evidence that the lock does not know; no drift. */
    ADDED,
    /** The tag names another digest. */
    MOVED,
    MISSING_TAG,
    MISSING_MANIFEST,
    MISSING_BLOB,
    /** Evidence is gone, or is not found any more where the lock says. */
    MISSING_ATTACHMENT,
    WRONG_SIZE,
    /** Other bytes than the digest names. */
    TAMPERED,
    /** The registry did not show it; an obstacle says why. */
    UNREADABLE;

    /** The word used in files and texts. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
