package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.adapter.document.Unreadable;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

    @Test
    void it_is_compact() throws Exception {
        assertCanonical(
                "{\"a\":[1,{},[],\"x\"],\"b\":{\"c\":null}}",
                " { \"a\" : [ 1 , { } ,\n[ ], \"x\" ] ,\t\"b\":{ \"c\" : null } } ");
    }

    @Test
    void members_are_sorted_at_every_level_and_arrays_keep_their_order() throws Exception {
        assertCanonical(
                "{\"\":0,\"A\":1,\"a\":[3,1,2,{\"x\":1,\"y\":2}],\"aa\":2,\"b\":3}",
                "{\"b\":3,\"aa\":2,\"a\":[3,1,2,{\"y\":2,\"x\":1}],\"A\":1,\"\":0}");
    }

    @Test
    void the_order_is_that_of_code_points_not_of_utf_16_units() throws Exception {
        assertCanonical(
                "{\"\uE000\":2,\"\uFFFD\":3,\"\uD83D\uDE00\":1}",
                "{\"\uD83D\uDE00\":1,\"\uE000\":2,\"\uFFFD\":3}");
    }

    @Test
    void the_order_is_that_of_the_characters_meant_not_of_their_spelling() throws Exception {
        assertCanonical("{\"a\":2,\"b\":1}", "{\"\\u0062\":1,\"a\":2}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "1.0",
                "1.00",
                "1E5",
                "1e+5",
                "1.50e-07",
                "1E400",
                "123456789012345678901234567890",
                "0.1000000000000000055511151231257827"
            })
    void a_number_keeps_its_characters(String number) throws Exception {
        assertCanonical("{\"n\":" + number + "}", "{ \"n\" : " + number + " }");
        assertCanonical("{\"n\":[" + number + "]}", "{\"n\":[ " + number + "]}");
    }

    @Test
    void a_number_as_long_as_a_document_is_a_number_like_others() throws Exception {
        String digits = "9".repeat(1_000_000);

        assertCanonical("{\"n\":" + digits + "}", "{\"n\":" + digits + "}");
    }

    @Test
    void the_short_escapes_are_used_where_there_is_one() throws Exception {
        assertCanonical(
                "{\"s\":\"\\\"\\\\\\n\\r\\t\\b\\f\"}",
                "{\"s\":\"\\u0022\\u005c\\u000A\\u000d\\u0009\\u0008\\u000C\"}");
    }

    @Test
    void other_controls_and_what_html_and_scripts_trip_over_are_four_hex_digits() throws Exception {
        assertCanonical(
                "{\"s\":\"\\u0000\\u001f\\u003c\\u003e\\u0026\\u2028\\u2029\"}",
                "{\"s\":\"\\u0000\\u001F<>&\u2028\u2029\"}");
    }

    @Test
    void everything_else_is_raw_utf_8() throws Exception {
        assertCanonical(
                "{\"s\":\"/\u007f\u0080é\u2027\uFEFF\uFFFF\uD83D\uDE00\"}",
                "{\"s\":\"\\/\\u007f\\u0080\\u00e9\\u2027\\ufeff\\uffff\\ud83d\\ude00\"}");
    }

    @Test
    void names_are_written_by_the_same_rules_as_strings() throws Exception {
        assertCanonical("{\"\\n\\u003c\":1}", "{\"\\u000a<\":1}");
    }

    @Test
    void only_the_top_level_member_is_left_out() throws Exception {
        assertEquals(
                "{\"a\":{\"out\":2},\"b\":[{\"out\":3}]}",
                canonical("{\"out\":1,\"a\":{\"out\":2},\"b\":[{\"out\":3}]}", "out"));
        assertEquals("{}", canonical("{\"o\\u0075t\":1}", "out"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"s\":\"\\ud800\"}",
                "{\"s\":\"\\udc00\\ud800\"}",
                "{\"s\":\"\\ud800x\"}",
                "{\"\\udfff\":1}",
                "{\"out\":\"\\ud800\"}",
                "{\"a\":[{\"b\":\"\\ud83d\"}]}"
            })
    void half_of_a_surrogate_pair_is_refused(String text) {
        assertEquals(
                "it has half of a surrogate pair",
                assertThrows(Unreadable.class, () -> canonical(text, "out")).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{}{}", "{} x", "{\"a\":1,\"a\":2}", "{\"a\":NaN}"})
    void what_is_not_one_strict_object_is_refused(String text) {
        assertThrows(Unreadable.class, () -> canonical(text, "out"));
    }

    private static void assertCanonical(String expected, String document) throws Unreadable {
        assertEquals(expected, canonical(document, "no such member"));
        assertEquals(expected, canonical(expected, "no such member"), "not its own canonical form");
    }

    private static String canonical(String document, String without) throws Unreadable {
        return new String(
                CanonicalJson.of(document.getBytes(StandardCharsets.UTF_8), without),
                StandardCharsets.UTF_8);
    }
}
