package dev.autonomy.registry.adapter.transport.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionPoolTest {

    private static final Duration LONG = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Route ROUTE =
            new Route(new Origin("http", "registry.test", 80), Optional.empty());

    private final ServerSocket listener;
    private final List<SocketChannel> channels = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile ConnectionPool.Opening opening = _ -> connection();
    private final ConnectionPool pool = new ConnectionPool(route -> opening.open(route), SHORT);

    ConnectionPoolTest() throws IOException {
        listener = new ServerSocket();
        listener.setReceiveBufferSize(4 << 10);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    }

    @AfterEach
    void close() throws IOException {
        end.countDown();
        pool.close();
        listener.close();
    }

    /** No socket's time-out ends a write. */
    @Test
    void a_request_that_nobody_reads_is_given_up() throws Exception {
        Connection connection = pool.take(ROUTE, LONG);
        BasicClassicHttpRequest large = new BasicClassicHttpRequest("GET", "/");
        large.setHeader("X-Padding", "x".repeat(4 << 20));

        assertThrows(LinkFailure.Stalled.class, () -> connection.send(large, SHORT));
    }

    @Test
    void closing_closes_what_is_in_use() throws Exception {
        pool.take(ROUTE, LONG);

        pool.close();

        assertFalse(channels.getFirst().isOpen());
    }

    @Test
    void closing_closes_what_rests() throws Exception {
        pool.giveBack(pool.take(ROUTE, LONG));

        pool.close();

        assertFalse(channels.getFirst().isOpen());
    }

    @Test
    void what_is_opened_after_the_closing_is_closed() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        opening =
                _ -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException _) {
                        interrupted.countDown();
                    }
                    return connection();
                };
        pool.openAhead(ROUTE, 1);
        begun.await();

        pool.close();

        interrupted.await();
        try (Socket peer = listener.accept()) {
            assertEquals(-1, peer.getInputStream().read());
        }
    }

    @Test
    void who_waits_for_a_connection_is_woken_by_the_closing() throws Exception {
        FutureTask<Connection> waiter = waiterWithoutEnd();

        pool.close();

        ExecutionException end = assertThrows(ExecutionException.class, waiter::get);
        assertInstanceOf(ClosedChannelException.class, end.getCause());
    }

    @Test
    void who_waits_takes_what_another_gives_back() throws Exception {
        Connection inUse = pool.take(ROUTE, LONG);
        FutureTask<Connection> waiter = waiterWithoutEnd();

        pool.giveBack(inUse);

        assertSame(inUse, waiter.get());
    }

    @Test
    void an_interrupt_ends_the_wait_for_a_connection() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        opening = _ -> hung(begun);
        FutureTask<Connection> waiter = new FutureTask<>(() -> pool.take(ROUTE, LONG));
        Thread waiting = Thread.ofPlatform().start(waiter);
        begun.await();

        waiting.interrupt();

        ExecutionException end = assertThrows(ExecutionException.class, waiter::get);
        assertInstanceOf(InterruptedException.class, end.getCause());
    }

    @Test
    void each_who_waits_is_told_why_there_is_no_connection() throws Exception {
        CountDownLatch all = new CountDownLatch(3);
        opening =
                _ -> {
                    all.countDown();
                    all.await();
                    throw new ConnectException();
                };
        List<FutureTask<Connection>> waiters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiters.add(new FutureTask<>(() -> pool.take(ROUTE, LONG)));
        }
        waiters.forEach(each -> Thread.ofVirtual().start(each));

        for (FutureTask<Connection> each : waiters) {
            ExecutionException end = assertThrows(ExecutionException.class, each::get);
            assertInstanceOf(ConnectException.class, end.getCause());
        }
    }

    @Test
    void a_failure_from_before_is_not_that_of_who_asks_later() throws Exception {
        CountDownLatch begun = new CountDownLatch(3);
        CountDownLatch waits = new CountDownLatch(1);
        List<Thread> openers = new CopyOnWriteArrayList<>();
        opening =
                _ -> {
                    openers.add(Thread.currentThread());
                    begun.countDown();
                    waits.await();
                    throw new ConnectException();
                };
        pool.openAhead(ROUTE, 3);
        FutureTask<Connection> waiter = new FutureTask<>(() -> pool.take(ROUTE, LONG));
        Thread waiting = Thread.ofPlatform().start(waiter);
        awaitState(waiting, Thread.State.TIMED_WAITING);
        begun.await();
        waits.countDown();
        assertThrows(ExecutionException.class, waiter::get);
        for (Thread each : openers) {
            each.join();
        }
        opening = _ -> connection();

        pool.take(ROUTE, LONG);

        assertEquals(1, channels.size());
    }

    private static void awaitState(Thread thread, Thread.State state) {
        while (thread.getState() != state) {
            Thread.onSpinWait();
        }
    }

    private FutureTask<Connection> waiterWithoutEnd() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        opening = _ -> hung(begun);
        FutureTask<Connection> waiter = new FutureTask<>(() -> pool.take(ROUTE, LONG));
        Thread.ofVirtual().start(waiter);
        begun.await();
        return waiter;
    }

    /** As an opening is that looks a name up: no interrupt ends it. */
    private SocketConnection hung(CountDownLatch begun) throws IOException {
        begun.countDown();
        while (true) {
            try {
                end.await();
                throw new ConnectException();
            } catch (InterruptedException _) {
                continue;
            }
        }
    }

    private SocketConnection connection() throws IOException {
        SocketChannel channel = SocketChannel.open();
        channels.add(channel);
        channel.setOption(StandardSocketOptions.SO_SNDBUF, 4 << 10);
        channel.connect(listener.getLocalSocketAddress());
        return new SocketConnection(channel, channel.socket());
    }
}
