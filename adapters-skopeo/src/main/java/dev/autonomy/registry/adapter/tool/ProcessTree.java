package dev.autonomy.registry.adapter.tool;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A process and everything it started. */
final class ProcessTree {

    private static final Duration TO_END_BY_ITSELF = Duration.ofMillis(800);

    /** A killed process is gone at once, but its new parent may be slow to take note of it. */
    private static final Duration TO_BE_GONE = Duration.ofMillis(400);

    private final Set<ProcessHandle> seen = new LinkedHashSet<>();

    ProcessTree(ProcessHandle root) {
        seen.add(root);
    }

    /** Remembers who belongs to it: once a parent is gone, its children cannot be found by it. */
    void look() {
        seen.addAll(grown(seen));
    }

    /** Asks the whole tree to end, then ends what is left of it; takes less than two seconds. */
    void end() {
        Set<ProcessHandle> tree = grown(seen);
        tree.forEach(ProcessHandle::destroy);
        awaitEnd(tree, TO_END_BY_ITSELF);
        // Once a parent is gone its children cannot be found by it, so the first look is kept.
        Set<ProcessHandle> left = grown(tree);
        left.forEach(ProcessHandle::destroyForcibly);
        awaitEnd(left, TO_BE_GONE);
    }

    private static Set<ProcessHandle> grown(Collection<ProcessHandle> known) {
        Set<ProcessHandle> tree = new LinkedHashSet<>();
        known.stream()
                .flatMap(each -> Stream.concat(Stream.of(each), each.descendants()))
                .filter(ProcessHandle::isAlive)
                .forEach(tree::add);
        return tree;
    }

    /** Not to be interrupted: whoever is cancelled must still leave nothing behind. */
    private static void awaitEnd(Set<ProcessHandle> tree, Duration limit) {
        CompletableFuture.allOf(
                        tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
