package dev.autonomy.registry.adapter.transport.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reaches a host by any of its addresses: the next one is tried when one fails or does not answer
 * at once, families in turn, and the first that answers is taken (RFC 8305).
 */
final class Dialer {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(20);

    /** RFC 8305, section 5: the recommended delay between two attempts. */
    private static final Duration HEAD_START = Duration.ofMillis(250);

    /** More addresses than any host needs; whoever answers for the name might send thousands. */
    private static final int MOST_ADDRESSES = 16;

    private final Names names;
    private final Duration longestConnect;

    /** Finds the addresses of a host name. */
    @FunctionalInterface
    interface Names {
        List<InetAddress> addresses(String host) throws IOException;
    }

    Dialer() {
        this(host -> Arrays.asList(InetAddress.getAllByName(host)), LONGEST_CONNECT);
    }

    Dialer(Names names, Duration longestConnect) {
        this.names = names;
        this.longestConnect = longestConnect;
    }

    SocketChannel connect(String host, int port) throws IOException, InterruptedException {
        Optional<InetAddress> literal = Origin.address(host);
        List<InetAddress> addresses =
                literal.isPresent() ? List.of(literal.get()) : inTurn(names.addresses(host));
        return addresses.size() == 1
                ? connected(new InetSocketAddress(addresses.getFirst(), port))
                : new Race(addresses, port).winner();
    }

    /** Beginning with the family of the address that the system puts first. */
    private static List<InetAddress> inTurn(List<InetAddress> addresses) {
        List<InetAddress> first = new ArrayList<>();
        List<InetAddress> second = new ArrayList<>();
        for (InetAddress each : addresses) {
            (each.getClass() == addresses.getFirst().getClass() ? first : second).add(each);
        }
        List<InetAddress> inTurn = new ArrayList<>();
        for (int i = 0; i < Math.max(first.size(), second.size()); i++) {
            first.stream().skip(i).findFirst().ifPresent(inTurn::add);
            second.stream().skip(i).findFirst().ifPresent(inTurn::add);
        }
        return inTurn.subList(0, Math.min(inTurn.size(), MOST_ADDRESSES));
    }

    private SocketChannel connected(InetSocketAddress address) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.socket().connect(address, (int) longestConnect.toMillis());
            return channel;
        } catch (ConnectException | NoRouteToHostException e) {
            channel.close();
            throw e;
        } catch (SocketException e) {
            channel.close();
            NoRouteToHostException unreachable = new NoRouteToHostException(e.getMessage());
            unreachable.initCause(e);
            throw unreachable;
        } catch (IOException | RuntimeException | Error e) {
            channel.close();
            throw e;
        }
    }

    /** Attempts that overlap, of which one is wanted. */
    private final class Race {

        private final List<InetAddress> addresses;
        private final int port;
        private final AtomicBoolean isOver = new AtomicBoolean();
        private final BlockingQueue<Finish> finishes = new LinkedBlockingQueue<>();
        private final List<Thread> attempts = new ArrayList<>();

        private sealed interface Finish {
            record Reached(SocketChannel channel) implements Finish {}

            record Failed(IOException failure) implements Finish {}
        }

        private Race(List<InetAddress> addresses, int port) {
            this.addresses = addresses;
            this.port = port;
        }

        private SocketChannel winner() throws IOException, InterruptedException {
            List<IOException> failures = new ArrayList<>();
            try {
                while (failures.size() < addresses.size()) {
                    if (attempts.size() < addresses.size()) {
                        begin(addresses.get(attempts.size()));
                    }
                    Optional<Finish> next = next();
                    if (next.isPresent()) {
                        switch (next.get()) {
                            case Finish.Reached(SocketChannel channel) -> {
                                return channel;
                            }
                            case Finish.Failed(IOException failure) -> failures.add(failure);
                        }
                    }
                }
                throw mostTelling(failures);
            } finally {
                isOver.set(true);
                attempts.forEach(Thread::interrupt);
                closeUnwanted();
            }
        }

        /** Empty where it is time for the next address. */
        private Optional<Finish> next() throws InterruptedException {
            return attempts.size() < addresses.size()
                    ? Optional.ofNullable(
                            finishes.poll(HEAD_START.toMillis(), TimeUnit.MILLISECONDS))
                    : Optional.of(finishes.take());
        }

        /** What was reached too late, or at the moment of an interruption. */
        private void closeUnwanted() throws IOException {
            for (Finish each : finishes) {
                if (each instanceof Finish.Reached(SocketChannel channel)) {
                    channel.close();
                }
            }
        }

        private void begin(InetAddress address) {
            attempts.add(
                    Thread.ofVirtual().start(() -> attempt(new InetSocketAddress(address, port))));
        }

        private void attempt(InetSocketAddress address) {
            try {
                finishes.add(new Finish.Reached(connected(address)));
                if (isOver.get()) {
                    closeUnwanted();
                }
            } catch (IOException e) {
                finishes.add(new Finish.Failed(e));
            } catch (RuntimeException | Error bug) {
                finishes.add(new Finish.Failed(new IOException(bug)));
            }
        }

        /** Silence may be a host that is there behind a filter; no way to it says the least. */
        private static IOException mostTelling(List<IOException> failures) {
            return first(failures, SocketTimeoutException.class)
                    .or(() -> first(failures, ConnectException.class))
                    .orElseGet(failures::getFirst);
        }

        private static Optional<IOException> first(
                List<IOException> failures, Class<? extends IOException> kind) {
            return failures.stream().filter(kind::isInstance).findFirst();
        }
    }
}
