package dev.autonomy.registry.seed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.port.EvidenceShelf;
import dev.autonomy.registry.testkit.Artifact;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What several runs of one process hold together. */
class RunMemoryTest {

    private static final Repository SOURCE = new Repository("source.example", "demo");
    private static final int MIB = 1 << 20;

    private final Map<Digest, byte[]> shelf = new HashMap<>();
    private final Allowance allowance =
            Allowance.ofMany(
                    Optional.of(
                            new EvidenceShelf() {
                                @Override
                                public void lay(Digest digest, byte[] blob) {
                                    shelf.put(digest, blob);
                                }

                                @Override
                                public Optional<byte[]> take(Digest digest) {
                                    return Optional.ofNullable(shelf.get(digest));
                                }
                            }));
    private final RunMemory one = new RunMemory(allowance);
    private final RunMemory other = new RunMemory(allowance);
    private final AtomicInteger readings = new AtomicInteger();

    @Test
    void what_one_run_holds_another_has_no_room_for() throws Exception {
        fill(one);

        read(other, blob(99));

        assertTrue(shelf.containsKey(Artifact.sha256(blob(99))));
    }

    @Test
    void what_lies_on_the_shelf_is_not_read_again() throws Exception {
        fill(one);
        read(other, blob(99));
        readings.set(0);

        assertArrayEquals(blob(99), read(other, blob(99)).orElseThrow());

        assertEquals(0, readings.get());
    }

    @Test
    void a_run_that_forgets_makes_room_for_others() throws Exception {
        fill(one);
        one.forget();

        read(other, blob(99));

        assertTrue(shelf.isEmpty());
    }

    private void fill(RunMemory memory) throws Exception {
        for (int i = 0; i < 15; i++) {
            read(memory, blob(i));
        }
        assertTrue(shelf.isEmpty());
        read(memory, new byte[MIB - 16 * 256]);
    }

    private Optional<byte[]> read(RunMemory memory, byte[] blob) throws Exception {
        return memory.blob(
                SOURCE,
                Artifact.sha256(blob),
                blob.length,
                () -> {
                    readings.incrementAndGet();
                    return blob;
                });
    }

    private static byte[] blob(int content) {
        byte[] blob = new byte[MIB];
        blob[0] = (byte) (content + 1);
        return blob;
    }
}
