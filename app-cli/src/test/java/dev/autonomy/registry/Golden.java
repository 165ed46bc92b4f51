package dev.autonomy.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Texts as they are printed, kept beside the tests. A wanted change is taken over with {@code mvn
 * test -pl app-cli -am -Dgolden.update=true} and reviewed as a diff.
 */
public final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    public static boolean isUpdating() {
        return Boolean.getBoolean("golden.update");
    }

    public static void assertGolden(String name, String text) {
        Path file = FOLDER.resolve(name);
        try {
            if (isUpdating()) {
                Files.writeString(file, text + "\n");
            }
            assertEquals(Files.readString(file), text + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
