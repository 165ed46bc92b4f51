package dev.autonomy.registry.seed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.testkit.RecordedEvents;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlobLedgerTest {

    private static final Digest BLOB = new Digest("a".repeat(64));

    private final RecordedEvents events = new RecordedEvents();
    private final BlobLedger ledger =
            new BlobLedger(
                    new SeedEvent.Artifact("image", BLOB, Map.of(BLOB, 100L), List.of()),
                    List.of(Descriptor.of("application/octet-stream", BLOB, 100)),
                    new EventLog(events, Clock.systemUTC()));

    @Test
    void a_copy_that_starts_over_does_not_move_backwards() {
        ledger.at(BLOB, 60);
        ledger.at(BLOB, 10);
        ledger.at(BLOB, 70);

        assertEquals(List.of(60L, 70L), done());
    }

    @Test
    void more_than_the_size_is_never_told() {
        ledger.at(BLOB, 107);

        assertEquals(List.of(100L), done());
    }

    @Test
    void the_same_count_is_told_once() {
        ledger.at(BLOB, 60);
        ledger.at(BLOB, 60);

        assertEquals(List.of(60L), done());
    }

    @Test
    void a_blob_that_is_not_the_artifacts_is_not_told() {
        ledger.at(new Digest("b".repeat(64)), 10);

        assertEquals(List.of(), done());
    }

    private List<Long> done() {
        return events.of(SeedEvent.Bytes.class).stream().map(SeedEvent.Bytes::done).toList();
    }
}
