package dev.autonomy.registry.adapter.transport;

import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.adapter.transport.connection.Origin;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an answer may send the client next: never from HTTPS to clear text, and to clear text only
 * where plain HTTP is allowed (spec 1.6).
 */
final class Targets {

    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    /** Redirects that keep method and body. */
    private static final Set<Integer> KEEPING = Set.of(307, 308);

    private static final Pattern NEXT =
            Pattern.compile("<([^<>]{1,4096})>\\s*;[^<>]*\\brel=\"?next\\b");

    private final PlainHttp plainHttp;

    Targets(PlainHttp plainHttp) {
        this.plainHttp = plainHttp;
    }

    /** Where the answer redirects this request to; empty when it does not. */
    Optional<URI> redirect(Answer answer, Call call) throws Obstacle {
        if (!REDIRECTS.contains(answer.status())) {
            return Optional.empty();
        }
        if (!call.isQuestion() && !KEEPING.contains(answer.status())) {
            throw refused(
                    call.attempt(),
                    "expected an answer, found a redirect (HTTP status "
                            + answer.status()
                            + ") that would turn the write into a read");
        }
        return Optional.of(location(answer, call.attempt()));
    }

    /** The answer's Location, as an address that may be followed. */
    URI location(Answer answer, Attempt attempt) throws Obstacle {
        String header =
                answer.header("Location")
                        .orElseThrow(
                                () ->
                                        refused(
                                                attempt,
                                                "expected a Location, found none with HTTP status "
                                                        + answer.status()));
        return checked(answer.uri(), header, "Location", attempt);
    }

    /** The page that follows this one (RFC 8288; OCI distribution spec); empty on the last. */
    Optional<URI> next(Answer answer, Attempt attempt) throws Obstacle {
        Matcher link = NEXT.matcher(String.join(", ", answer.values("Link")));
        return link.find()
                ? Optional.of(checked(answer.uri(), link.group(1), "Link", attempt))
                : Optional.empty();
    }

    private URI checked(URI from, String text, String header, Attempt attempt) throws Obstacle {
        String named = "the " + header + " that " + Origin.of(from).authority() + " names";
        URI target;
        try {
            target = Address.resolve(from, text);
        } catch (Unreadable e) {
            throw refused(attempt, named + " cannot be followed: " + e.getMessage());
        }
        if (target.getRawUserInfo() != null) {
            throw refused(attempt, named + " cannot be followed: it holds a login");
        }
        Origin origin = Origin.of(target);
        if (!origin.isSecure() && Origin.of(from).isSecure()) {
            throw refused(
                    attempt,
                    "the server redirects from HTTPS to clear text at " + origin.authority());
        }
        if (!origin.isSecure() && !mayBePlain(origin)) {
            throw refused(attempt, "the server redirects to clear text at " + origin.authority());
        }
        return target;
    }

    boolean mayBePlain(Origin origin) {
        return plainHttp == PlainHttp.PERMITTED || origin.isLoopback();
    }

    private static Obstacle.Unreachable refused(Attempt attempt, String seen) {
        return new Obstacle.Unreachable(Obstacle.Unreachable.Reason.NOT_A_REGISTRY, attempt, seen);
    }
}
