package dev.autonomy.registry.cli.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * A link to a server, as long and as slow as told: whoever connects to its loopback port reaches
 * the server after the time that TCP's handshake takes on such a link.
 */
final class Link implements AutoCloseable {

    private final Timeline time;
    private final InetSocketAddress server;
    private final Duration half;
    private final Line up;
    private final Line down;
    private final ServerSocket door;
    private final Traffic traffic = new Traffic();
    private final ExecutorService connections = Executors.newVirtualThreadPerTaskExecutor();

    /** How long a round trip takes, and how many Mbit/s go through each way (0: any number). */
    record Terms(Duration roundTrip, int megabits) {}

    private interface Step {
        void run() throws IOException, InterruptedException;
    }

    Link(Terms terms, InetSocketAddress server, Timeline time) throws IOException {
        this.time = time;
        this.server = server;
        half = terms.roundTrip().dividedBy(2);
        up = new Line(half, terms.megabits());
        down = new Line(half, terms.megabits());
        door = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        connections.execute(this::welcome);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
    }

    Traffic.Count takeCount() {
        return traffic.take();
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                admit(door.accept());
            } catch (IOException _) {
                // Closed, or the client went away again: either way there is nobody to carry for.
            }
        }
    }

    private void admit(Socket client) {
        try {
            connections.execute(() -> carry(client));
        } catch (RejectedExecutionException _) {
            close(client);
        }
    }

    private void carry(Socket client) {
        long begin = time.now();
        Leg there = new Leg(time, up, begin + 2 * half.toNanos());
        Leg back = new Leg(time, down, begin + half.toNanos());
        Traffic.Conversation conversation = traffic.connected();
        try (client;
                Socket behind = new Socket();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            behind.connect(server);
            behind.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Step[] steps = {
                () -> there.send(client, conversation::asks),
                () -> there.deliver(behind, () -> {}),
                () -> back.send(behind, () -> {}),
                () -> back.deliver(client, conversation::hears)
            };
            for (Step step : steps) {
                threads.execute(() -> run(step, threads, client, behind));
            }
        } catch (IOException | RejectedExecutionException _) {
            // Nobody answers at the other end, or one end is gone: closing tells the other one.
        }
    }

    /** Where one of a connection's threads fails, the others end, and both ends are closed. */
    private static void run(Step step, ExecutorService threads, Socket client, Socket behind) {
        try {
            step.run();
        } catch (IOException _) {
            close(client);
            close(behind);
            threads.shutdownNow();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException _) {
            // Then it is closed already.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        connections.shutdownNow();
        connections.close();
    }
}
