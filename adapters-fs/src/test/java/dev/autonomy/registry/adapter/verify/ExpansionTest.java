package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpansionTest {

    private static final long LIMIT = 1000;

    private final List<Long> skips = new ArrayList<>();

    /** Gives zeros without end and notes how many it was asked to skip at once. */
    private final Expansion expansion =
            new Expansion(
                    new InputStream() {
                        @Override
                        public int read() {
                            return 0;
                        }

                        @Override
                        public long skip(long bytes) {
                            skips.add(bytes);
                            return bytes;
                        }
                    },
                    LIMIT);

    @Test
    void all_that_is_allowed_can_be_read() throws IOException {
        expansion.allow(LIMIT);

        assertEquals(400, expansion.readNBytes(400).length);
        assertEquals(500, expansion.skip(500));
        expansion.skipNBytes(100);
        assertEquals(LIMIT, expansion.length());
    }

    @Test
    void one_byte_over_the_limit_ends_it_in_every_way_of_reading() throws IOException {
        expansion.allow(LIMIT * 2);
        expansion.skipNBytes(LIMIT);

        assertThrows(Expansion.OverLimit.class, expansion::read);
        assertThrows(Expansion.OverLimit.class, () -> expansion.readNBytes(1));
        assertThrows(Expansion.OverLimit.class, () -> expansion.skip(1));
    }

    @Test
    void one_byte_over_what_was_allowed_ends_it() throws IOException {
        expansion.allow(10);
        expansion.skipNBytes(10);

        assertThrows(Expansion.OverLimit.class, expansion::read);
    }

    @Test
    void allowing_counts_from_where_it_stands() throws IOException {
        expansion.allow(10);
        expansion.skipNBytes(10);
        expansion.allow(5);

        assertEquals(5, expansion.skip(5));
        assertThrows(Expansion.OverLimit.class, expansion::read);
    }

    @Test
    void no_more_is_asked_to_be_skipped_than_shows_that_it_is_too_much() {
        expansion.allow(100);

        assertThrows(Expansion.OverLimit.class, () -> expansion.skip(Long.MAX_VALUE));
        assertEquals(List.of(101L), skips);
    }
}
