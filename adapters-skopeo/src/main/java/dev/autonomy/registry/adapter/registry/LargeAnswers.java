package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.adapter.transport.Room;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bounds what many questions at once hold in memory: of the answers with more than {@code
 * Body.SMALL} bytes, one question at a time has its own. For the others there is no room yet: they
 * are given up unread, and asked for again. Nobody keeps a registry waiting meanwhile.
 */
final class LargeAnswers {

    private final Semaphore free = new Semaphore(1);

    /** A new question's turn, to be closed when its answer is in its final form. */
    Turn turn() {
        return new Turn(free);
    }

    /** The parts of one question may share it. */
    static final class Turn implements Room, AutoCloseable {

        private final Semaphore free;
        private final ReentrantLock taking = new ReentrantLock();
        private volatile boolean isTaken;

        private Turn(Semaphore free) {
            this.free = free;
        }

        @Override
        public boolean isMine() {
            if (!isTaken && taking.tryLock()) {
                try {
                    isTaken = isTaken || free.tryAcquire();
                } finally {
                    taking.unlock();
                }
            }
            return isTaken;
        }

        @Override
        public void await() throws InterruptedException {
            taking.lockInterruptibly();
            try {
                if (!isTaken) {
                    free.acquire();
                    isTaken = true;
                }
            } finally {
                taking.unlock();
            }
        }

        @Override
        public void close() {
            if (isTaken) {
                isTaken = false;
                free.release();
            }
        }
    }
}
