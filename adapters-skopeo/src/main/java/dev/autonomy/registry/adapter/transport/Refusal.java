package dev.autonomy.registry.adapter.transport;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.AccessDenied;
import dev.autonomy.registry.outcome.Obstacle.Unreachable;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** An answer that is not the wanted one, and the obstacle it stands for (spec 4). */
public record Refusal(Attempt attempt, Answer answer) {

    /**
     * How registries say that they know no such repository, and some that they make none by
     * themselves (Amazon's, Google's).
     */
    public static final String NAME_UNKNOWN = "NAME_UNKNOWN";

    /**
     * What a registry says that reads its own links to blobs half written (docker-registry 2.8).
     */
    private static final Set<String> HALF_WRITTEN =
            Set.of("DIGEST_INVALID", "MANIFEST_BLOB_UNKNOWN");

    /** Of any request, by a registry that is out of order. */
    public static Obstacle of(Call call, Answer answer) {
        Refusal refusal = new Refusal(call.attempt(), answer);
        return call.isQuestion() ? refusal.ofQuestion("an answer") : refusal.ofWrite();
    }

    /** Of a question, where {@code wanted} says what was hoped for. */
    public Obstacle ofQuestion(String wanted) {
        String seen = "expected " + wanted + ", found " + answer.described();
        return switch (answer.status()) {
            case Answer.NOT_FOUND ->
                    answer.isHtml()
                            ? new Unreachable(Unreachable.Reason.NOT_A_REGISTRY, attempt, seen)
                            : new Obstacle.NotFound(attempt, seen);
            default -> common(seen, Unreachable.Reason.NOT_A_REGISTRY);
        };
    }

    /** Of a write that the registry did not take. */
    public Obstacle ofWrite() {
        if (answer.status() == Answer.NOT_FOUND && answer.errorCode().equals(NAME_UNKNOWN)) {
            return noSuchRepository();
        }
        String seen = "expected the registry to take it, found " + answer.described();
        return answer.isOfFullDisk()
                ? new Unreachable(
                        Unreachable.Reason.NO_ROOM, attempt, seen + ": it has no room left")
                : common(seen, Unreachable.Reason.WRITE_REFUSED);
    }

    /**
     * Of a manifest that was sent with its true digest after all of its blobs: one that such things
     * are said of may be taken later.
     */
    public Obstacle ofManifest() {
        return HALF_WRITTEN.contains(answer.errorCode())
                ? new Unreachable(
                        Unreachable.Reason.TRANSFER_FAILED,
                        attempt,
                        "expected the registry to find its own content, found "
                                + answer.described())
                : ofWrite();
    }

    /** Of an upload that is to begin, where nothing but the repository can be missing. */
    public Obstacle ofBeginning() {
        return answer.status() == Answer.NOT_FOUND && !answer.isHtml()
                ? noSuchRepository()
                : ofWrite();
    }

    private Obstacle noSuchRepository() {
        return new Unreachable(
                Unreachable.Reason.NO_SUCH_REPOSITORY,
                attempt,
                "expected the repository to be there or to be made by the upload, found "
                        + answer.described());
    }

    private Duration wished() {
        return RetryAfter.of(answer, Instant.now());
    }

    private Obstacle common(String seen, Unreachable.Reason otherwise) {
        return switch (answer.status()) {
            case Answer.UNAUTHORIZED ->
                    new AccessDenied(AccessDenied.Reason.LOGIN_WANTED, attempt, seen);
            case Answer.FORBIDDEN -> new AccessDenied(AccessDenied.Reason.FORBIDDEN, attempt, seen);
            case Answer.TOO_MANY_REQUESTS ->
                    new Unreachable(Unreachable.Reason.TOO_MANY_REQUESTS, attempt, seen, wished());
            default ->
                    answer.isServerError()
                            ? new Unreachable(
                                    Unreachable.Reason.SERVER_ERROR, attempt, seen, wished())
                            : new Unreachable(otherwise, attempt, seen);
        };
    }
}
