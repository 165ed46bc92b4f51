package dev.autonomy.registry.adapter.login;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What reads a registry's challenges throws nothing. */
class ChallengeFuzzTest {

    static Stream<byte[]> challenges() {
        return Stream.of(
                        "Bearer realm=\"https://a.example/token\",service=\"s\", scope=\"r:a/b:pull\"",
                        "Negotiate abc=, Basic realm=\"a\\\"b\"")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @MethodSource("challenges")
    @FuzzTest
    void challenge(byte[] data) {
        for (Challenge each :
                Challenge.parse(List.of(new String(data, StandardCharsets.ISO_8859_1)))) {
            assertFalse(each.scheme().isEmpty());
        }
    }
}
