package dev.autonomy.registry.outcome;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What kept a run from going on, other than a verdict about the bundle: what was being done, what
 * was seen (expected before actual, the registry's own words), and a tool's own line where there is
 * one. Free of credentials.
 */
public abstract sealed class Obstacle extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Attempt attempt;
    private final String seen;
    private final String toolLine;

    private Obstacle(Attempt attempt, String seen, String toolLine) {
        super(attempt + ": " + seen);
        this.attempt = Objects.requireNonNull(attempt);
        this.seen = Objects.requireNonNull(seen);
        this.toolLine = Objects.requireNonNull(toolLine);
    }

    public Attempt attempt() {
        return attempt;
    }

    public String seen() {
        return seen;
    }

    /** The line an outside tool printed about it, redacted. */
    public Optional<String> toolLine() {
        return toolLine.isEmpty() ? Optional.empty() : Optional.of(toolLine);
    }

    /** A reference, sidecar, manifest or blob does not exist. */
    public static final class NotFound extends Obstacle {
        private static final long serialVersionUID = 1L;

        public NotFound(Attempt attempt, String seen) {
            super(attempt, seen, "");
        }
    }

    /** A registry or this machine's container policy does not allow it. */
    public static final class AccessDenied extends Obstacle {
        private static final long serialVersionUID = 1L;

        /** Who refused, and what would help. */
        public enum Reason {
            /** 401: no credentials, or wrong ones. */
            LOGIN_WANTED,
            /** 403: these credentials may not do this. */
            FORBIDDEN,
            /** policy.json of this machine refuses the image. */
            CONTAINER_POLICY,
            /** Credentials would have to travel in clear text beyond this machine. */
            CREDENTIALS_IN_CLEAR
        }

        private final Reason reason;

        public AccessDenied(Reason reason, Attempt attempt, String seen) {
            this(reason, attempt, seen, "");
        }

        public AccessDenied(Reason reason, Attempt attempt, String seen, String toolLine) {
            super(attempt, seen, toolLine);
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }

    /** A registry was not reached, did not answer as a registry, or failed. */
    public static final class Unreachable extends Obstacle {
        private static final long serialVersionUID = 1L;

        /** What went wrong on the way; the first group may pass when tried again. */
        public enum Reason {
            CONNECTION_LOST,
            SERVER_ERROR,
            TOO_MANY_REQUESTS,
            TRANSFER_FAILED,
            CONNECTION_REFUSED,
            UNKNOWN_HOST,
            TIMED_OUT,
            STALLED,
            /** The proxy on the way is not there, cannot be used, or does not let through. */
            PROXY,
            /** The certificate does not fit: unknown authority, other name, expired. */
            CERTIFICATE,
            /** HTTPS was spoken to a registry that answers in clear text. */
            SPEAKS_PLAIN_HTTP,
            /** Plain HTTP was spoken to a registry that wants HTTPS. */
            SPEAKS_HTTPS,
            /**
             * The answer is not one of a registry (HTML, a redirect to clear text, an odd status).
             */
            NOT_A_REGISTRY,
            /** The registry did not take the content. */
            WRITE_REFUSED
        }

        private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

        private final Reason reason;
        private final Duration wishedPause;

        public Unreachable(Reason reason, Attempt attempt, String seen) {
            this(reason, attempt, seen, "");
        }

        public Unreachable(Reason reason, Attempt attempt, String seen, String toolLine) {
            super(attempt, seen, toolLine);
            this.reason = reason;
            this.wishedPause = Duration.ZERO;
        }

        /** From a registry that asks to be left alone for a while ({@code Retry-After}). */
        public Unreachable(Reason reason, Attempt attempt, String seen, Duration wishedPause) {
            super(attempt, seen, "");
            this.reason = reason;
            this.wishedPause = wishedPause;
        }

        public Reason reason() {
            return reason;
        }

        /** How long the registry asked to be left alone; zero when it did not say. */
        public Duration wishedPause() {
            return wishedPause;
        }

        /**
         * Whether the same attempt may succeed a moment later (spec 1.5); a wish for more than a
         * minute's pause is left to the user.
         */
        public boolean mayPass() {
            return switch (reason) {
                case CONNECTION_LOST, SERVER_ERROR, TOO_MANY_REQUESTS, TRANSFER_FAILED ->
                        wishedPause.compareTo(LONGEST_PAUSE) <= 0;
                case CONNECTION_REFUSED,
                        UNKNOWN_HOST,
                        TIMED_OUT,
                        STALLED,
                        PROXY,
                        CERTIFICATE,
                        SPEAKS_PLAIN_HTTP,
                        SPEAKS_HTTPS,
                        NOT_A_REGISTRY,
                        WRITE_REFUSED ->
                        false;
            };
        }
    }

    /** Content that this product or the destination cannot take. */
    public static final class Unsupported extends Obstacle {
        private static final long serialVersionUID = 1L;

        public Unsupported(Attempt attempt, String seen) {
            super(attempt, seen, "");
        }
    }

    /** Somebody else's change stands in the way. */
    public static final class Conflict extends Obstacle {
        private static final long serialVersionUID = 1L;

        /** What collides. */
        public enum Reason {
            SOURCE_TAG_MOVED,
            DESTINATION_TAG_MOVED,
            /** The registry refuses to point the tag at other content. */
            TAG_REFUSED,
            EVIDENCE_COLLIDES,
            OUTPUT_FOLDER_IN_USE
        }

        private final Reason reason;

        public Conflict(Reason reason, Attempt attempt, String seen) {
            super(attempt, seen, "");
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }

    /** Something this machine needs is not there. */
    public static final class ToolMissing extends Obstacle {
        private static final long serialVersionUID = 1L;

        /** What is missing. */
        public enum Reason {
            ABSENT,
            TOO_OLD,
            NO_CONTAINER_POLICY
        }

        private final Reason reason;

        public ToolMissing(Reason reason, Attempt attempt, String seen) {
            super(attempt, seen, "");
            this.reason = reason;
        }

        public Reason reason() {
            return reason;
        }
    }

    /** A tool ended in a way that nothing else explains. */
    public static final class ToolFailed extends Obstacle {
        private static final long serialVersionUID = 1L;

        public ToolFailed(Attempt attempt, String seen, String toolLine) {
            super(attempt, seen, toolLine);
        }
    }

    /** The public key or its like is unreadable or unsuitable. */
    public static final class TrustUnusable extends Obstacle {
        private static final long serialVersionUID = 1L;

        public TrustUnusable(Attempt attempt, String seen) {
            super(attempt, seen, "");
        }
    }

    /** A local file or folder could not be read or written. */
    public static final class StorageFailed extends Obstacle {
        private static final long serialVersionUID = 1L;

        /** What the file is for, where that decides what helps. */
        public enum Purpose {
            CREDENTIALS,
            OTHER
        }

        private final Purpose purpose;

        public StorageFailed(Attempt attempt, String seen) {
            this(Purpose.OTHER, attempt, seen);
        }

        public StorageFailed(Purpose purpose, Attempt attempt, String seen) {
            super(attempt, seen, "");
            this.purpose = purpose;
        }

        public Purpose purpose() {
            return purpose;
        }
    }

    /** Bytes that contradict the digest or size they were asked for by. */
    public static final class Contradiction extends Obstacle {
        private static final long serialVersionUID = 1L;

        private final String expected;
        private final String found;

        public Contradiction(Attempt attempt, String expected, String found) {
            super(attempt, "expected " + expected + ", found " + found, "");
            this.expected = expected;
            this.found = found;
        }

        public String expected() {
            return expected;
        }

        public String found() {
            return found;
        }
    }

    /** A document that is not what it should be, or is over a limit. */
    public static final class Malformed extends Obstacle {
        private static final long serialVersionUID = 1L;

        public Malformed(Attempt attempt, String seen) {
            super(attempt, seen, "");
        }
    }

    /** What the source has and the destination lacks after the copy. */
    public static final class Incomplete extends Obstacle {
        private static final long serialVersionUID = 1L;

        public Incomplete(Attempt attempt, String seen) {
            super(attempt, seen, "");
        }
    }
}
