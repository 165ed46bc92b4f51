package dev.autonomy.registry.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "8760h, PT8760H",
        "1h30m, PT1H30M",
        "1h2m3s, PT1H2M3S",
        "3s2h, PT2H3S",
        "1h1h, PT2H",
        "1.5h, PT1H30M",
        ".5m, PT30S",
        "1.s, PT1S",
        "+90s, PT1M30S",
        "100ms, PT0.1S",
        "1.0000000019s, PT1.000000001S",
        "1us, PT0.000001S",
        "1µs, PT0.000001S",
        "1ns, PT0.000000001S",
        "0.2777777777777777777h, PT16M39.999999999S",
        "0000000000000000000000000000.0000000000000000000000000000s1s, PT1S",
        "2562047h47m16.854775807s, PT2562047H47M16.854775807S"
    })
    void durations_are_read_as_go_reads_them(String text, String expected) throws Exception {
        assertEquals(Duration.parse(expected), GoDuration.parsePositive(text));
    }

    @ParameterizedTest
    @CsvSource({
        "h, 1, 'unexpected \"h\"'",
        "., 1, 'unexpected \".\"'",
        "1, 2, 'nothing after \"1\"'",
        "1h30, 5, 'nothing after \"1h30\"'",
        "1hour, 2, 'unexpected \"h\"'",
        "1d, 2, 'unexpected \"d\"'",
        "1h m, 2, 'unexpected \"h\"'",
        "1h-5m, 2, 'unexpected \"h\"'",
        "1..5h, 3, 'unexpected \".\"'",
        "' 1h', 1, 'unexpected \" \"'",
        "-1h, 1, negative",
        "2562048h, 1, too long",
        "1h9999999999999999999s, 3, too long",
        "1h2562047h47m16.854775807s, 3, too long"
    })
    void anything_else_is_refused_by_its_position(String text, int position, String problem) {
        InvalidInput refused =
                assertThrows(InvalidInput.class, () -> GoDuration.parsePositive(text));

        assertEquals(problem, refused.problem());
        assertEquals(position, refused.position().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"0, zero", "0s, zero", "0.0h, zero", "0.1ns, zero", "'', empty"})
    void it_must_be_longer_than_nothing(String text, String problem) {
        InvalidInput refused =
                assertThrows(InvalidInput.class, () -> GoDuration.parsePositive(text));

        assertEquals(problem, refused.problem());
    }

    @Test
    void no_text_makes_the_parser_fail_in_another_way() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            String text = text(random);
            try {
                Duration duration = GoDuration.parsePositive(text);

                assertTrue(duration.isPositive(), text);
            } catch (InvalidInput refused) {
                assertEquals("Duration", refused.part(), text);
            }
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            text.append("0123456789..hmsnµu+- x\ud83d\ude00".charAt(random.nextInt(24)));
        }
        return text.toString();
    }
}
