package dev.autonomy.registry.drift;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.port.BlobReading;
import java.time.Clock;

/** Counts the bytes that are read, and tells of them. */
final class ByteCount {

    private static final int PIECE = 64 << 10;

    /** Nobody sees the difference of fewer bytes. */
    private static final long STEP = 1L << 20;

    private final DriftObserver observer;
    private final Clock clock;
    private long total;

    ByteCount(DriftObserver observer, Clock clock) {
        this.observer = observer;
        this.clock = clock;
    }

    /** So many more bytes are going to be read; a stranger may state any number of them. */
    synchronized void expect(long bytes) {
        total += Math.min(bytes, Long.MAX_VALUE - total);
        observer.on(new DriftEvent.Counted(clock.instant(), total));
    }

    Reading of(Repository repository, Descriptor blob) {
        return new Reading(repository, blob);
    }

    /** Lets a blob go by; what was cut off begins anew. */
    final class Reading {
        private final Repository repository;
        private final Descriptor blob;
        private long told;

        private Reading(Repository repository, Descriptor blob) {
            this.repository = repository;
            this.blob = blob;
        }

        /** The number of bytes that came. */
        long of(BlobReading.Bytes unchecked) {
            byte[] piece = new byte[PIECE];
            long read = 0;
            for (int n = 0; n >= 0; n = unchecked.next(piece, 0, piece.length)) {
                read += n;
                if (read - told >= STEP) {
                    tell(read);
                }
            }
            return read;
        }

        /** Also what is not there, or was cut off, is not going to be read any more. */
        void end() {
            if (told < blob.size()) {
                tell(blob.size());
            }
        }

        private void tell(long read) {
            told = read;
            observer.on(
                    new DriftEvent.Read(
                            clock.instant(),
                            repository.toString(),
                            blob.digest(),
                            read,
                            blob.size()));
        }
    }
}
