package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedStep;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Obstacles in this command's words, with what to do in terms of its options. */
final class ObstacleText {

    private ObstacleText() {}

    static Failure failure(Obstacle obstacle, Optional<SeedStep> step, String hint) {
        Attempt attempt = obstacle.attempt();
        return new Failure(
                ExitCode.of(obstacle),
                step,
                attempt.artifact(),
                attempt.registry(),
                capitalised(attempt.toString()) + elsewhere(attempt) + " failed: " + kind(obstacle),
                facts(obstacle),
                hint,
                obstacle.toolLine().map(line -> new Failure.Fact("skopeo says", line)));
    }

    private static String capitalised(String phrase) {
        return phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1);
    }

    /** Names the registry where the artifact's own reference does not. */
    private static String elsewhere(Attempt attempt) {
        return attempt.registry()
                .filter(registry -> !attempt.artifact().orElse("").startsWith(registry + "/"))
                .filter(registry -> !attempt.doing().contains(registry))
                .map(registry -> " at " + registry)
                .orElse("");
    }

    private static List<Failure.Fact> facts(Obstacle obstacle) {
        return obstacle instanceof Obstacle.Contradiction contradiction
                ? List.of(
                        new Failure.Fact("expected", contradiction.expected()),
                        new Failure.Fact("found", contradiction.found()))
                : List.of(new Failure.Fact("seen", obstacle.seen()));
    }

    private static String kind(Obstacle obstacle) {
        return switch (obstacle) {
            case Obstacle.NotFound _ -> "not found";
            case Obstacle.AccessDenied denied ->
                    switch (denied.reason()) {
                        case LOGIN_WANTED -> "the registry wants a login";
                        case FORBIDDEN -> "access denied";
                        case CONTAINER_POLICY -> "this machine's container policy refuses it";
                        case CREDENTIALS_IN_CLEAR -> "credentials are not sent in clear text";
                    };
            case Obstacle.Unreachable unreachable -> kind(unreachable.reason());
            case Obstacle.Unsupported _ -> "unsupported content";
            case Obstacle.Conflict _ -> "conflict";
            case Obstacle.ToolMissing missing ->
                    switch (missing.reason()) {
                        case ABSENT -> "it is not installed";
                        case TOO_OLD -> "it is too old";
                        case NO_CONTAINER_POLICY -> "this machine has no container policy";
                    };
            case Obstacle.LoginUnusable login ->
                    switch (login.reason()) {
                        case FILE -> "it cannot be used";
                        case HELPER_ABSENT -> "it is not there";
                        case HELPER_FAILED -> "it gave none";
                    };
            case Obstacle.ToolFailed failed ->
                    failed.toolLine().isPresent() ? "skopeo gave up" : "a program failed";
            case Obstacle.TrustUnusable _ -> "it cannot be used";
            case Obstacle.StorageFailed _ -> "it cannot be read or written";
            case Obstacle.Contradiction _ -> "tampered content";
            case Obstacle.Malformed _ -> "malformed content";
            case Obstacle.Incomplete incomplete ->
                    switch (incomplete.side()) {
                        case SOURCE -> "the source is incomplete";
                        case DESTINATION -> "the destination is incomplete";
                    };
        };
    }

    private static String kind(Obstacle.Unreachable.Reason reason) {
        return switch (reason) {
            case CONNECTION_LOST -> "the connection was lost";
            case SERVER_ERROR -> "the registry had an error";
            case TOO_MANY_REQUESTS -> "the registry had too many requests";
            case TRANSFER_FAILED -> "the transfer broke off";
            case CONNECTION_REFUSED -> "nobody answers";
            case UNKNOWN_HOST -> "unknown host";
            case TIMED_OUT -> "no answer in time";
            case STALLED -> "nothing moved any more";
            case PROXY -> "the proxy on the way does not let it through";
            case CERTIFICATE -> "the certificate does not fit";
            case SPEAKS_PLAIN_HTTP -> "the registry speaks plain HTTP";
            case SPEAKS_HTTPS -> "the registry wants HTTPS";
            case NOT_A_REGISTRY -> "that is not a registry's answer";
            case MISLABELLED -> "skopeo cannot copy it from there";
            case WRITE_REFUSED -> "the registry refused the write";
            case NO_ROOM -> "the registry's disk is full";
            case NO_SUCH_REPOSITORY -> "the repository does not exist there";
        };
    }
}
