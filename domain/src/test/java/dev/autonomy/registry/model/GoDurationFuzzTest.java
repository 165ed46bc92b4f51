package dev.autonomy.registry.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read as a duration is longer than nothing; all else is refused. */
class GoDurationFuzzTest {

    static Stream<byte[]> durations() {
        return Stream.of(
                        "8760h",
                        "1h30m",
                        "+1.5s",
                        "2562047h47m16.854775807s",
                        "0",
                        "-1m",
                        "3\u00b5s")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("durations")
    @FuzzTest
    void duration(byte[] data) {
        try {
            assertTrue(
                    GoDuration.parsePositive(new String(data, StandardCharsets.UTF_8))
                            .isPositive());
        } catch (InvalidInput _) {
            // What it is refused with.
        }
    }
}
