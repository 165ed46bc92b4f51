package dev.autonomy.registry.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantitiesTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "999, 999 B",
        "1000, 1.0 kB",
        "999949, 999.9 kB",
        "999950, 1.0 MB",
        "810900000, 810.9 MB",
        "1500000000, 1.5 GB",
        "9223372036854775807, 9.2 EB"
    })
    void sizes_have_one_decimal(long bytes, String expected) {
        assertEquals(expected, Quantities.size(bytes));
    }

    @Test
    void a_part_is_told_in_the_unit_of_the_whole() {
        assertEquals("575.4 of 810.9 MB", Quantities.part(575_400_000, 810_900_000));
        assertEquals("0.0 of 1.0 GB", Quantities.part(10, 1_000_000_000));
        assertEquals("1 of 20 B", Quantities.part(1, 20));
    }

    @ParameterizedTest
    @CsvSource({"0, 100, 0", "999, 1000, 99", "1000, 1000, 100", "1001, 1000, 100", "0, 0, 100"})
    void only_the_whole_is_a_hundred_percent(long done, long total, int expected) {
        assertEquals(expected, Quantities.percent(done, total));
    }

    @ParameterizedTest
    @CsvSource({
        "PT0.44S, 0.4 s, 0 s",
        "PT19.7S, 19.7 s, 19 s",
        "PT6M5S, 6 min 5 s, 6 min 5 s",
        "PT1H12M30S, 1 h 12 min, 1 h 12 min",
        "PT47H59M, 47 h 59 min, 47 h 59 min",
        "P3DT5H, 3 days, 3 days"
    })
    void times_have_the_two_units_that_matter(Duration time, String exact, String coarse) {
        assertEquals(exact, Quantities.time(time));
        assertEquals(coarse, Quantities.coarse(time));
    }
}
