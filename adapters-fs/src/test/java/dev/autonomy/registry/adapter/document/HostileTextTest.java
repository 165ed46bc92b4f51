package dev.autonomy.registry.adapter.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HostileTextTest {

    @Test
    void plain_words_are_quoted_as_they_are() {
        assertEquals("\"application/json\"", HostileText.quoted("application/json"));
    }

    @Test
    void what_could_move_the_cursor_or_end_the_quote_is_masked() {
        assertEquals("\"a?b??[2J?\"", HostileText.quoted("a\"b\n\u001b[2J\u202e"));
    }

    @Test
    void long_words_are_cut() {
        assertEquals("\"" + "x".repeat(120) + "…\"", HostileText.quoted("x".repeat(121)));
    }
}
