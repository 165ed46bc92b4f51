package dev.autonomy.registry.adapter.catalog;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Where a text stops being YAML, said in our own words. */
final class YamlMistake {

    static final String UNKNOWN =
            "This is not YAML from here on. Check the indentation, quotes and colons here and just"
                    + " before.";

    private static final String NEVER_CLOSED = "What is opened here is never closed.";

    /** What the parser's own words hold, and ours for the place it found. */
    private static final Map<String, String> AT_THE_PROBLEM =
            Map.of(
                    "(TAB)' that cannot start",
                    "A tab stands where only spaces may. Indent with spaces.",
                    "cannot start any token",
                    "No text starts with this character. Put the text in quotes.",
                    "mapping values are not allowed",
                    "A \":\" is not expected here. Put a text that has one in quotes, and check the"
                            + " indentation.",
                    "sequence entries are not allowed",
                    "A \"-\" is not expected here. Each item of a list starts on a line of its own.",
                    "expected <block end>",
                    "This does not line up with what stands above it. Check the indentation, and"
                            + " whether a text before it ends too early.",
                    "expected ',' or",
                    "A comma or the closing bracket is missing before this.",
                    "escape",
                    "There is no such escape. Behind \"\\\" write n, t, \", \\, / or u and four digits,"
                            + " or take single quotes.",
                    "expected the node content",
                    "A value is missing before this.",
                    "expected '<document start>'",
                    "The catalog ended before this. Remove it, or check the indentation.",
                    "document separator",
                    "A quoted text is not closed before this.");

    /** The same for where that began of which the parser did not find the end. */
    private static final Map<String, String> WHERE_IT_BEGAN =
            Map.of(
                    "could not find expected ':'",
                    "This is no key with a value: there is no \": \" behind it.",
                    "unexpected end of stream",
                    NEVER_CLOSED,
                    "but got <stream end>",
                    NEVER_CLOSED);

    private YamlMistake() {}

    static NoTree of(MarkedYamlEngineException mistake, Place seen) {
        String words = mistake.getProblem();
        Optional<String> began = said(WHERE_IT_BEGAN, words);
        Optional<Mark> mark =
                began.isPresent()
                        ? mistake.getContextMark().or(mistake::getProblemMark)
                        : mistake.getProblemMark().or(mistake::getContextMark);
        return new NoTree(
                mark.map(YamlTree::place).orElse(seen),
                began.or(() -> said(AT_THE_PROBLEM, words)).orElse(UNKNOWN));
    }

    /** By the longest of the words that fit. */
    private static Optional<String> said(Map<String, String> sentences, String words) {
        return sentences.keySet().stream()
                .filter(words::contains)
                .max(Comparator.comparingInt(String::length))
                .map(sentences::get);
    }
}
