package dev.autonomy.registry.seed;

/** So many bytes of memory that several runs may take of together, each giving back its own. */
final class Room {

    private final long size;
    private long taken;

    Room(long size) {
        this.size = size;
    }

    Share share() {
        return new Share();
    }

    /** What one of them has taken. */
    final class Share {
        private long own;

        /** Of the whole room. */
        long size() {
            return size;
        }

        /** Takes it, where so much is left. */
        boolean takes(long bytes) {
            synchronized (Room.this) {
                if (bytes > size - taken) {
                    return false;
                }
                taken += bytes;
                own += bytes;
                return true;
            }
        }

        void givesBack(long bytes) {
            synchronized (Room.this) {
                long back = Math.min(bytes, own);
                taken -= back;
                own -= back;
            }
        }

        void givesAllBack() {
            synchronized (Room.this) {
                taken -= own;
                own = 0;
            }
        }
    }
}
