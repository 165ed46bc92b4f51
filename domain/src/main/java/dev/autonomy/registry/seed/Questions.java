package dev.autonomy.registry.seed;

import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.Ahead;
import dev.autonomy.registry.port.Parallel;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * Questions of one kind, each asked once, and ahead of its time where it is known early that it
 * will be asked; at most {@link Parallel#AT_ONCE} at the same time. Closing ends those under way.
 */
final class Questions<K, V> implements AutoCloseable {

    private final Parallel.Work<K, V> asking;
    private final Map<K, Ahead<V>> asked = new LinkedHashMap<>();
    private final Semaphore turns = new Semaphore(Parallel.AT_ONCE);

    Questions(Parallel.Work<K, V> asking) {
        this.asking = asking;
    }

    /** Asks now, unless that was done before. */
    synchronized Ahead<V> ask(K about) {
        return asked.computeIfAbsent(about, _ -> Ahead.begin(() -> answered(about)));
    }

    V answer(K about) throws Obstacle, InterruptedException {
        return ask(about).result();
    }

    private V answered(K about) throws Obstacle, InterruptedException {
        turns.acquire();
        try {
            return asking.on(about);
        } finally {
            turns.release();
        }
    }

    @Override
    public synchronized void close() {
        asked.values().forEach(Ahead::interrupt);
        long end = System.nanoTime() + Ahead.TO_END.toNanos();
        asked.values().forEach(each -> each.awaitEnd(Duration.ofNanos(end - System.nanoTime())));
    }
}
