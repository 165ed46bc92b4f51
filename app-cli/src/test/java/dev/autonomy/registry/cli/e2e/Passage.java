package dev.autonomy.registry.cli.e2e;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * One exchange on its way through to the registry and back, byte for byte but for what befalls it.
 */
final class Passage {

    private static final int NO_LINGER = 0;
    private static final int DRIP_MILLIS = 100;

    private final Socket client;
    private final InputStream in;
    private final String head;
    private final LongConsumer uploaded;
    private final CountDownLatch closed;

    /** How the bytes of a body go through in one direction. */
    private record Course(long until, End end, long flipped, int stride) {

        static final Course PLAIN = until(Long.MAX_VALUE, End.CLOSE);

        static Course until(long bytes, End end) {
            return new Course(bytes, end, -1, 32 << 10);
        }
    }

    private enum End {
        CLOSE,
        RESET,
        FREEZE
    }

    /** An exchange whose head was read already. */
    Passage(
            Socket client,
            InputStream in,
            String head,
            LongConsumer uploaded,
            CountDownLatch closed) {
        this.client = client;
        this.in = in;
        this.head = head;
        this.uploaded = uploaded;
        this.closed = closed;
    }

    /** The first lines of a message, to the empty one; nothing where it ends before that. */
    static Optional<String> head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            last = last << 8 | next;
            if (last == 0x0d0a0d0a) {
                return Optional.of(head.toString(StandardCharsets.ISO_8859_1));
            }
        }
        return Optional.empty();
    }

    void run(Socket server, Optional<Fault> fault) throws IOException, InterruptedException {
        OutputStream toServer = server.getOutputStream();
        // One request on each connection: then its end needs no framing to be found.
        String closing = head.replaceFirst("(?i)\r\nConnection: [^\r]*", "");
        toServer.write(
                closing.replaceFirst("\r\n", "\r\nConnection: close\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        toServer.flush();
        Thread upload = Thread.ofVirtual().start(() -> upload(server, course(fault, true)));
        InputStream fromServer = server.getInputStream();
        String answer = head(fromServer).orElseThrow(EOFException::new);
        if (fault.isPresent() && fault.get() instanceof Fault.After(var action)) {
            FaultProxy.act(action);
        }
        if (fault.isPresent() && fault.get() instanceof Fault.LoseAnswer(var action)) {
            FaultProxy.act(action);
            breakOff(server);
            return;
        }
        client.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        pump(fromServer, client.getOutputStream(), server, course(fault, false), _ -> {});
        upload.interrupt();
    }

    private static Course course(Optional<Fault> fault, boolean up) {
        return fault.isEmpty() ? Course.PLAIN : up ? upwards(fault.get()) : downwards(fault.get());
    }

    private static Course upwards(Fault fault) {
        return switch (fault) {
            case Fault.ResetUpload(var after) -> Course.until(after, End.RESET);
            case Fault.FreezeUpload(var after) -> Course.until(after, End.FREEZE);
            default -> Course.PLAIN;
        };
    }

    private static Course downwards(Fault fault) {
        return switch (fault) {
            case Fault.ResetAnswer(var after) -> Course.until(after, End.RESET);
            case Fault.Truncate(var after) -> Course.until(after, End.CLOSE);
            case Fault.Flip(var position) ->
                    new Course(Long.MAX_VALUE, End.CLOSE, position, 32 << 10);
            case Fault.Drip _ -> new Course(Long.MAX_VALUE, End.CLOSE, -1, 1);
            default -> Course.PLAIN;
        };
    }

    private void upload(Socket server, Course course) {
        try {
            pump(in, server.getOutputStream(), server, course, uploaded);
            server.shutdownOutput();
        } catch (IOException _) {
            breakOff(server);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(
            InputStream from, OutputStream to, Socket server, Course course, LongConsumer meter)
            throws IOException, InterruptedException {
        byte[] buffer = new byte[course.stride()];
        long passed = 0;
        while (passed < course.until()) {
            int read = from.read(buffer, 0, (int) Math.min(buffer.length, course.until() - passed));
            if (read < 0) {
                return;
            }
            if (course.flipped() >= passed && course.flipped() < passed + read) {
                buffer[(int) (course.flipped() - passed)] ^= 1;
            }
            to.write(buffer, 0, read);
            to.flush();
            passed += read;
            meter.accept(read);
            if (course.stride() == 1 && closed.await(DRIP_MILLIS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
        switch (course.end()) {
            case CLOSE -> {}
            case RESET -> breakOff(server);
            case FREEZE -> closed.await();
        }
    }

    /** Closes both ends with a reset. */
    private void breakOff(Socket server) {
        for (Socket each : new Socket[] {client, server}) {
            try (each) {
                each.setSoLinger(true, NO_LINGER);
            } catch (IOException _) {
                // Closed already by the other side.
            }
        }
    }
}
