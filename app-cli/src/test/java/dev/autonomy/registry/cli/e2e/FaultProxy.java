package dev.autonomy.registry.cli.e2e;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * Stands before a real registry on a free loopback port, passes on what goes by byte for byte, and
 * lets scripted faults befall it. Answers TLS in clear text, as a registry over plain HTTP does. To
 * whom it is an HTTP proxy it is the registry under every name.
 */
final class FaultProxy implements AutoCloseable {

    private static final int TLS_HANDSHAKE = 0x16;

    /** Long enough to tell who does not wait for the end, and no danger to the disk. */
    private static final int ENDLESS = 1 << 30;

    private static final byte[] NOT_TLS =
            "HTTP/1.0 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] TUNNEL =
            "HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket door;
    private final int behind;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final AtomicLong uploaded = new AtomicLong();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Runnable watcher = () -> {};

    /** A proxy before the server on this port of this machine. */
    FaultProxy(int behind) {
        this.behind = behind;
        try {
            door = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::welcome);
    }

    /** A request as it came by. */
    record Request(String method, String target, String head) {

        boolean hasHeader(String name) {
            return head.toLowerCase(Locale.ROOT).contains("\r\n" + name + ":");
        }

        @Override
        public String toString() {
            return method + " " + target;
        }
    }

    private record Rule(
            Predicate<Request> befalls, int skipped, int times, AtomicInteger seen, Fault fault) {

        boolean strikes(Request request) {
            if (!befalls.test(request)) {
                return false;
            }
            int number = seen.incrementAndGet();
            return number > skipped && number - skipped <= times;
        }
    }

    /** Requests whose method and target this pattern matches as a whole. */
    static Predicate<Request> matching(String pattern) {
        return request -> request.toString().matches(pattern);
    }

    String host() {
        return "127.0.0.1:" + door.getLocalPort();
    }

    int port() {
        return door.getLocalPort();
    }

    void always(Predicate<Request> requests, Fault fault) {
        rules.add(new Rule(requests, 0, Integer.MAX_VALUE, new AtomicInteger(), fault));
    }

    void first(int times, Predicate<Request> requests, Fault fault) {
        rules.add(new Rule(requests, 0, times, new AtomicInteger(), fault));
    }

    /** The request of this number, counted from 1. */
    void nth(int number, Predicate<Request> requests, Fault fault) {
        rules.add(new Rule(requests, number - 1, 1, new AtomicInteger(), fault));
    }

    /** From now on nothing befalls anyone. */
    void calm() {
        rules.clear();
    }

    /** Is called at each request and at each piece of data that goes through. */
    void watch(Runnable each) {
        watcher = each;
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    long count(Predicate<Request> which) {
        return requests.stream().filter(which).count();
    }

    /** The bytes of all requests' bodies that went through. */
    long uploaded() {
        return uploaded.get();
    }

    void forget() {
        requests.clear();
        uploaded.set(0);
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                open.add(client);
                Thread.ofVirtual().start(() -> attend(client));
            } catch (IOException _) {
                // Closed, or the client went away again: either way there is nobody to attend to.
            }
        }
    }

    private void attend(Socket client) {
        try (client) {
            client.setTcpNoDelay(true);
            attend(client, new BufferedInputStream(client.getInputStream()));
        } catch (IOException _) {
            // Broken connections are what this is for.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(client);
        }
    }

    private void attend(Socket client, BufferedInputStream in)
            throws IOException, InterruptedException {
        in.mark(1);
        int first = in.read();
        if (first == TLS_HANDSHAKE) {
            client.getOutputStream().write(NOT_TLS);
        } else if (first == 'C') {
            Passage.head(in);
            client.getOutputStream().write(TUNNEL);
            attend(client, in);
        } else if (first >= 0) {
            in.reset();
            converse(client, in);
        }
    }

    private void converse(Socket client, InputStream in) throws IOException, InterruptedException {
        String head = Passage.head(in).orElse("");
        if (head.isEmpty()) {
            return;
        }
        String[] line = head.substring(0, head.indexOf('\r')).split(" ");
        Request request = new Request(line[0], line[1], head);
        requests.add(request);
        watcher.run();
        Optional<Fault> fault = Optional.empty();
        for (Rule rule : rules) {
            if (fault.isEmpty() && rule.strikes(request)) {
                fault = Optional.of(rule.fault());
            }
        }
        if (fault.isPresent()) {
            suffer(fault.get(), client, in, head);
        } else {
            passOn(client, in, head, fault);
        }
    }

    private void suffer(Fault fault, Socket client, InputStream in, String head)
            throws IOException, InterruptedException {
        switch (fault) {
            case Fault.Instead instead -> answer(client, in, instead);
            case Fault.Endless(var mediaType) -> pourForever(client, mediaType);
            case Fault.Silence(var action) -> {
                act(action);
                closed.await();
            }
            case Fault.Before(var action) -> {
                act(action);
                passOn(client, in, head, Optional.empty());
            }
            case Fault.After _,
                    Fault.ResetUpload _,
                    Fault.FreezeUpload _,
                    Fault.LoseAnswer _,
                    Fault.ResetAnswer _,
                    Fault.Truncate _,
                    Fault.Flip _,
                    Fault.Drip _ ->
                    passOn(client, in, head, Optional.of(fault));
        }
    }

    private void passOn(Socket client, InputStream in, String head, Optional<Fault> fault)
            throws IOException, InterruptedException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), behind)) {
            open.add(server);
            try {
                new Passage(client, in, head, this::meter, closed).run(server, fault);
            } finally {
                open.remove(server);
            }
        }
    }

    private void meter(long bytes) {
        uploaded.addAndGet(bytes);
        watcher.run();
    }

    static void act(Fault.Action action) throws IOException, InterruptedException {
        try {
            action.run();
        } catch (IOException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException(e);
        }
    }

    /** Reads on until the other side closes: unread bytes would turn the end into a reset. */
    private static void answer(Socket client, InputStream in, Fault.Instead answer)
            throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(
                "HTTP/1.1 %d Scripted\r\n%sConnection: close\r\nContent-Length: %d\r\n\r\n"
                        .formatted(answer.status(), answer.headers(), answer.body().length)
                        .getBytes(StandardCharsets.ISO_8859_1));
        out.write(answer.body());
        out.flush();
        client.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream());
    }

    private static void pourForever(Socket client, String mediaType) throws IOException {
        OutputStream out = client.getOutputStream();
        out.write(
                "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nConnection: close\r\n\r\n"
                        .formatted(mediaType)
                        .getBytes(StandardCharsets.ISO_8859_1));
        byte[] spaces = " ".repeat(32 << 10).getBytes(StandardCharsets.ISO_8859_1);
        for (int sent = 0; sent < ENDLESS; sent += spaces.length) {
            out.write(spaces);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            door.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
