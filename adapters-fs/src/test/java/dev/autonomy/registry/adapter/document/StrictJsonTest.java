package dev.autonomy.registry.adapter.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @Test
    void one_object_is_read_with_space_around_it() throws Exception {
        assertEquals("b", object(" \r\n\t{\"a\":\"b\"} \n").path("a").textValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "true",
                "1",
                "\"text\"",
                "[]",
                "[{}]",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":[1,]}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":tru}",
                "{} {}",
                "{}]",
                "{}x",
                "{}/* */",
                "// \n{}",
                "\uFEFF{}",
                "\u2003{}",
                "{}\0"
            })
    void anything_else_is_refused(String text) {
        assertThrows(Unreadable.class, () -> object(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"x\":{\"a\":1,\"a\":2}}",
                "{\"x\":[{\"a\":1,\"a\":2}]}"
            })
    void a_member_stated_twice_is_refused_at_every_level(String text) {
        assertThrows(Unreadable.class, () -> object(text));
    }

    @Test
    void members_that_differ_in_case_are_two_members() throws Exception {
        assertEquals(2, object("{\"a\":1,\"A\":2}").size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a bare continuation, an overlong slash, half a pair, a cut-off sequence, beyond
                // Unicode
                "7b2261223a2280227d",
                "7b2261223a22c0af227d",
                "7b2261223a22eda080227d",
                "7b2261223a22e282227d",
                "7b2261223a22f4908080227d",
            })
    void bytes_that_are_not_utf_8_are_refused(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertEquals(
                "it is not UTF-8",
                assertThrows(Unreadable.class, () -> StrictJson.object(bytes)).getMessage());
    }

    @Test
    void utf_16_is_refused() {
        for (Charset charset :
                new Charset[] {
                    StandardCharsets.UTF_16, StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE
                }) {
            assertThrows(Unreadable.class, () -> StrictJson.object("{\"a\":1}".getBytes(charset)));
        }
    }

    @Test
    void nesting_has_an_end() throws Exception {
        object(nested(499));

        assertThrows(Unreadable.class, () -> object(nested(501)));
        assertThrows(Unreadable.class, () -> object(nested(500_000)));
    }

    @Test
    void names_that_share_a_hash_are_names_like_others() throws Exception {
        String document =
                IntStream.range(0, 1 << 12)
                        .mapToObj(StrictJsonTest::nameWithOneHash)
                        .map(name -> "\"" + name + "\":0")
                        .collect(Collectors.joining(",", "{", "}"));

        assertEquals(1 << 12, object(document).size());
    }

    @Test
    void a_name_as_long_as_a_document_is_a_name_like_others() throws Exception {
        assertEquals(1, object("{\"" + "n".repeat(1_000_000) + "\":1}").size());
    }

    @Test
    void a_number_as_long_as_a_document_is_read_in_no_more_than_a_moment() throws Exception {
        assertEquals(1, object("{\"n\":" + "9".repeat(1_000_000) + "}").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E99999999999", "1e-99999999999", "0.1E+99999999999"})
    void a_number_that_no_decimal_can_hold_is_refused_where_it_would_be_kept(String number)
            throws Exception {
        String text = "{\"kept\":" + number + "}";
        Shape.Members other = Shape.members(Map.of("other", Shape.VALUE));

        Unreadable refusal = assertThrows(Unreadable.class, () -> object(text));

        assertEquals("a number in it is out of range (line 1, column 9)", refusal.getMessage());
        assertEquals(0, StrictJson.object(text.getBytes(StandardCharsets.UTF_8), other).size());
    }

    @Test
    void a_refusal_says_where_and_shows_nothing_of_the_document() {
        Unreadable refusal =
                assertThrows(Unreadable.class, () -> object("{\"a\":1,\n \"secret\" 2}"));

        assertEquals("it is not strict JSON (line 2, column 11)", refusal.getMessage());
    }

    private static ObjectNode object(String text) throws Unreadable {
        return StrictJson.object(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String nested(int depth) {
        return "{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
    }

    /** "Ab" and "BA" have the same hash in the parser's table, so has everything made of them. */
    private static String nameWithOneHash(int number) {
        return IntStream.range(0, 12)
                .mapToObj(bit -> (number >> bit & 1) == 0 ? "Ab" : "BA")
                .collect(Collectors.joining());
    }
}
