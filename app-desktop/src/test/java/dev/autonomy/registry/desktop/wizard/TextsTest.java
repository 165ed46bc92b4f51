package dev.autonomy.registry.desktop.wizard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {

    @ParameterizedTest
    @ValueSource(strings = {"ar-EG", "hi-IN-u-nu-deva", "fa-IR", "de-DE", "en-GB-u-nu-arab"})
    void numbers_and_dates_are_in_the_language_of_the_texts(String machine) {
        Texts english = new Texts(Locale.forLanguageTag(machine));
        Quantities shown = new Quantities(english, ZoneOffset.UTC);

        assertEquals("1.5 kB", shown.size(1_500));
        assertTrue(
                Set.of("November 24, 2026", "24 November 2026").contains(shown.date(Sample.NOW)),
                shown.date(Sample.NOW));
        assertEquals("14:32:08", shown.timeOfDay(Sample.NOW));
        assertEquals("3 of 1,234", english.of("quantity.of", 3, 1_234, "").strip());
        assertEquals("en", english.locale().getLanguage());
    }

    private static final Attempt ATTEMPT = Attempt.locally("trying");

    private final Texts texts = new Texts(Locale.ENGLISH);
    private final Quantities quantities = new Quantities(texts, ZoneOffset.UTC);

    static Stream<Obstacle> obstacles() {
        return Stream.of(
                        Stream.of(
                                new Obstacle.NotFound(ATTEMPT, "x"),
                                new Obstacle.Unsupported(ATTEMPT, "x"),
                                new Obstacle.ToolFailed(ATTEMPT, "x", ""),
                                new Obstacle.TrustUnusable(ATTEMPT, "x"),
                                new Obstacle.StorageFailed(ATTEMPT, "x"),
                                new Obstacle.Contradiction(ATTEMPT, "x", "y"),
                                new Obstacle.Malformed(ATTEMPT, "x")),
                        Stream.of(Obstacle.Incomplete.Side.values())
                                .map(each -> new Obstacle.Incomplete(each, ATTEMPT, "x")),
                        Stream.of(Obstacle.AccessDenied.Reason.values())
                                .map(each -> new Obstacle.AccessDenied(each, ATTEMPT, "x")),
                        Stream.of(Obstacle.Unreachable.Reason.values())
                                .map(each -> new Obstacle.Unreachable(each, ATTEMPT, "x")),
                        Stream.of(Obstacle.Conflict.Reason.values())
                                .map(each -> new Obstacle.Conflict(each, ATTEMPT, "x")),
                        Stream.of(Obstacle.LoginUnusable.Reason.values())
                                .map(each -> new Obstacle.LoginUnusable(each, ATTEMPT, "x")),
                        Stream.of(Obstacle.ToolMissing.Reason.values())
                                .map(each -> new Obstacle.ToolMissing(each, ATTEMPT, "x")))
                .flatMap(each -> each);
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void every_obstacle_has_its_words(Obstacle obstacle) {
        String key = Obstacles.key(obstacle);

        for (String kind : List.of(".line", ".problem", ".status", ".happened")) {
            assertFalse(texts.of(key + kind, "registry").isBlank());
        }
        List<RichText> next = texts.steps(key + ".next", "registry", "Try again");
        assertFalse(next.isEmpty(), key);
        assertFalse(next.stream().anyMatch(step -> step.toString().contains("{")), key);
    }

    @Test
    void a_stall_blames_no_registry_where_none_is_known() {
        String key =
                Obstacles.key(
                        new Obstacle.Unreachable(
                                Obstacle.Unreachable.Reason.STALLED, ATTEMPT, "either"));

        for (String kind : List.of(".problem", ".happened")) {
            assertEquals(texts.of(key + kind, "one"), texts.of(key + kind, "another"));
        }
        assertEquals(
                texts.steps(key + ".next", "one", "again"),
                texts.steps(key + ".next", "another", "again"));
    }

    @Test
    void no_text_shouts_pleads_or_shows_a_format_mark() {
        ResourceBundle bundle =
                ResourceBundle.getBundle(
                        "dev.autonomy.registry.desktop.wizard.texts", Locale.ENGLISH);
        for (String key : bundle.keySet()) {
            String text = bundle.getString(key);
            assertFalse(
                    text.contains("!") || text.toLowerCase(Locale.ROOT).contains("please"), key);
            assertFalse(text.contains("'"), key + " needs no apostrophe, which formats swallow");
        }
    }

    @Test
    void what_is_filled_in_is_never_taken_for_a_mark() {
        RichText text = texts.rich("review.run-command", "echo *a* `b`");

        assertEquals(
                List.of(
                        new RichText.Span("Run: ", RichText.Style.PLAIN),
                        new RichText.Span("echo *a* `b`", RichText.Style.CODE)),
                text.spans());
    }

    @ParameterizedTest
    @CsvSource({"0, 0 B", "999, 999 B", "1500, 1.5 kB", "86400, 86.4 kB", "810800000, 810.8 MB"})
    void sizes_are_decimal(long bytes, String expected) {
        assertEquals(expected, quantities.size(bytes));
    }

    @Test
    void a_part_is_told_in_the_unit_of_the_whole() {
        assertEquals("0 of 1.5 kB", quantities.sizeOf(0, 1_500));
        assertEquals("90.8 of 398.1 MB", quantities.sizeOf(90_800_000, 398_100_000));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 5 s",
        "6, 10 s",
        "58, 1 min",
        "106, 1 min 50 s",
        "121, 3 min",
        "4000, 1 h 7 min"
    })
    void time_left_is_rounded_up(long seconds, String expected) {
        assertEquals(expected, quantities.left(Duration.ofSeconds(seconds)));
    }
}
