package dev.autonomy.registry.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Searches for inputs that the fuzz targets of a module fail on, each for {@code fuzz.seconds}: a
 * few in a build, as many as {@code bin/fuzz} is told there.
 */
public abstract class FuzzContract {

    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 2);

    private final ExecutorService searches =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

    @TestFactory
    List<DynamicTest> nothing_is_found_that_breaks() {
        List<FuzzTarget> targets = FuzzTarget.beside(getClass(), "dev.autonomy.registry");
        assertFalse(targets.isEmpty(), "no fuzz target");
        return targets.stream().map(this::searched).toList();
    }

    private DynamicTest searched(FuzzTarget target) {
        Future<Optional<String>> search = searches.submit(() -> target.search(SECONDS));
        return dynamicTest(target.toString(), () -> search.get().ifPresent(Assertions::fail));
    }

    @AfterEach
    void end() {
        searches.shutdownNow();
    }
}
