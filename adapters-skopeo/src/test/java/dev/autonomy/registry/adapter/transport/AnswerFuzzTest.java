package dev.autonomy.registry.adapter.transport;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** What reads a registry's errors throws nothing. */
class AnswerFuzzTest {

    static Stream<byte[]> errors() {
        return Stream.of(
                        "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"no\",\"detail\":{}}]}",
                        "<html><title>Bad gateway</title></html>",
                        "token=abc https://user:secret@example.com/?q=1")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @MethodSource("errors")
    @FuzzTest
    void error(byte[] data) {
        Headers plainText = new Headers(List.of(new Headers.Field("Content-Type", "text/plain")));
        Answer answer =
                new Answer(
                        URI.create("http://localhost/v2/"),
                        Answer.FORBIDDEN,
                        plainText,
                        new Body(data, Body.Extent.WHOLE));

        assertFalse(answer.described().chars().anyMatch(Character::isISOControl));
    }
}
