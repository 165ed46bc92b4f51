package dev.autonomy.registry.adapter.output;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoDurationTest {

    @ParameterizedTest
    @CsvSource({
        "PT8760H, 8760h",
        "PT1H30M, 1h30m",
        "PT90S, 1m30s",
        "PT1H0M5S, 1h5s",
        "PT0.5S, 0.5s",
        "PT10S, 10s",
        "PT0.000000001S, 0.000000001s",
        "PT0S, 0s"
    })
    void a_duration_reads_as_the_command_line_takes_it(Duration duration, String text) {
        assertEquals(text, GoDuration.format(duration));
    }
}
