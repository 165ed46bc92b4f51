package dev.autonomy.registry.adapter.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictBase64Test {

    @Test
    void padded_standard_base64_is_decoded() {
        assertArrayEquals(new byte[] {0}, StrictBase64.decode("AA==").orElseThrow());
        assertArrayEquals(
                new byte[] {(byte) 0xfb, (byte) 0xff}, StrictBase64.decode("+/8=").orElseThrow());
    }

    @Test
    void another_spelling_can_be_readable_all_the_same() {
        for (String loose : new String[] {"AA", "AAB=", "AB=="}) {
            assertTrue(StrictBase64.isReadable(loose), loose);
        }
        for (String unreadable : new String[] {"", "A", "AA=", "-_8=", "AA==\n", "A\nA=="}) {
            assertFalse(StrictBase64.isReadable(unreadable), unreadable);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "AA",
                "AA=",
                "AAA",
                "AAB=",
                "AB==",
                "-_8=",
                "AA==\n",
                "A\nA==",
                " AA==",
                "AA== ",
                "AA==AA==",
                "====",
                "AAAA=",
                "ÀA==",
                "A\0=="
            })
    void every_other_spelling_is_refused(String text) {
        assertEquals(Optional.empty(), StrictBase64.decode(text));
    }
}
