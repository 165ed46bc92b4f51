package dev.autonomy.registry.adapter.transport.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A host with several addresses, played by those of the loopback network. */
class DialerTest {

    /** Whatever is decided is decided by something else. */
    private static final Duration FOR_EVER = Duration.ofDays(1);

    private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress NOBODY = InetAddress.ofLiteral("127.0.0.2");
    private static final InetAddress NOBODY_EITHER = InetAddress.ofLiteral("127.0.0.3");

    private final ServerSocket listener;
    private final List<AutoCloseable> opened = new ArrayList<>();

    DialerTest() throws IOException {
        listener = new ServerSocket(0, 50, HERE);
        opened.add(listener);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : opened) {
            each.close();
        }
    }

    @Test
    void the_next_address_is_taken_where_the_first_refuses() throws Exception {
        assertReaches(HERE, NOBODY, NOBODY_EITHER, HERE);
    }

    @Test
    void the_next_address_is_taken_where_the_first_is_silent() throws Exception {
        assertReaches(HERE, silent(), HERE);
    }

    @Test
    void an_address_of_the_other_family_is_tried_second() throws Exception {
        assertReaches(HERE, InetAddress.ofLiteral("::1"), NOBODY, HERE);
    }

    @Test
    void a_literal_address_is_not_looked_up() throws Exception {
        Dialer dialer =
                new Dialer(
                        host -> {
                            throw new UnknownHostException(host);
                        },
                        FOR_EVER);

        reached(dialer.connect("127.0.0.1", listener.getLocalPort()));
    }

    @Test
    void a_host_that_refuses_at_every_address_refuses() {
        assertThrows(
                ConnectException.class,
                () ->
                        dialer(NOBODY, NOBODY_EITHER)
                                .connect("registry.test", listener.getLocalPort()));
    }

    @Test
    void of_thousands_of_addresses_only_some_are_tried() {
        InetAddress[] many =
                IntStream.range(0, 4000)
                        .mapToObj(
                                i ->
                                        InetAddress.ofLiteral(
                                                "127.9." + i / 250 + "." + (1 + i % 250)))
                        .toArray(InetAddress[]::new);
        InetAddress[] last = new InetAddress[many.length + 1];
        System.arraycopy(many, 0, last, 0, many.length);
        last[many.length] = HERE;

        assertThrows(
                ConnectException.class,
                () -> dialer(last).connect("registry.test", listener.getLocalPort()));
    }

    @Test
    void an_interrupt_ends_the_attempts() throws Exception {
        Dialer dialer = dialer(silent(), InetAddress.ofLiteral("127.0.0.5"));
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread dialing =
                Thread.ofPlatform()
                        .start(
                                () ->
                                        end.complete(
                                                assertThrows(
                                                        Throwable.class,
                                                        () -> dialer.connect("x.test", port()))));

        dialing.interrupt();

        assertInstanceOf(InterruptedException.class, end.get());
    }

    private void assertReaches(InetAddress expected, InetAddress... addresses) throws Exception {
        SocketChannel channel =
                reached(dialer(addresses).connect("registry.test", listener.getLocalPort()));

        assertEquals(expected, ((InetSocketAddress) channel.getRemoteAddress()).getAddress());
        assertTrue(channel.isConnected());
    }

    private SocketChannel reached(SocketChannel channel) {
        opened.add(channel);
        return channel;
    }

    private int port() {
        return listener.getLocalPort();
    }

    private static Dialer dialer(InetAddress... addresses) {
        return new Dialer(_ -> List.of(addresses), FOR_EVER);
    }

    /** An address where nobody takes connections: Linux then lets the next ones wait. */
    private InetAddress silent() throws IOException {
        InetAddress address = InetAddress.ofLiteral("127.0.0.4");
        ServerSocket full = new ServerSocket();
        opened.add(full);
        full.bind(new InetSocketAddress(address, port()), 1);
        for (int i = 0; i < 2; i++) {
            opened.add(new Socket(address, port()));
        }
        return address;
    }
}
