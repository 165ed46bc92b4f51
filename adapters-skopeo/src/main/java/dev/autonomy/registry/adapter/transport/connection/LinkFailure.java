package dev.autonomy.registry.adapter.transport.connection;

import java.io.IOException;

/** What keeps bytes from coming, other than what the operating system reports. */
public abstract sealed class LinkFailure extends IOException {

    private static final long serialVersionUID = 1L;

    /** Nothing arrived for the stall time. */
    public static final class Stalled extends LinkFailure {
        private static final long serialVersionUID = 1L;
    }

    /** Bytes arrived, but too slowly to wait for the end. */
    public static final class TooSlow extends LinkFailure {
        private static final long serialVersionUID = 1L;
    }

    /** The proxy opens no tunnel to the origin. */
    public static final class NoTunnel extends LinkFailure {
        private static final long serialVersionUID = 1L;
        private final int status;

        NoTunnel(int status) {
            this.status = status;
        }

        /** The HTTP status that it answered instead. */
        public int status() {
            return status;
        }
    }
}
