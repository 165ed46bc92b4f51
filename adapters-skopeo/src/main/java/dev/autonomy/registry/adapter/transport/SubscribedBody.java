package dev.autonomy.registry.adapter.transport;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;

/**
 * A body as the JDK's client hands it over. Gives up when nothing arrives for the stall time, or
 * when the waiting for all of it takes too long. To be closed by its reader.
 */
final class SubscribedBody
        implements ArrivingBody, HttpResponse.BodySubscriber<SubscribedBody>, AutoCloseable {

    private final OptionalLong announced;
    private final Duration stallTimeout;
    private final Duration longest;
    private Optional<Flow.Subscription> subscription = Optional.empty();
    private List<ByteBuffer> arrived = List.of();
    private Optional<Throwable> failure = Optional.empty();
    private boolean isAskedFor;
    private boolean isOver;
    private long waited;

    /** Nothing arrived for the stall time. */
    static final class Stalled extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Bytes arrived, but too slowly to wait for the end. */
    static final class TooSlow extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @param announced how many bytes the answer says it has
     * @param longest how long its reader waits for all of them together
     */
    SubscribedBody(OptionalLong announced, Duration stallTimeout, Duration longest) {
        this.announced = announced;
        this.stallTimeout = stallTimeout;
        this.longest = longest;
    }

    @Override
    public OptionalLong announced() {
        return announced;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        int read = taken(into, offset, length);
        while (read == 0) {
            wanted().ifPresent(source -> source.request(1));
            await(begun);
            read = taken(into, offset, length);
        }
        waited += System.nanoTime() - begun;
        return read;
    }

    private synchronized int taken(byte[] into, int offset, int length) {
        for (ByteBuffer each : arrived) {
            if (each.hasRemaining()) {
                int read = Math.min(each.remaining(), length);
                each.get(into, offset, read);
                return read;
            }
        }
        arrived = List.of();
        return isOver ? -1 : 0;
    }

    /** Where to ask for more, unless that was done. */
    private synchronized Optional<Flow.Subscription> wanted() {
        if (isAskedFor) {
            return Optional.empty();
        }
        isAskedFor = subscription.isPresent();
        return subscription;
    }

    private synchronized void await(long begun) throws IOException, InterruptedException {
        long end = Math.min(stallTimeout.toNanos(), longest.toNanos() - waited);
        while (arrived.isEmpty() && !isOver && failure.isEmpty() && isQuiet()) {
            long left = end - (System.nanoTime() - begun);
            if (left <= 0) {
                throw end < stallTimeout.toNanos() ? new TooSlow() : new Stalled();
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        if (failure.isPresent()) {
            throw thrown(failure.get());
        }
    }

    /** A subscription that came late has to be asked first. */
    private boolean isQuiet() {
        return isAskedFor || subscription.isEmpty();
    }

    private static IOException thrown(Throwable failure) {
        return switch (failure) {
            case Error error -> throw error;
            case IOException e -> e;
            default -> new IOException(failure);
        };
    }

    @Override
    public CompletionStage<SubscribedBody> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription incoming) {
        subscription = Optional.of(incoming);
        notifyAll();
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        arrived = buffers;
        isAskedFor = false;
        notifyAll();
    }

    @Override
    public synchronized void onError(Throwable cause) {
        failure = Optional.of(cause);
        notifyAll();
    }

    @Override
    public synchronized void onComplete() {
        isOver = true;
        notifyAll();
    }

    /** Gives up what was not read, and the connection with it. */
    @Override
    public void close() {
        unread().ifPresent(Flow.Subscription::cancel);
    }

    private synchronized Optional<Flow.Subscription> unread() {
        boolean isUsedUp = failure.isPresent() || isOver && arrived.isEmpty();
        return isUsedUp ? Optional.empty() : subscription;
    }
}
