package dev.autonomy.registry.adapter.skopeo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class GoQuotedTest {

    @Test
    void what_was_escaped_is_what_it_was() {
        assertEquals("a\n\tb \"c\" \\d", GoQuoted.text("\"a\\n\\tb \\\"c\\\" \\\\d\""));
        assertEquals("\u0007\b\f\r\u000b", GoQuoted.text("\"\\a\\b\\f\\r\\v\""));
        assertEquals("\u0001 \u202e \ud83d\ude00", GoQuoted.text("\"\\x01 \\u202e \\U0001f600\""));
    }

    @Test
    void it_ends_where_the_quote_is_closed() {
        assertEquals("a \"b", GoQuoted.text("\"a \\\"b\" error=\"c\""));
        assertEquals("word", GoQuoted.text("word error=\"c\""));
    }

    @Test
    void of_one_that_was_cut_off_the_rest_is_there() {
        assertEquals("a b", GoQuoted.text("\"a b"));
        assertEquals("a b\\", GoQuoted.text("\"a b\\"));
        assertEquals("", GoQuoted.text("\""));
    }

    @Test
    void what_stands_in_quotes_is_blotted_out() {
        assertEquals(
                "Get \"________\": \"\" x \"__",
                GoQuoted.masked("Get \"a: \\\"b\\\"\": \"\" x \"yz"));
    }
}
