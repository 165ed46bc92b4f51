package dev.autonomy.registry.adapter.verify;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Damages bytes in the ways that storage, networks and attackers do; the seed says how. */
final class Mutation {

    private Mutation() {}

    /** The bytes with one to three changes; they may happen to undo each other. */
    static byte[] of(byte[] original, SplittableRandom random) {
        byte[] changed = original;
        for (int left = random.nextInt(1, 4); left > 0; left--) {
            changed = once(changed, random);
        }
        return changed;
    }

    private static byte[] once(byte[] bytes, SplittableRandom random) {
        if (bytes.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int at = random.nextInt(bytes.length);
        int length = random.nextInt(1, Math.min(16, bytes.length - at) + 1);
        return switch (random.nextInt(6)) {
            case 0 -> {
                byte[] flipped = bytes.clone();
                flipped[at] ^= (byte) (1 << random.nextInt(8));
                yield flipped;
            }
            case 1 -> {
                byte[] replaced = bytes.clone();
                replaced[at] = (byte) random.nextInt(256);
                yield replaced;
            }
            case 2 -> joined(bytes, at, new byte[] {(byte) random.nextInt(256)}, at);
            case 3 -> joined(bytes, at, new byte[0], at + length);
            case 4 -> joined(bytes, at, Arrays.copyOfRange(bytes, at, at + length), at);
            default -> Arrays.copyOf(bytes, at);
        };
    }

    private static byte[] joined(byte[] bytes, int before, byte[] between, int after) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        joined.write(bytes, 0, before);
        joined.writeBytes(between);
        joined.write(bytes, after, bytes.length - after);
        return joined.toByteArray();
    }
}
