package dev.autonomy.registry.port;

import java.util.function.Supplier;

/**
 * Takes what it needs from a blob while the blob arrives. Nobody has checked the bytes yet, so what
 * it returns or throws counts only when all of them came and matched; where they were cut off it
 * may be asked anew, from the beginning.
 */
@FunctionalInterface
public interface BlobReading<T> {

    /** Need not read to the end. */
    T of(Bytes unchecked);

    /** What it returns or throws, for when the bytes turn out to have been the right ones. */
    default Supplier<T> pending(Bytes unchecked) {
        try {
            T result = of(unchecked);
            return () -> result;
        } catch (RuntimeException bug) {
            return () -> {
                throw bug;
            };
        }
    }

    /** The bytes in their order, valid during the reading only. */
    interface Bytes {

        /**
         * Copies the next bytes, at most {@code length} and at least one of them, and says how
         * many; -1 at the end, which is also where they were cut off.
         */
        int next(byte[] into, int offset, int length);
    }

    /** The whole content of a blob that states this size, in bytes. */
    static BlobReading<byte[]> whole(int size) {
        return unchecked -> {
            byte[] bytes = new byte[size];
            int read = 0;
            for (int n = 0; n >= 0 && read < size; read += Math.max(n, 0)) {
                n = unchecked.next(bytes, read, size - read);
            }
            return bytes;
        };
    }
}
