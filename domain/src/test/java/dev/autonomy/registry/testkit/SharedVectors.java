package dev.autonomy.registry.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The shared vectors, a folder beside the checkout. Where it is absent each test over them is
 * skipped for itself, so that a build counts what it did not run.
 */
public final class SharedVectors {

    private final Path folder;

    private SharedVectors(Path folder) {
        this.folder = folder;
    }

    /** Beside the checkout of the module that is tested. */
    public static SharedVectors besideTheCheckout() {
        return in(Path.of("").toAbsolutePath().resolve("../../shared/vectors").normalize());
    }

    static SharedVectors in(Path folder) {
        return new SharedVectors(folder);
    }

    public boolean areThere() {
        return Files.isDirectory(folder);
    }

    /** The folder; a test that needs it is skipped where it is absent. */
    public Path folder() {
        assumeTrue(
                areThere(),
                () -> "the shared vectors are not beside this checkout: no folder " + folder);
        return folder;
    }

    /**
     * A test of each vector.
     *
     * @param known how many there are at least, and how many are skipped where there are none
     */
    public Stream<DynamicTest> tests(int known, Source source) throws Exception {
        if (!areThere()) {
            return IntStream.rangeClosed(1, known)
                    .mapToObj(
                            number ->
                                    dynamicTest("vector " + number + " of " + known, this::folder));
        }
        List<DynamicTest> tests = source.tests().toList();
        assertTrue(
                tests.size() >= known,
                () -> "expected at least " + known + " vectors, found " + tests.size());
        return tests.stream();
    }

    /** Reads the vectors, which are there. */
    @FunctionalInterface
    public interface Source {
        Stream<DynamicTest> tests() throws Exception;
    }
}
