package dev.autonomy.registry.adapter.registry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Receives a body of at most {@code limit} bytes and gives up when nothing arrives for the stall
 * time, or when the whole takes ten times as long.
 */
final class BoundedBody implements HttpResponse.BodySubscriber<Body> {

    private static final int WHOLE_IN_STALL_TIMES = 10;

    private final CompletableFuture<Body> result = new CompletableFuture<>();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final OptionalLong announced;
    private final int limit;
    private final Duration stallTimeout;
    private final CompletableFuture<Void> whole = new CompletableFuture<>();
    private volatile CompletableFuture<Void> nextBytes = new CompletableFuture<>();
    private Flow.Subscription subscription;

    /** Nothing arrived for the stall time. */
    static final class Stalled extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Bytes arrived, but too slowly to wait for the end. */
    static final class TooSlow extends IOException {
        private static final long serialVersionUID = 1L;
    }

    BoundedBody(OptionalLong announced, int limit, Duration stallTimeout) {
        this.announced = announced;
        this.limit = limit;
        this.stallTimeout = stallTimeout;
        result.whenComplete((_, _) -> stopWatching());
    }

    @Override
    public CompletionStage<Body> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Flow.Subscription incoming) {
        subscription = incoming;
        if (announced.isPresent() && announced.getAsLong() > limit) {
            cutOff();
            return;
        }
        watch(whole, stallTimeout.multipliedBy(WHOLE_IN_STALL_TIMES), TooSlow::new);
        watch(nextBytes, stallTimeout, Stalled::new);
        incoming.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        nextBytes.complete(null);
        for (ByteBuffer buffer : buffers) {
            byte[] bytes = new byte[Math.min(buffer.remaining(), limit - received.size())];
            buffer.get(bytes);
            received.writeBytes(bytes);
            if (buffer.hasRemaining()) {
                cutOff();
                return;
            }
        }
        nextBytes = new CompletableFuture<>();
        watch(nextBytes, stallTimeout, Stalled::new);
    }

    @Override
    public void onError(Throwable cause) {
        result.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        result.complete(new Body(received.toByteArray(), Body.Extent.WHOLE));
    }

    private void cutOff() {
        result.complete(new Body(received.toByteArray(), Body.Extent.OVER_LIMIT));
        subscription.cancel();
    }

    private void watch(CompletableFuture<Void> event, Duration longest, Supplier<IOException> why) {
        event.orTimeout(longest.toNanos(), TimeUnit.NANOSECONDS)
                .whenComplete(
                        (_, timeout) -> {
                            if (timeout != null) {
                                result.completeExceptionally(why.get());
                                subscription.cancel();
                            }
                        });
    }

    private void stopWatching() {
        whole.complete(null);
        nextBytes.complete(null);
    }
}
