package dev.autonomy.registry.outcome;

import java.util.Collection;
import java.util.List;

/**
 * The exit codes and their kinds (spec 4); the one place that maps verdicts and obstacles to them.
 */
public enum ExitCode {
    SEEDED(0, "seeded", "seeded, or already there"),
    INTERNAL_ERROR(1, "internal", "internal error (a bug)"),
    USAGE(2, "usage", "usage"),
    PREREQUISITE_MISSING(
            3,
            "prerequisite",
            "prerequisite missing (skopeo absent or too old, no container policy file)"),
    TRUST_SETUP(4, "trust-setup", "trust setup (public key unreadable or unsuitable)"),
    NOT_FOUND(5, "not-found", "not found (reference or sidecar does not exist)"),
    ACCESS_DENIED(
            6,
            "access-denied",
            "access denied (401, 403, container policy, credentials over plain HTTP)"),
    UNREACHABLE(7, "unreachable", "registry unreachable, timed out, stalled, refused the write"),
    STORAGE(8, "storage", "local files could not be read or written"),
    UNSUPPORTED(9, "unsupported", "unsupported content (an index nested too deep)"),
    NEVER_SIGNED(10, "never-signed", "never signed"),
    INCOMPLETE(11, "incomplete", "incomplete: at the source, missing at the destination"),
    WRONG_KEY(12, "wrong-key", "signed, but not by this key"),
    TAMPERED(13, "tampered", "tampered (also: a digest differs after the copy)"),
    STALE(14, "stale", "stale: signed-at missing, too old or in the future"),
    MALFORMED(15, "malformed", "malformed lock, policy, signature or manifest, or over a limit"),
    INCOMPATIBLE(16, "incompatible", "incompatible lock and policy versions"),
    CONFLICT(
            17,
            "conflict",
            "conflict (a tag changed during the run; an immutable tag holds other content; evidence cannot be merged;"
                    + " another seed holds --out)"),
    DRIFT(20, "drift", "drift: what is there is not what the lock says"),
    CANCELLED(130, "cancelled", "cancelled");

    private final int code;
    private final String kind;
    private final String meaning;

    /** The gravest first: which code many results come to (spec 7.1). */
    private static final List<ExitCode> BY_GRAVITY =
            List.of(
                    INTERNAL_ERROR,
                    TAMPERED,
                    WRONG_KEY,
                    INCOMPLETE,
                    NEVER_SIGNED,
                    MALFORMED,
                    STALE,
                    INCOMPATIBLE,
                    CONFLICT,
                    TRUST_SETUP,
                    PREREQUISITE_MISSING,
                    UNSUPPORTED,
                    ACCESS_DENIED,
                    NOT_FOUND,
                    STORAGE,
                    UNREACHABLE,
                    DRIFT,
                    SEEDED);

    ExitCode(int code, String kind, String meaning) {
        this.code = code;
        this.kind = kind;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    /** The stable word for scripts. */
    public String kind() {
        return kind;
    }

    public String meaning() {
        return meaning;
    }

    /**
     * What many results come to: the gravest; {@link #SEEDED} for none. Usage and cancellation
     * stand alone and are no results.
     */
    public static ExitCode gravest(Collection<ExitCode> results) {
        return BY_GRAVITY.get(
                results.stream().mapToInt(ExitCode::rank).min().orElse(BY_GRAVITY.size() - 1));
    }

    private static int rank(ExitCode result) {
        int rank = BY_GRAVITY.indexOf(result);
        if (rank < 0) {
            throw new IllegalArgumentException(result + " stands alone");
        }
        return rank;
    }

    public static ExitCode of(Verdict verdict) {
        return switch (verdict) {
            case VERIFIED, VERIFIED_IMAGE_ONLY, SKIPPED -> SEEDED;
            case NEVER_SIGNED -> NEVER_SIGNED;
            case INCOMPLETE -> INCOMPLETE;
            case WRONG_KEY -> WRONG_KEY;
            case TAMPERED -> TAMPERED;
            case STALE -> STALE;
            case MALFORMED -> MALFORMED;
            case INCOMPATIBLE -> INCOMPATIBLE;
        };
    }

    public static ExitCode of(Obstacle obstacle) {
        return switch (obstacle) {
            case Obstacle.NotFound _ -> NOT_FOUND;
            case Obstacle.AccessDenied _ -> ACCESS_DENIED;
            case Obstacle.Unreachable _, Obstacle.ToolFailed _ -> UNREACHABLE;
            case Obstacle.Unsupported _ -> UNSUPPORTED;
            case Obstacle.Conflict _ -> CONFLICT;
            case Obstacle.ToolMissing _ -> PREREQUISITE_MISSING;
            case Obstacle.LoginUnusable login ->
                    switch (login.reason()) {
                        case FILE -> STORAGE;
                        case HELPER_ABSENT, HELPER_FAILED -> PREREQUISITE_MISSING;
                    };
            case Obstacle.TrustUnusable _ -> TRUST_SETUP;
            case Obstacle.StorageFailed _ -> STORAGE;
            case Obstacle.Contradiction _ -> TAMPERED;
            case Obstacle.Malformed _ -> MALFORMED;
            case Obstacle.Incomplete _ -> INCOMPLETE;
        };
    }
}
