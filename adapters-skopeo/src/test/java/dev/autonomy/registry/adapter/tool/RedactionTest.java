package dev.autonomy.registry.adapter.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    Get "https://joe:s3cr@t@r.example/v2/": denied      | Get "https://r.example/v2/": denied
                    Get https://r.example/b?sig=abc&token=x: EOF        | Get https://r.example/b EOF
                    Patch \\"http://r/u?_state=abc\\": reset            | Patch \\"http://r/u\\": reset
                    /v2/x/blobs/uploads/?_state=abc                     | /v2/x/blobs/uploads/
                    Authorization: Basic am9lOnNlY3JldA==               | Authorization: Basic …
                    header "Bearer eyJhbGciOi.J9-_x" was refused        | header "Bearer …" was refused
                    login with password=hunter2 failed                  | login with password=… failed
                    docker://joe:pw@r.example/x@sha256:00 is not there  | docker://r.example/x@sha256:00 is not there
                    what? why?                                          | what? why?
                    """)
    void secrets_are_taken_out(String line, String expected) {
        assertEquals(expected, Redaction.of(line));
    }

    @Test
    void control_characters_do_not_reach_a_terminal() {
        assertEquals("a [31mred b", Redaction.of("a\u001b[31mred\r\n\u202eb"));
    }

    @Test
    void a_long_line_keeps_its_end() {
        String line = Redaction.of("x".repeat(5000) + ": denied");

        assertTrue(line.length() < 600);
        assertTrue(line.endsWith("x: denied"));
    }
}
