package dev.autonomy.registry.drift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class OnceTest {

    private final Once<String> once = new Once<>();

    @Test
    void what_was_answered_is_not_asked_again() throws Exception {
        once.answer(() -> "first");

        assertEquals("first", once.answer(() -> "second"));
    }

    @Test
    void where_nothing_came_of_it_the_next_asks() throws Exception {
        assertThrows(
                IllegalStateException.class,
                () ->
                        once.answer(
                                () -> {
                                    throw new IllegalStateException("on purpose");
                                }));

        assertEquals("second", once.answer(() -> "second"));
    }
}
