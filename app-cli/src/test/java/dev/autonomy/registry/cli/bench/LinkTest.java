package dev.autonomy.registry.cli.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Time stands still here; what a link would have waited for is written down. */
class LinkTest {

    private static final long MILLISECOND = 1_000_000;
    private static final int PATIENCE_MILLIS = 30_000;
    private static final Link.Terms TERMS = new Link.Terms(Duration.ofMillis(50), 0);

    private final Set<Long> waitedFor = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ServerSocket server;
    private Link link;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        link = new Link(TERMS, address(), new StandingStill());
    }

    @AfterEach
    void close() throws IOException {
        link.close();
        server.close();
        threads.shutdownNow();
    }

    @Test
    void what_a_client_sends_first_takes_a_handshake_and_half_a_round_trip() throws Exception {
        threads.submit(this::echoOne);
        call(new byte[] {1});

        assertTrue(waitedFor.contains(75 * MILLISECOND), waitedFor::toString);
    }

    @Test
    void an_answer_leaves_no_sooner_than_the_server_can_know_of_the_client() throws Exception {
        threads.submit(this::echoOne);
        call(new byte[] {1});

        assertTrue(waitedFor.contains(50 * MILLISECOND), waitedFor::toString);
    }

    @Test
    void a_server_hears_that_its_client_has_sent_all_and_can_still_answer() throws Exception {
        Future<?> served = threads.submit(this::echoOne);
        byte[] heard = call(new byte[] {1, 2, 3});
        served.get();

        assertArrayEquals(new byte[] {1, 2, 3}, heard);
    }

    @Test
    void many_connections_at_once_get_each_its_own_bytes() throws Exception {
        Random random = new Random(7);
        byte[][] contents = new byte[64][200_000];
        for (byte[] each : contents) {
            random.nextBytes(each);
            threads.submit(this::echoOne);
        }
        var calls = Stream.of(contents).<Callable<byte[]>>map(each -> () -> call(each)).toList();
        var answers = threads.invokeAll(calls);

        for (int i = 0; i < contents.length; i++) {
            assertArrayEquals(contents[i], answers.get(i).get());
        }
    }

    @Test
    void a_client_of_a_server_that_is_gone_sees_the_end() throws Exception {
        server.close();

        assertEquals(0, call(new byte[0]).length);
    }

    @Test
    void a_request_and_its_answer_are_one_exchange() throws Exception {
        threads.submit(this::echoOne);
        call(new byte[] {1});

        assertEquals(new Traffic.Count(1, 1, 1), link.takeCount());
    }

    @Test
    void a_closed_link_takes_nobody_any_more() throws Exception {
        try (Socket open = connect()) {
            link.close();

            assertEquals(-1, readOrEnd(open));
        }
    }

    /** A reset is an end as well. */
    private static int readOrEnd(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read();
        } catch (SocketException _) {
            return -1;
        }
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(server.getInetAddress(), server.getLocalPort());
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), link.address().getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private byte[] call(byte[] content) throws IOException {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(content);
            socket.shutdownOutput();
            return socket.getInputStream().readAllBytes();
        }
    }

    /** Answers one client with all that it sent, once it has sent all. */
    private boolean echoOne() throws IOException {
        try (Socket client = server.accept()) {
            client.getOutputStream().write(client.getInputStream().readAllBytes());
            return true;
        }
    }

    private final class StandingStill implements Timeline {
        @Override
        public long now() {
            return 0;
        }

        @Override
        public void sleepUntil(long moment) {
            waitedFor.add(moment);
        }
    }
}
