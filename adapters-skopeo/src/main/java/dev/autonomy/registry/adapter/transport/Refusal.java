package dev.autonomy.registry.adapter.transport;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.AccessDenied;
import dev.autonomy.registry.outcome.Obstacle.Unreachable;
import java.time.Duration;
import java.time.Instant;

/** Turns an answer that is not the wanted one into the obstacle it stands for (spec 4). */
public final class Refusal {

    /** How registries say that they do not make a repository by themselves (Amazon's, Google's). */
    private static final String NAME_UNKNOWN = "NAME_UNKNOWN";

    private Refusal() {}

    /** Of any request, by a registry that is out of order. */
    public static Obstacle of(Call call, Answer answer) {
        return call.isQuestion()
                ? ofQuestion(call.attempt(), "an answer", answer)
                : ofWrite(call.attempt(), answer);
    }

    /** Of a question, where {@code wanted} says what was hoped for. */
    public static Obstacle ofQuestion(Attempt attempt, String wanted, Answer answer) {
        String seen = "expected " + wanted + ", found " + answer.described();
        return switch (answer.status()) {
            case Answer.NOT_FOUND ->
                    answer.isHtml()
                            ? new Unreachable(Unreachable.Reason.NOT_A_REGISTRY, attempt, seen)
                            : new Obstacle.NotFound(attempt, seen);
            default -> common(attempt, seen, Unreachable.Reason.NOT_A_REGISTRY, answer);
        };
    }

    /** Of a write that the registry did not take. */
    public static Obstacle ofWrite(Attempt attempt, Answer answer) {
        if (answer.status() == Answer.NOT_FOUND && answer.errorCode().equals(NAME_UNKNOWN)) {
            return noSuchRepository(attempt, answer);
        }
        String seen = "expected the registry to take it, found " + answer.described();
        return answer.isOfFullDisk()
                ? new Unreachable(
                        Unreachable.Reason.NO_ROOM, attempt, seen + ": it has no room left")
                : common(attempt, seen, Unreachable.Reason.WRITE_REFUSED, answer);
    }

    /** Of an upload that is to begin, where nothing but the repository can be missing. */
    public static Obstacle ofBeginning(Attempt attempt, Answer answer) {
        return answer.status() == Answer.NOT_FOUND && !answer.isHtml()
                ? noSuchRepository(attempt, answer)
                : ofWrite(attempt, answer);
    }

    private static Obstacle noSuchRepository(Attempt attempt, Answer answer) {
        return new Unreachable(
                Unreachable.Reason.NO_SUCH_REPOSITORY,
                attempt,
                "expected the repository to be there or to be made by the upload, found "
                        + answer.described());
    }

    private static Duration wished(Answer answer) {
        return RetryAfter.of(answer, Instant.now());
    }

    private static Obstacle common(
            Attempt attempt, String seen, Unreachable.Reason otherwise, Answer answer) {
        return switch (answer.status()) {
            case Answer.UNAUTHORIZED ->
                    new AccessDenied(AccessDenied.Reason.LOGIN_WANTED, attempt, seen);
            case Answer.FORBIDDEN -> new AccessDenied(AccessDenied.Reason.FORBIDDEN, attempt, seen);
            case Answer.TOO_MANY_REQUESTS ->
                    new Unreachable(
                            Unreachable.Reason.TOO_MANY_REQUESTS, attempt, seen, wished(answer));
            default ->
                    answer.isServerError()
                            ? new Unreachable(
                                    Unreachable.Reason.SERVER_ERROR, attempt, seen, wished(answer))
                            : new Unreachable(otherwise, attempt, seen);
        };
    }
}
