package dev.autonomy.registry.desktop.view;

import java.nio.file.Path;
import java.util.Optional;

/** Asks where files are; empty when the question was called off. */
public interface FileDialogs {

    Optional<Path> publicKey();

    Optional<Path> folder(Path current);

    Optional<Path> credentials();

    Optional<Path> reportFile(Path suggested);
}
