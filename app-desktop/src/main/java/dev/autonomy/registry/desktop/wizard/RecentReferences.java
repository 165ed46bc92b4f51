package dev.autonomy.registry.desktop.wizard;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The references and the key of recent seeds, the latest first; never credentials. */
public interface RecentReferences {

    int MOST = 8;

    List<String> of(Side side);

    /** Puts the reference first; a failure to write is no reason to keep anyone from seeding. */
    void used(Side side, String reference);

    /** The public key file that was used last; it may be gone by now. */
    Optional<Path> key();

    /** Remembers where this key is; a failure to write is no reason to keep anyone from it. */
    void usedKey(Path file);
}
