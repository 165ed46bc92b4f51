package dev.autonomy.registry.cli.bench;

import java.util.concurrent.locks.LockSupport;

/** The time that a link goes by, in nanoseconds since a moment of its own. */
interface Timeline {

    long now();

    void sleepUntil(long moment) throws InterruptedException;

    /** The machine's. */
    static Timeline real() {
        long origin = System.nanoTime();
        return new Timeline() {
            @Override
            public long now() {
                return System.nanoTime() - origin;
            }

            @Override
            public void sleepUntil(long moment) throws InterruptedException {
                for (long left = moment - now(); left > 0; left = moment - now()) {
                    LockSupport.parkNanos(left);
                    if (Thread.interrupted()) {
                        throw new InterruptedException();
                    }
                }
            }
        };
    }
}
