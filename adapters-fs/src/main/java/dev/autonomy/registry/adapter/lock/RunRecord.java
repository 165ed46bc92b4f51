package dev.autonomy.registry.adapter.lock;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.Shape;
import dev.autonomy.registry.adapter.document.StrictJson;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.adapter.file.InterruptibleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a run wrote down beside its lock; nothing where that cannot be read. */
final class RunRecord {

    static final String OF_SEED = "seed-manifest.json";
    static final String OF_CATALOG = "catalog-manifest.json";

    private static final int MAX_BYTES = 8 << 20;

    private RunRecord() {}

    static Optional<ObjectNode> read(Path file, Shape.Members shape) throws InterruptedException {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = InterruptibleFile.head(file, MAX_BYTES + 1);
            return bytes.length > MAX_BYTES
                    ? Optional.empty()
                    : Optional.of(StrictJson.object(bytes, shape));
        } catch (IOException | Unreadable _) {
            return Optional.empty();
        }
    }
}
