package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.AccessDenied;
import dev.autonomy.registry.outcome.Obstacle.Unreachable;

/** Turns an answer that is not the wanted one into the obstacle it stands for (spec 4). */
final class Refusal {

    private Refusal() {}

    /** Of a question, where {@code wanted} says what was hoped for. */
    static Obstacle ofQuestion(Attempt attempt, String wanted, Answer answer) {
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
    static Obstacle ofWrite(Attempt attempt, Answer answer) {
        return common(
                attempt,
                "expected the registry to take it, found " + answer.described(),
                Unreachable.Reason.WRITE_REFUSED,
                answer);
    }

    private static Obstacle common(
            Attempt attempt, String seen, Unreachable.Reason otherwise, Answer answer) {
        return switch (answer.status()) {
            case Answer.UNAUTHORIZED ->
                    new AccessDenied(AccessDenied.Reason.LOGIN_WANTED, attempt, seen);
            case Answer.FORBIDDEN -> new AccessDenied(AccessDenied.Reason.FORBIDDEN, attempt, seen);
            case Answer.TOO_MANY_REQUESTS ->
                    new Unreachable(Unreachable.Reason.TOO_MANY_REQUESTS, attempt, seen);
            default ->
                    new Unreachable(
                            answer.isServerError() ? Unreachable.Reason.SERVER_ERROR : otherwise,
                            attempt,
                            seen);
        };
    }
}
