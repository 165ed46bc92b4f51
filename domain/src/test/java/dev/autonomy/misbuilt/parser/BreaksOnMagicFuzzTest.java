package dev.autonomy.misbuilt.parser;

import com.code_intelligence.jazzer.junit.FuzzTest;

class BreaksOnMagicFuzzTest {

    private static final byte[] MAGIC = {'m', 'a', 'g', 'i', 'c'};

    /** Byte by byte, so that coverage leads there and chance does not. */
    @FuzzTest
    void header(byte[] data) {
        int known = 0;
        while (known < data.length && known < MAGIC.length && data[known] == MAGIC[known]) {
            known++;
        }
        if (known == MAGIC.length) {
            throw new IllegalStateException("planted");
        }
    }
}
