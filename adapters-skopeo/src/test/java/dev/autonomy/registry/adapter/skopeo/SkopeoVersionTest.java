package dev.autonomy.registry.adapter.skopeo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SkopeoVersionTest {

    @ParameterizedTest
    @CsvSource({
        "skopeo version 1.9.3, 1.9.3, false",
        "skopeo version 1.9.3 commit: 0123abc, 1.9.3, false",
        "skopeo version 1.22.0-dev, 1.22.0-dev, false",
        "skopeo version 1.10, 1.10, false",
        "skopeo version 2.0.0, 2.0.0, false",
        "skopeo version 1.9.2, 1.9.2, true",
        "skopeo version 1.4.1, 1.4.1, true",
        "skopeo version 0.1.41, 0.1.41, true"
    })
    void a_version_is_read_and_compared_with_the_floor(String line, String text, boolean older) {
        SkopeoVersion version = SkopeoVersion.parse(line).orElseThrow();

        assertEquals(text, version.toString());
        assertEquals(older, version.isOlderThan(SkopeoVersion.FLOOR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "podman version 4.3.1",
                "skopeo version",
                "skopeo version 1.99999999999.0"
            })
    void anything_else_is_none(String line) {
        assertEquals(Optional.empty(), SkopeoVersion.parse(line));
    }
}
