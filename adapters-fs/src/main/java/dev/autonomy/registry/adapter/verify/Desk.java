package dev.autonomy.registry.adapter.verify;

import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Where documents that arrived side by side are taken apart one at a time: what a stranger wrote
 * into one may take many times its size in memory.
 */
final class Desk {

    private final Lock free = new ReentrantLock();

    <T> T alone(Supplier<T> work) throws InterruptedException {
        free.lockInterruptibly();
        try {
            return work.get();
        } finally {
            free.unlock();
        }
    }
}
