package dev.autonomy.registry.testkit;

import dev.autonomy.registry.catalog.BundleName;
import dev.autonomy.registry.catalog.CatalogReport;
import dev.autonomy.registry.catalog.CatalogWriter;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.EvidenceShelf;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps the last report that was written, and what each bundle left. */
public final class InMemoryCatalogWriter implements CatalogWriter {

    private final Map<BundleName, InMemoryManifestWriter> bundles = new ConcurrentHashMap<>();
    private final Map<Digest, byte[]> shelf = new ConcurrentHashMap<>();
    private Optional<CatalogReport> written = Optional.empty();
    private Optional<Obstacle> unwritable = Optional.empty();
    private boolean held;

    public InMemoryCatalogWriter unwritable(Obstacle obstacle) {
        unwritable = Optional.of(obstacle);
        return this;
    }

    public Optional<CatalogReport> written() {
        return written;
    }

    /** What lies on the shelf at this moment. */
    public Map<Digest, byte[]> shelved() {
        return Map.copyOf(shelf);
    }

    @Override
    public InMemoryManifestWriter bundle(BundleName name) {
        return bundles.computeIfAbsent(name, _ -> new InMemoryManifestWriter());
    }

    @Override
    public Hold hold() throws Obstacle {
        if (held) {
            throw new Obstacle.Conflict(
                    Obstacle.Conflict.Reason.OUTPUT_FOLDER_IN_USE,
                    Attempt.locally("holding the outputs"),
                    "another run holds them");
        }
        held = true;
        return new Hold() {
            @Override
            public EvidenceShelf shelf() {
                return new Shelf();
            }

            @Override
            public void write(CatalogReport report) throws Obstacle {
                if (unwritable.isPresent()) {
                    throw unwritable.get();
                }
                written = Optional.of(report);
            }

            @Override
            public void close() {
                shelf.clear();
                held = false;
            }
        };
    }

    @Override
    public void rehearse() throws Obstacle {
        if (unwritable.isPresent()) {
            throw unwritable.get();
        }
    }

    private final class Shelf implements EvidenceShelf {
        @Override
        public void lay(Digest digest, byte[] blob) {
            shelf.put(digest, blob.clone());
        }

        @Override
        public Optional<byte[]> take(Digest digest) {
            return Optional.ofNullable(shelf.get(digest)).map(byte[]::clone);
        }
    }
}
