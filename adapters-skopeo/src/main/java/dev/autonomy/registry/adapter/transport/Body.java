package dev.autonomy.registry.adapter.transport;

import java.io.IOException;
import java.util.Arrays;
import java.util.function.BooleanSupplier;

/** What was received of an answer's body. */
public record Body(byte[] bytes, Extent extent) {

    /** The most that is read of an answer that carries no content. */
    public static final int SMALL = 64 << 10;

    private static final int FIRST_PIECE = 8 << 10;

    /** Whether that is all of it. */
    public enum Extent {
        WHOLE,
        /** There was more than the limit, or more was announced; the rest was not read. */
        OVER_LIMIT,
        /** There was no room for it yet, so that it must be asked for again. */
        NO_ROOM
    }

    private static final Body NO_ROOM = new Body(new byte[0], Extent.NO_ROOM);

    /** Keeps up to this many bytes, in turn with others where they are many. */
    public record Kept(int limit, Room room) implements Reception {

        @Override
        public Body of(ArrivingBody arriving) throws IOException, InterruptedException {
            return received(arriving.plain(), limit, room::isMine);
        }

        @Override
        public void awaitRoom() throws InterruptedException {
            room.await();
        }
    }

    /** Keeps few bytes, for which there is always room. */
    public record Small() implements Reception {

        @Override
        public int limit() {
            return SMALL;
        }

        @Override
        public Body of(ArrivingBody arriving) throws IOException, InterruptedException {
            return received(arriving.plain(), SMALL, () -> true);
        }
    }

    private static Body received(ArrivingBody arriving, int limit, BooleanSupplier hasRoom)
            throws IOException, InterruptedException {
        long announced = arriving.announced().orElse(0);
        if (announced > limit) {
            return new Body(new byte[0], Extent.OVER_LIMIT);
        }
        if (announced > SMALL && !hasRoom.getAsBoolean()) {
            return NO_ROOM;
        }
        byte[] bytes = new byte[Math.max((int) announced, Math.min(limit, FIRST_PIECE))];
        int length = 0;
        while (true) {
            int read = arriving.read(bytes, length, bytes.length - length);
            if (read < 0) {
                return new Body(Arrays.copyOf(bytes, length), Extent.WHOLE);
            }
            length += read;
            if (length == limit) {
                boolean isMore = arriving.read(new byte[1], 0, 1) >= 0;
                return new Body(bytes, isMore ? Extent.OVER_LIMIT : Extent.WHOLE);
            }
            if (length == bytes.length) {
                int more = Math.min(limit, 2 * length);
                if (more > SMALL && !hasRoom.getAsBoolean()) {
                    return NO_ROOM;
                }
                bytes = Arrays.copyOf(bytes, more);
            }
        }
    }
}
