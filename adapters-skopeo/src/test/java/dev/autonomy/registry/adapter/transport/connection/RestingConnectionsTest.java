package dev.autonomy.registry.adapter.transport.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RestingConnectionsTest {

    private static final Route HERE = route("registry.test");
    private static final Route ELSEWHERE = route("storage.test");

    private final ServerSocket listener;
    private final List<SocketChannel> channels = new ArrayList<>();
    private long now = Long.MAX_VALUE - 1;
    private final RestingConnections resting = new RestingConnections(() -> now);

    RestingConnectionsTest() throws IOException {
        listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        resting.closeAll();
        listener.close();
    }

    @Test
    void the_one_used_last_is_used_first() throws Exception {
        SocketConnection first = unused();
        SocketConnection last = unused();
        resting.add(HERE, first);
        resting.add(HERE, last);

        assertEquals(Optional.of(last), resting.take(HERE));
        assertEquals(Optional.of(first), resting.take(HERE));
    }

    @Test
    void one_that_leads_elsewhere_stays() throws Exception {
        SocketConnection connection = unused();
        resting.add(ELSEWHERE, connection);

        assertEquals(Optional.empty(), resting.take(HERE));
        assertEquals(Optional.of(connection), resting.take(ELSEWHERE));
    }

    @Test
    void one_that_was_used_is_good_for_half_a_minute() throws Exception {
        SocketConnection connection = used();
        resting.add(HERE, connection);
        pass(Duration.ofSeconds(29));

        assertEquals(Optional.of(connection), resting.take(HERE));

        resting.add(HERE, connection);
        pass(Duration.ofSeconds(30));

        assertEquals(Optional.empty(), resting.take(HERE));
        assertFalse(channels.getFirst().isOpen());
    }

    @Test
    void one_that_was_never_used_is_good_for_seconds() throws Exception {
        SocketConnection connection = unused();
        resting.add(HERE, connection);
        pass(Duration.ofSeconds(4));

        assertEquals(Optional.of(connection), resting.take(HERE));

        resting.add(HERE, connection);
        pass(Duration.ofSeconds(5));

        assertEquals(Optional.empty(), resting.take(HERE));
    }

    /** A registry may send its client on to any number of servers. */
    @Test
    void of_many_to_other_servers_only_the_last_stay_open() throws Exception {
        for (int i = 0; i <= RestingConnections.MOST; i++) {
            resting.add(route("storage" + i + ".test"), unused());
        }

        assertFalse(channels.getFirst().isOpen());
        assertTrue(channels.stream().skip(1).allMatch(SocketChannel::isOpen));
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private SocketConnection unused() throws IOException {
        SocketChannel channel = SocketChannel.open(listener.getLocalSocketAddress());
        channels.add(channel);
        return new SocketConnection(channel, channel.socket());
    }

    private SocketConnection used() throws IOException, HttpException {
        SocketConnection connection = unused();
        listener.accept().getOutputStream().write("HTTP/1.1 204 X\r\n\r\n".getBytes());
        connection.send(new BasicClassicHttpRequest("GET", "/"), Duration.ofSeconds(60));
        return connection;
    }

    private static Route route(String host) {
        return new Route(new Origin("http", host, 80), Optional.empty());
    }
}
