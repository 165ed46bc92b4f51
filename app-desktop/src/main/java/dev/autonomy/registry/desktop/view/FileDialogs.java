package dev.autonomy.registry.desktop.view;

import java.nio.file.Path;
import java.util.Optional;

/** Asks where files are; empty when the question was called off. */
public interface FileDialogs {

    /** Opens beside this file, where it is still there. */
    Optional<Path> publicKey(Optional<Path> last);

    Optional<Path> folder(Path current);

    /** Opens beside this file, where it is still there. */
    Optional<Path> credentials(Optional<Path> last);

    Optional<Path> reportFile(Path suggested);
}
