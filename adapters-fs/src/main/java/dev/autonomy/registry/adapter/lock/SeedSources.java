package dev.autonomy.registry.adapter.lock;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.Member;
import dev.autonomy.registry.adapter.document.Shape;
import dev.autonomy.registry.catalog.BundleName;
import dev.autonomy.registry.drift.SeedLock;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where bundles came from, as the manifests beside their locks tell; nothing rests on it, so what
 * cannot be read tells nothing.
 */
public final class SeedSources {

    private static final Shape.Members SEED =
            Shape.members(
                    Map.of(
                            "source",
                            Shape.members(Map.of("reference", Shape.VALUE)),
                            "destination",
                            Shape.members(Map.of("reference", Shape.VALUE))));

    private static final Shape.Members CATALOG =
            Shape.members(
                    Map.of(
                            "bundles",
                            Shape.entries(
                                    Shape.members(
                                            Map.of(
                                                    "name", Shape.VALUE,
                                                    "from", Shape.VALUE,
                                                    "to", Shape.VALUE)))));

    private final Map<Path, Optional<ObjectNode>> read = new HashMap<>();

    /** The reference that the bundle was seeded from. */
    public Optional<Reference> of(LockFiles.Located located) throws InterruptedException {
        SeedLock lock = located.lock();
        Optional<String> text =
                lock.name().isPresent()
                        ? document(located.folder().resolve(RunRecord.OF_CATALOG), CATALOG)
                                .flatMap(each -> from(each, lock, lock.name().get()))
                        : document(located.folder().resolve(RunRecord.OF_SEED), SEED)
                                .filter(each -> isOf(each, lock))
                                .flatMap(
                                        each -> Member.textIfAny(each.path("source"), "reference"));
        return text.flatMap(SeedSources::parsed);
    }

    private static boolean isOf(ObjectNode manifest, SeedLock lock) {
        return Member.textIfAny(manifest.path("destination"), "reference")
                .equals(Optional.of(lock.image().toString()));
    }

    private static Optional<String> from(ObjectNode catalog, SeedLock lock, BundleName name) {
        for (JsonNode each : catalog.path("bundles")) {
            if (Member.textIfAny(each, "name").equals(Optional.of(name.text()))
                    && Member.textIfAny(each, "to").equals(Optional.of(lock.image().toString()))) {
                return Member.textIfAny(each, "from");
            }
        }
        return Optional.empty();
    }

    private static Optional<Reference> parsed(String text) {
        try {
            return Optional.of(Reference.parse(text));
        } catch (InvalidInput _) {
            return Optional.empty();
        }
    }

    private Optional<ObjectNode> document(Path file, Shape.Members shape)
            throws InterruptedException {
        if (!read.containsKey(file)) {
            read.put(file, RunRecord.read(file, shape));
        }
        return Optional.ofNullable(read.get(file)).flatMap(each -> each);
    }
}
