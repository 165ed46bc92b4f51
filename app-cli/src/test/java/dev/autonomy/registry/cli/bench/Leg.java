package dev.autonomy.registry.cli.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** One direction of one connection: one thread sends what comes in, another one delivers it. */
final class Leg {

    private static final int PIECE = 16 << 10;

    /** As much as a window of TCP grows to: 4 MiB of whole pieces. */
    private static final int PIECES_ON_THEIR_WAY = 256;

    /** A queue before the line, so that it does not idle when a thread wakes up late. */
    private static final long QUEUE_NANOS = 10_000_000;

    private final Timeline time;
    private final Line line;
    private final long opensAt;
    private final BlockingQueue<Parcel> onTheirWay = new ArrayBlockingQueue<>(PIECES_ON_THEIR_WAY);

    private sealed interface Parcel {

        long arrival();

        record Piece(long arrival, byte[] content) implements Parcel {}

        record End(long arrival) implements Parcel {}
    }

    /** A leg on which nothing leaves before a moment. */
    Leg(Timeline time, Line line, long opensAt) {
        this.time = time;
        this.line = line;
        this.opensAt = opensAt;
    }

    /** Sends what comes in from there, and its end. */
    void send(Socket from, Runnable noticed) throws IOException, InterruptedException {
        InputStream in = from.getInputStream();
        byte[] buffer = new byte[PIECE];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            noticed.run();
            long departure = departure(read);
            onTheirWay.put(new Parcel.Piece(line.arrival(departure), Arrays.copyOf(buffer, read)));
            time.sleepUntil(departure - QUEUE_NANOS);
        }
        onTheirWay.put(new Parcel.End(line.arrival(departure(0))));
    }

    /** Delivers there what was sent, each piece when its time has come. */
    void deliver(Socket to, Runnable noticed) throws IOException, InterruptedException {
        OutputStream out = to.getOutputStream();
        while (true) {
            Parcel parcel = onTheirWay.take();
            time.sleepUntil(parcel.arrival());
            switch (parcel) {
                case Parcel.Piece(long _, byte[] content) -> {
                    noticed.run();
                    out.write(content);
                }
                case Parcel.End _ -> {
                    to.shutdownOutput();
                    return;
                }
            }
        }
    }

    private long departure(int bytes) {
        return line.departure(Math.max(time.now(), opensAt), bytes);
    }
}
