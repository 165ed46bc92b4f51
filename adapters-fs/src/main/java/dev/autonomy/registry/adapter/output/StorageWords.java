package dev.autonomy.registry.adapter.output;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** What a file system refused, in plain words or else in its own. */
final class StorageWords {

    private StorageWords() {}

    static String of(IOException refusal) {
        return switch (refusal) {
            case AccessDeniedException denied -> "no permission to write to " + denied.getFile();
            case FileAlreadyExistsException present ->
                    "something else is already there: " + present.getFile();
            case NoSuchFileException absent -> "no longer there: " + absent.getFile();
            case FileSystemException other ->
                    reported(Optional.ofNullable(other.getReason())) + ": " + other.getFile();
            default -> reported(Optional.ofNullable(refusal.getMessage()));
        };
    }

    private static String reported(Optional<String> reason) {
        return reason.map(words -> "the system says \"" + words + "\"")
                .orElse("the system gives no reason");
    }
}
