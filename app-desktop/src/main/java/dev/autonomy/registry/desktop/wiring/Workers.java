package dev.autonomy.registry.desktop.wiring;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Does each piece of work on a thread of its own, and can end all of it when the process ends. */
public final class Workers implements Executor {

    private final Set<Thread> busy = ConcurrentHashMap.newKeySet();

    public Workers() {}

    @Override
    public void execute(Runnable work) {
        Thread worker =
                Thread.ofVirtual()
                        .unstarted(
                                () -> {
                                    try {
                                        work.run();
                                    } finally {
                                        busy.remove(Thread.currentThread());
                                    }
                                });
        busy.add(worker);
        worker.start();
    }

    /** Cancels whatever is being done, and waits until it has cleaned up, at most this long. */
    public void stop(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        busy.forEach(Thread::interrupt);
        for (Thread worker : busy) {
            worker.join(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
    }
}
