package dev.autonomy.registry.desktop.wizard;

import java.util.List;

/** The references of recent seeds, the latest first; never credentials. */
public interface RecentReferences {

    int MOST = 8;

    List<String> of(Side side);

    /** Puts the reference first; a failure to write is no reason to keep anyone from seeding. */
    void used(Side side, String reference);
}
