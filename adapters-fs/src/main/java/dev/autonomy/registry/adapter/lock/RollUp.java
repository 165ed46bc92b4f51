package dev.autonomy.registry.adapter.lock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.Member;
import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.adapter.document.Shape;
import dev.autonomy.registry.adapter.file.InterruptibleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The roll-up beside a catalog's lock, which tells of a later run that was not whole: the lock is
 * an earlier one's then, and the folders of the bundles know more.
 */
record RollUp(Optional<ObjectNode> document) {

    private static final Shape.Members SHAPE =
            Shape.members(Map.of("lock", Shape.members(Map.of("sha256", Shape.VALUE))));

    static RollUp in(Path folder) throws InterruptedException {
        return new RollUp(RunRecord.read(folder.resolve(RunRecord.OF_CATALOG), SHAPE));
    }

    /** Whether it names this very lock; where there is no roll-up, nothing speaks against it. */
    boolean mayVouchFor(Path lock) throws InterruptedException {
        if (document.isEmpty() || !Files.isRegularFile(lock)) {
            return true;
        }
        try {
            String hash = Sha256.of(InterruptibleFile.head(lock, LockReader.MAX_BYTES)).hex();
            return Member.textIfAny(document.get().path("lock"), "sha256")
                    .equals(Optional.of(hash));
        } catch (IOException _) {
            return true;
        }
    }
}
