package dev.autonomy.registry.cli.console;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTest {

    @ParameterizedTest
    @CsvSource({
        "LANG, C.UTF-8, UNICODE",
        "LANG, de_DE.utf8, UNICODE",
        "LC_CTYPE, en_US.UTF-8, UNICODE",
        "LC_ALL, C, ASCII",
        "LANG, de_DE.ISO-8859-1, ASCII",
        "TERM, xterm, ASCII"
    })
    void the_script_is_that_of_the_locale(String variable, String value, Script expected) {
        assertEquals(expected, Script.of(Map.of(variable, value)));
    }

    @Test
    void the_first_variable_that_is_set_decides() {
        assertEquals(Script.ASCII, Script.of(Map.of("LC_ALL", "C", "LANG", "C.UTF-8")));
        assertEquals(Script.UNICODE, Script.of(Map.of("LC_ALL", "", "LANG", "C.UTF-8")));
    }

    @Test
    void ascii_stands_in_for_what_the_texts_use() {
        assertEquals("ok FAILED -> ... # - ?", Script.ASCII.show("✓ ✗ → … █ ░ é"));
    }

    @Test
    void control_and_format_characters_reach_no_terminal() {
        String hostile = "a\u001b[31mb\u0007c\rd\u009be\u202ef\u2028g\ud800h\ni";

        String shown = "a<U+001B>[31mb<U+0007>c<U+000D>d<U+009B>e<U+202E>f<U+2028>g<U+D800>h\ni";
        assertEquals(shown, Script.UNICODE.show(hostile));
        assertEquals(shown, Script.ASCII.show(hostile));
    }
}
