package dev.autonomy.registry.adapter.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogLimitsTest {

    private static final int MIB = 1 << 20;

    @Test
    void a_thousand_bundles_are_a_catalog() {
        assertEquals(1000, Catalogs.catalog(bundles(1000)).entries().size());
    }

    @Test
    void the_bundle_behind_them_is_refused_where_it_stands() {
        assertEquals(
                List.of("1007:3: This is bundle 1001, and a catalog has at most 1000. Split it."),
                Catalogs.problems(bundles(1001)));
    }

    @Test
    void a_mebibyte_is_read() {
        String text = Catalogs.HEAD + "- from: x:v1 #";

        assertEquals(1, Catalogs.catalog(text + "x".repeat(MIB - text.length())).entries().size());
    }

    @Test
    void a_byte_more_is_refused_where_it_stands() {
        assertEquals(
                List.of(
                        "2:1048575: The file is larger than 1 MiB. Split it into catalogs of their own."),
                Catalogs.problems("#\n" + "x".repeat(MIB)));
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused_where_they_stand() {
        byte[] text = "a: \u00fc\r\nb: \u00fc?".getBytes(StandardCharsets.UTF_8);
        text[text.length - 1] = (byte) 0xFF;

        assertEquals(
                List.of("2:5: This is not UTF-8. Save the file as UTF-8."),
                assertInstanceOf(
                                CatalogReading.Unsound.class,
                                CatalogFile.read(text, Path.of(""), CatalogOptions.NONE))
                        .problems()
                        .stream()
                        .map(CatalogProblem::toString)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ["})
    void more_than_a_catalog_can_say_is_refused_where_it_is_too_much(String start) {
        List<String> problems = Catalogs.problems(start + "0,".repeat(50_001));

        assertTrue(
                problems.getLast()
                        .contains(
                                ": There is more here than a catalog of a thousand bundles can say."),
                problems::toString);
    }

    @Test
    void a_text_longer_than_any_reference_is_not_repeated() {
        assertEquals(
                List.of("7:9: from is longer than 4096 characters. Shorten it."),
                Catalogs.problems(Catalogs.HEAD + "- from: x" + "y".repeat(MIB / 2) + "\n"));
    }

    @Test
    void a_key_of_any_length_is_shown_by_its_beginning() {
        String problem =
                Catalogs.problems(
                                "{\""
                                        + "k".repeat(MIB / 2)
                                        + "\": 1, \"schemaVersion\": 1, \"bundles\": 1}")
                        .getFirst();

        assertTrue(
                problem.startsWith("1:2: \"" + "k".repeat(60) + "\u2026\" is not known here."),
                problem);
    }

    static Stream<String> bombs() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 64; i++) {
            laughs.append("a%d: &a%d [*a%d,*a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        return Stream.of(
                laughs.toString(),
                filled("["),
                filled("{"),
                filled("{\"a\":"),
                filled("- "),
                filled("? "),
                filled("[? "),
                filled("[],"),
                "[" + filled("[],"),
                "{\"a\":[" + filled("0,"),
                "{" + filled("a,"),
                "a: \"" + filled("x "),
                "a: '" + filled("''"),
                "a: " + filled("\\"),
                "a: |\n" + filled(" \n"),
                "a: >\n" + filled(" x\n\n"),
                "a: " + filled("x\n "),
                filled("&a "),
                filled("!a "),
                "!<" + filled("%41"),
                filled("*a\n"),
                filled("a: b\n"),
                filled("- a\n"),
                filled("---\n"),
                filled("...\n"),
                filled("# \n"),
                filled("%YAML 1.2\n"),
                filled("%TAG ! !\n"),
                filled("\t"),
                filled("\n"),
                filled(" "),
                filled(":\n"),
                "{\"a\": " + filled("1"),
                "{\"a\": -1e" + filled("1"),
                "{\"" + filled("k"));
    }

    /** A reading that takes longer than its text has a cost that grows faster than the text. */
    @ParameterizedTest
    @MethodSource("bombs")
    @Timeout(20)
    void a_text_made_to_grow_is_refused_with_its_place(String bomb) {
        CatalogProblem first =
                assertInstanceOf(
                                CatalogReading.Unsound.class,
                                Catalogs.reading(bomb, CatalogOptions.NONE))
                        .problems()
                        .getFirst();

        assertTrue(first.line() > 0 && first.column() > 0, first::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u202e", "\\u2066", "\\ud800"})
    void what_a_terminal_obeys_is_shown_as_its_number(String escape) {
        String problem = Catalogs.problems(Catalogs.HEAD + "- \"x" + escape + "\": y\n").getFirst();

        assertTrue(
                problem.contains("<U+" + escape.substring(2).toUpperCase(Locale.ROOT) + ">"),
                problem);
    }

    private static String filled(String piece) {
        return piece.repeat((MIB - 100) / piece.length());
    }

    private static String bundles(int count) {
        StringBuilder text = new StringBuilder(Catalogs.HEAD);
        for (int i = 0; i < count; i++) {
            text.append("- from: x%d:v1\n".formatted(i));
        }
        return text.toString();
    }
}
