package dev.autonomy.registry.adapter.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sha256Test {

    /** The example of FIPS 180-2, appendix B.1. */
    private static final byte[] ABC = "abc".getBytes(StandardCharsets.US_ASCII);

    private static final String DIGEST =
            "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void the_digest_is_that_of_the_standard() {
        assertEquals(DIGEST, Sha256.of(ABC).toString());
    }

    @Test
    void pieces_have_the_digest_of_the_whole() {
        Sha256 pieces = new Sha256();
        pieces.add(ABC, 0, 1);
        pieces.add(ABC, 1, 2);

        assertEquals(DIGEST, pieces.digest().toString());
    }
}
