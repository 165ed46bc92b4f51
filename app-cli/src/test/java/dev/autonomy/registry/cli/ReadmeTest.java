package dev.autonomy.registry.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autonomy.registry.Golden;
import dev.autonomy.registry.outcome.ExitCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The README's tables and examples are those of the code; updated by {@link Golden}'s switch. */
class ReadmeTest {

    private static final Path README = Path.of("../README.md");

    @Test
    void the_exit_codes_are_those_of_the_code() throws Exception {
        String rows =
                Arrays.stream(ExitCode.values())
                        .map(
                                each ->
                                        "| %d | `%s` | %s |"
                                                .formatted(
                                                        each.code(), each.kind(), each.meaning()))
                        .collect(Collectors.joining("\n"));

        assertSection(
                "<!-- exit codes -->\n",
                "<!-- end of exit codes -->",
                "| exit | kind | meaning |\n|---|---|---|\n" + rows + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"embedding", "catalog", "drift"})
    void the_examples_of_embedding_are_ones_that_are_run(String region) throws Exception {
        String source =
                Files.readString(
                        Path.of(
                                "src/test/java/dev/autonomy/registry/cli/EmbeddingExampleTest.java"));
        int begin = source.indexOf("// region " + region);
        int from = source.indexOf('\n', begin) + 1;
        int to = source.lastIndexOf('\n', source.indexOf("// endregion", begin)) + 1;

        assertSection(
                "<!-- " + region + " -->\n```java\n",
                "```\n",
                source.substring(from, to).stripTrailing().stripIndent() + "\n");
    }

    private static void assertSection(String begin, String end, String expected) throws Exception {
        String readme = Files.readString(README);
        int from = readme.indexOf(begin) + begin.length();
        int to = readme.indexOf(end, from);
        if (Golden.isUpdating()) {
            readme = readme.substring(0, from) + expected + readme.substring(to);
            Files.writeString(README, readme);
            to = from + expected.length();
        }
        assertEquals(expected, readme.substring(from, to));
    }
}
