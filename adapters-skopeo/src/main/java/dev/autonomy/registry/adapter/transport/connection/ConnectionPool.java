package dev.autonomy.registry.adapter.transport.connection;

import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.hc.core5.http.HttpException;

/**
 * The connections of one client. Who needs one gets the first that is free: one that served before
 * and is still good, or a new one. Connections may be opened before they are needed.
 */
public final class ConnectionPool implements AutoCloseable {

    private static final Duration LONGEST_LOOK = Duration.ofSeconds(5);

    private final Opening opening;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Route, Lane> lanes = new HashMap<>();
    private final RestingConnections resting = new RestingConnections(System::nanoTime);
    private final Map<Connection, Use> inUse = new IdentityHashMap<>();
    private final Set<Thread> openers = new HashSet<>();
    private final Duration look;
    private Optional<Thread> guard = Optional.empty();
    private boolean isClosed;

    /** Opens a new connection. */
    @FunctionalInterface
    interface Opening {
        SocketConnection open(Route route)
                throws IOException, HttpException, Obstacle, InterruptedException;
    }

    /** The connections that take one route. */
    private static final class Lane {
        private final Deque<Exception> failures = new ArrayDeque<>();
        private int waiting;
        private int opening;
    }

    /** A connection that carries a request. */
    private record Use(Route route, SocketConnection connection) {}

    /**
     * @param agent what a proxy is told about this program
     * @param patience how long a proxy, a handshake or a server may take
     */
    public ConnectionPool(String agent, TlsSource tls, Duration patience) {
        this(new Connector(agent, new Dialer(), new TlsClient(tls), patience)::open, patience);
    }

    ConnectionPool(Opening opening, Duration patience) {
        this.opening = opening;
        this.look = patience.compareTo(LONGEST_LOOK) < 0 ? patience : LONGEST_LOOK;
    }

    /**
     * A connection for one request, to be given back or dropped.
     *
     * @throws LinkFailure.Stalled when there is none in time
     */
    public Connection take(Route route, Duration patience)
            throws IOException, HttpException, Obstacle, InterruptedException {
        lock.lockInterruptibly();
        try {
            Lane lane = lanes.computeIfAbsent(route, _ -> new Lane());
            if (lane.waiting == 0) {
                lane.failures.clear();
            }
            long left = patience.toNanos();
            while (true) {
                requireOpen();
                Optional<SocketConnection> good = resting.take(route);
                if (good.isPresent()) {
                    inUse.put(good.get(), new Use(route, good.get()));
                    watch();
                    return good.get();
                }
                if (!lane.failures.isEmpty()) {
                    rethrow(lane.failures.removeFirst());
                }
                if (left <= 0) {
                    throw new LinkFailure.Stalled();
                }
                if (lane.opening <= lane.waiting) {
                    open(route, lane);
                }
                lane.waiting++;
                try {
                    left = changed.awaitNanos(left);
                } finally {
                    lane.waiting--;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Opens this many connections that are going to be needed. */
    public void openAhead(Route route, int count) {
        lock.lock();
        try {
            Lane lane = lanes.computeIfAbsent(route, _ -> new Lane());
            for (int i = 0; i < count && !isClosed; i++) {
                open(route, lane);
            }
        } finally {
            lock.unlock();
        }
    }

    public void giveBack(Connection connection) {
        lock.lock();
        try {
            Use use = inUse.remove(connection);
            rest(use.route(), use.connection());
        } finally {
            lock.unlock();
        }
    }

    /** Closes what is not good for another request. */
    public void drop(Connection connection) {
        lock.lock();
        try {
            inUse.remove(connection).connection().close();
        } finally {
            lock.unlock();
        }
    }

    private static void rethrow(Exception failure) throws IOException, HttpException, Obstacle {
        switch (failure) {
            case IOException e -> throw e;
            case HttpException e -> throw e;
            case Obstacle e -> throw e;
            case RuntimeException bug -> throw bug;
            default -> throw new IOException(failure);
        }
    }

    private void requireOpen() throws IOException {
        if (isClosed) {
            throw new ClosedChannelException();
        }
    }

    private void open(Route route, Lane lane) {
        lane.opening++;
        Thread opener = Thread.ofVirtual().unstarted(() -> opened(route, lane));
        openers.add(opener);
        opener.start();
    }

    private void opened(Route route, Lane lane) {
        Optional<SocketConnection> connection = Optional.empty();
        Optional<Exception> failure = Optional.empty();
        try {
            connection = Optional.of(opening.open(route));
        } catch (Exception e) {
            failure = Optional.of(e);
        } catch (Error e) {
            failure = Optional.of(new IOException(e));
        }
        lock.lock();
        try {
            lane.opening--;
            openers.remove(Thread.currentThread());
            failure.filter(_ -> lane.waiting > 0).ifPresent(lane.failures::add);
            connection.ifPresent(each -> rest(route, each));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void rest(Route route, SocketConnection connection) {
        if (isClosed) {
            connection.close();
            return;
        }
        resting.add(route, connection);
        changed.signalAll();
    }

    private void watch() {
        if (guard.isEmpty()) {
            guard = Optional.of(Thread.ofVirtual().start(this::closeOverdue));
        }
    }

    /** Ends the waits that those who wait cannot end. */
    private void closeOverdue() {
        try {
            while (true) {
                Thread.sleep(look);
                lock.lock();
                try {
                    inUse.values().forEach(use -> use.connection().closeIfOverdue());
                } finally {
                    lock.unlock();
                }
            }
        } catch (InterruptedException _) {
            return;
        }
    }

    /** Ends every connection, and with it every request under way. */
    @Override
    public void close() {
        lock.lock();
        try {
            isClosed = true;
            openers.forEach(Thread::interrupt);
            inUse.values().forEach(use -> use.connection().close());
            guard.ifPresent(Thread::interrupt);
            resting.closeAll();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
