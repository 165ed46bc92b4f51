package dev.autonomy.registry.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class SharedVectorsTest {

    @TempDir private Path folder;

    @Test
    void without_the_folder_every_test_is_skipped_for_itself() throws Exception {
        List<DynamicTest> tests =
                SharedVectors.in(folder.resolve("absent"))
                        .tests(
                                3,
                                () -> {
                                    throw new AssertionError("there is nothing to read");
                                })
                        .toList();

        assertEquals(3, tests.size());
        for (DynamicTest test : tests) {
            assertThrows(TestAbortedException.class, () -> test.getExecutable().execute());
        }
    }

    @Test
    void with_the_folder_every_vector_is_tested() throws Exception {
        assertEquals(2, SharedVectors.in(folder).tests(2, SharedVectorsTest::two).count());
    }

    @Test
    void vectors_that_got_lost_are_noticed() {
        assertThrows(
                AssertionError.class,
                () -> SharedVectors.in(folder).tests(3, SharedVectorsTest::two));
    }

    private static Stream<DynamicTest> two() {
        return Stream.of("one", "two").map(each -> dynamicTest(each, () -> {}));
    }
}
