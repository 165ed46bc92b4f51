package dev.autonomy.registry.adapter.transport.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemBlockTest {

    private static final String ONE = "-----BEGIN A KEY 2-----\nb25l\r\n-----END A KEY 2-----\n";
    private static final String TWO = "-----BEGIN B-----\t dH\n dv \n-----END B-----";

    @Test
    void blocks_are_read_in_order_from_the_text_around_them() {
        assertEquals(
                "A KEY 2=one, B=two", read("# first\n" + ONE + "between-----" + TWO + "-----"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN A-----\nb25l\n-----END B-----\n",
                "-----BEGIN A-----\nb25l\n-----END A----\n",
                "-----BEGIN A-----\nb25l\n",
                "-----BEGIN A-----",
                "-----BEGIN A",
                "-----BEGIN ",
                "-----BEGIN -----\nb25l\n-----END -----\n",
                "-----BEGIN a-----\nb25l\n-----END a-----\n",
                "-----BEGIN A-B-----\nb25l\n-----END A-B-----\n",
                "-----BEGIN A-----\nb25l*\n-----END A-----\n",
                "-----BEGIN A-----\nb25-l\n-----END A-----\n",
                "-----BEGIN A-----\nb25lb\n-----END A-----\n",
                "-----BEGIN A-----\nProc-Type: 4\n\nb25l\n-----END A-----\n",
                "-----BEGIN A-----\nb25l\u00a0\n-----END A-----\n",
            })
    void what_is_no_block_is_passed_over_and_keeps_no_other_from_being_read(String text) {
        assertEquals("A KEY 2=one, B=two", read(ONE + text + TWO));
    }

    private static String read(String text) {
        List<PemBlock> blocks = PemBlock.parse(text);
        return blocks.stream()
                .map(each -> each.label() + "=" + new String(each.der(), StandardCharsets.US_ASCII))
                .collect(Collectors.joining(", "));
    }
}
