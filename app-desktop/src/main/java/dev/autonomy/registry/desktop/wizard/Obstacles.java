package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.Loopback;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.Locale;
import java.util.Optional;

/** The words for an obstacle: which texts speak of it, and the command that may remove it. */
final class Obstacles {

    private Obstacles() {}

    /** The key under which the texts about this obstacle are found. */
    static String key(Obstacle obstacle) {
        return "obstacle."
                + switch (obstacle) {
                    case Obstacle.NotFound _ -> "not-found";
                    case Obstacle.AccessDenied denied -> "access-denied." + word(denied.reason());
                    case Obstacle.Unreachable away -> "unreachable." + word(away.reason());
                    case Obstacle.Unsupported _ -> "unsupported";
                    case Obstacle.Conflict conflict -> "conflict." + word(conflict.reason());
                    case Obstacle.ToolMissing missing -> "tool-missing." + word(missing.reason());
                    case Obstacle.LoginUnusable login -> "login-unusable." + word(login.reason());
                    case Obstacle.ToolFailed _ -> "tool-failed";
                    case Obstacle.TrustUnusable _ -> "trust-unusable";
                    case Obstacle.StorageFailed _ -> "storage-failed";
                    case Obstacle.Contradiction _ -> "contradiction";
                    case Obstacle.Malformed _ -> "malformed";
                    case Obstacle.Incomplete incomplete -> "incomplete." + word(incomplete.side());
                };
    }

    static String word(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What helps besides a command. */
    static ReviewLine.Remedy remedy(Obstacle obstacle) {
        boolean isOfCredentials =
                obstacle instanceof Obstacle.LoginUnusable
                        || obstacle instanceof Obstacle.AccessDenied denied
                                && denied.reason() == Obstacle.AccessDenied.Reason.LOGIN_WANTED;
        return isOfCredentials ? ReviewLine.Remedy.CREDENTIALS_FILE : ReviewLine.Remedy.NONE;
    }

    /** What can be typed to get past it. */
    static Optional<String> command(Obstacle obstacle) {
        return switch (obstacle) {
            case Obstacle.AccessDenied denied
                    when denied.reason() == Obstacle.AccessDenied.Reason.LOGIN_WANTED ->
                    denied.attempt()
                            .registry()
                            .map(
                                    registry ->
                                            (Loopback.holds(registry)
                                                            ? "skopeo login --tls-verify=false "
                                                            : "skopeo login ")
                                                    + SeedCommand.quoted(registry));
            case Obstacle.ToolMissing missing
                    when missing.reason() == Obstacle.ToolMissing.Reason.ABSENT ->
                    Optional.of("sudo apt-get install skopeo");
            default -> Optional.empty();
        };
    }

    /** Red where it says something about the bundle, amber where it only stands in the way. */
    static Tone tone(Obstacle obstacle) {
        return switch (obstacle) {
            case Obstacle.Contradiction _, Obstacle.Malformed _, Obstacle.Incomplete _ ->
                    Tone.PROBLEM;
            default -> Tone.WARNING;
        };
    }

    /** The registry in an obstacle's texts; this machine where there is none. */
    static String registry(Obstacle obstacle, Texts texts) {
        return obstacle.attempt().registry().orElseGet(() -> texts.of("this-machine"));
    }
}
