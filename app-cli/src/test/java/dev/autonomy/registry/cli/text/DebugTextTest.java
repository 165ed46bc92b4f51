package dev.autonomy.registry.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebugTextTest {

    @ParameterizedTest
    @CsvSource({
        "GET https://user:secret@host/v2/, GET https://…@host/v2/",
        "PUT https://host/upload?_state=secret&x=1 ended, PUT https://host/upload?… ended",
        "Authorization: Basic dXNlcjpzZWNyZXQ=, Authorization: Basic …",
        "Authorization: bearer eyJhbGciOi.eyJzdWIi.sig-nature, Authorization: bearer …",
        "no credentials here, no credentials here"
    })
    void credentials_and_queries_are_left_out(String text, String expected) {
        assertEquals(expected, DebugText.redacted(text));
    }
}
