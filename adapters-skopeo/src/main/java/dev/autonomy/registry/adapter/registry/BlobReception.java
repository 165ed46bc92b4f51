package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.adapter.transport.ArrivingBody;
import dev.autonomy.registry.adapter.transport.Body;
import dev.autonomy.registry.adapter.transport.Reception;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.BlobReading;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Lets a reading have a blob as it arrives, and checks size and digest of what passes. What the
 * reading returned or threw is told only once all of it matched.
 */
final class BlobReception<T> implements Reception {

    private static final byte[] NOTHING = new byte[0];

    private final Attempt attempt;
    private final Descriptor descriptor;
    private final BlobReading<T> reading;
    private Optional<CheckedBytes> bytes = Optional.empty();
    private Supplier<T> outcome =
            () -> {
                throw new IllegalStateException("nothing was received");
            };

    BlobReception(Attempt attempt, Descriptor descriptor, BlobReading<T> reading) {
        this.attempt = attempt;
        this.descriptor = descriptor;
        this.reading = reading;
    }

    /** More only decides how long all of it may take, which is days then. */
    @Override
    public int limit() {
        return Math.clamp(descriptor.size(), 0, Integer.MAX_VALUE);
    }

    @Override
    public Body of(ArrivingBody sent) throws IOException, InterruptedException {
        // A blob that is compressed itself is so named by some servers, and has its own size.
        boolean isItself =
                sent.announced().equals(OptionalLong.of(descriptor.size()))
                        || sent.announced().isEmpty() && descriptor.mediaType().endsWith("gzip");
        ArrivingBody arriving = isItself ? sent : sent.plain();
        CheckedBytes passing = new CheckedBytes(arriving, descriptor.size());
        bytes = Optional.of(passing);
        if (arriving.announced().orElse(0) > descriptor.size()) {
            return new Body(NOTHING, Body.Extent.OVER_LIMIT);
        }
        outcome = reading.pending(passing);
        boolean isWhole = passing.finish();
        return new Body(NOTHING, isWhole ? Body.Extent.WHOLE : Body.Extent.OVER_LIMIT);
    }

    /** What the reading made of the blob in this answer. */
    T result(Body body) throws Obstacle.Contradiction {
        CheckedBytes passed = bytes.orElseThrow();
        boolean isOver = body.extent() == Body.Extent.OVER_LIMIT;
        if (isOver || passed.length() != descriptor.size()) {
            throw new Obstacle.Contradiction(
                    attempt,
                    descriptor.size() + " bytes as its descriptor says",
                    isOver ? "more" : passed.length() + "");
        }
        String found = passed.digest().toString();
        if (!found.equals(descriptor.digest().toString())) {
            throw new Obstacle.Contradiction(attempt, descriptor.digest().toString(), found);
        }
        return outcome.get();
    }
}
