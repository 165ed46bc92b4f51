package dev.autonomy.registry.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                0x00, 0x07, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x34F, 0x61C, 0x115F, 0x180B,
                0x180E, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202B,
                0x202C, 0x202D, 0x202E, 0x2060, 0x2064, 0x2066, 0x2067, 0x2068, 0x2069, 0x2800,
                0x3164, 0xD800, 0xDFFF, 0xE000, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFE, 0xE0001,
                0xE0041, 0xE0100, 0x10FFFD
            })
    void what_steers_a_line_or_cannot_be_seen_is_named(int character) {
        String text = "v1" + Character.toString(character) + "2";

        assertEquals("v1<U+%04X>2".formatted(character), VisibleText.of(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "robot:v1", "Zeile 1\n\tZeile 2", "é ß 漢字 …·→✓ 🤖", "1\u00a0234"})
    void what_shows_itself_stays_the_very_same(String text) {
        assertSame(text, VisibleText.of(text));
    }

    @Test
    void of_all_code_points_none_of_another_direction_mark_or_of_no_width_passes() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean turns =
                    switch (Character.getDirectionality(c)) {
                        case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
                                Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
                                Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
                                Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
                                Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
                                Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
                                Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
                                Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
                                Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE ->
                                true;
                        default -> Character.isIdentifierIgnorable(c);
                    };
            assertTrue(!turns || !VisibleText.isVisible(c), Integer.toHexString(c));
        }
    }
}
