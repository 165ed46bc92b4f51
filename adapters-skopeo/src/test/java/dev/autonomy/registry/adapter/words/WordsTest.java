package dev.autonomy.registry.adapter.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void addresses_in_a_registrys_words_lose_logins_and_queries() {
        assertEquals(
                "see https://store.example/blob for more",
                Words.clean(
                        "see https://kim:secret@store.example/blob?X-Amz-Signature=abc for more"));
    }

    @Test
    void nothing_in_them_moves_a_cursor_or_turns_the_text_around() {
        assertEquals("a [2K b", Words.clean("a\u001b[2K\u202eb"));
    }

    @Test
    void they_stand_on_one_line_and_nothing_in_them_hides() {
        assertEquals("a b c d", Words.clean("a\nb\tc\u3164d"));
    }

    @Test
    void long_words_are_cut() {
        assertEquals(301, Words.clean("x".repeat(400)).length());
    }
}
