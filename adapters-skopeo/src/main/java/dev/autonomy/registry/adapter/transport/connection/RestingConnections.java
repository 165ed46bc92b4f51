package dev.autonomy.registry.adapter.transport.connection;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Connections that nobody uses at the moment. The one used last is used first: the others may rest
 * until they are dropped.
 */
final class RestingConnections {

    /** Unused for longer, something on the way may have forgotten a connection without a word. */
    static final Duration LONGEST_REST = Duration.ofSeconds(30);

    /** Servers wait less for a first request; over TLS it cannot be seen that they have left. */
    static final Duration LONGEST_REST_BEFORE_USE = Duration.ofSeconds(5);

    /** To all servers together: as many as there are requests at once, to two of them. */
    static final int MOST = 32;

    private final LongSupplier nanoTime;
    private final Deque<Rest> rests = new ArrayDeque<>();

    private record Rest(Route route, SocketConnection connection, long since) {}

    /**
     * @param nanoTime as {@link System#nanoTime}
     */
    RestingConnections(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void add(Route route, SocketConnection connection) {
        rests.addLast(new Rest(route, connection, nanoTime.getAsLong()));
        if (rests.size() > MOST) {
            rests.removeFirst().connection().close();
        }
    }

    /** One that is still good. */
    Optional<SocketConnection> take(Route route) {
        for (Iterator<Rest> rest = rests.descendingIterator(); rest.hasNext(); ) {
            Rest last = rest.next();
            if (last.route().equals(route)) {
                rest.remove();
                if (isGood(last)) {
                    return Optional.of(last.connection());
                }
                last.connection().close();
            }
        }
        return Optional.empty();
    }

    private boolean isGood(Rest rest) {
        Duration longest = rest.connection().hasServed() ? LONGEST_REST : LONGEST_REST_BEFORE_USE;
        return nanoTime.getAsLong() - rest.since() < longest.toNanos()
                && rest.connection().isQuiet();
    }

    void closeAll() {
        rests.forEach(each -> each.connection().close());
        rests.clear();
    }
}
