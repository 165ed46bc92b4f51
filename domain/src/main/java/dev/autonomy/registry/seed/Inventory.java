package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the destination held before this run wrote there: each thing is asked once, and ahead of the
 * moment at which it is needed.
 */
final class Inventory implements AutoCloseable {

    private final Map<Digest, ManifestTree> trees = new ConcurrentHashMap<>();
    private final Questions<Tag, Optional<Manifest>> tags;
    private final Questions<Digest, Boolean> contents;

    Inventory(Holdings held) {
        tags = new Questions<>(held::under);
        contents = new Questions<>(digest -> held.has(trees.get(digest)));
    }

    void askFor(Tag tag) {
        tags.ask(tag);
    }

    Optional<Manifest> under(Tag tag) throws Obstacle, InterruptedException {
        return tags.answer(tag);
    }

    void askFor(ManifestTree tree) {
        trees.putIfAbsent(tree.manifest().digest(), tree);
        contents.ask(tree.manifest().digest());
    }

    /** Whether all of the tree was there. */
    boolean has(ManifestTree tree) throws Obstacle, InterruptedException {
        askFor(tree);
        return contents.answer(tree.manifest().digest());
    }

    @Override
    public void close() {
        tags.close();
        contents.close();
    }
}
