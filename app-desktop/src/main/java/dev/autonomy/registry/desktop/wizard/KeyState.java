package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.TrustedKey;
import java.nio.file.Path;
import java.util.Optional;

/** Where the choice of a public key stands. */
public sealed interface KeyState {

    record None() implements KeyState {}

    /** Empty for a key that was pasted. */
    record Loading(Optional<Path> file) implements KeyState {}

    record Usable(Path file, TrustedKey key) implements KeyState {

        /** The fingerprint's hex digits in groups of eight, which two people can compare aloud. */
        public String groupedFingerprint() {
            return key.fingerprint().hex().replaceAll("(.{8})(?!$)", "$1 ");
        }
    }

    /** Empty for a text that was pasted. */
    record Refused(Optional<Path> file, String reason) implements KeyState {}
}
