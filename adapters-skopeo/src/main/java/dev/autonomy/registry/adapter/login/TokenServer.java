package dev.autonomy.registry.adapter.login;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.json.Json;
import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.adapter.transport.Answer;
import dev.autonomy.registry.adapter.transport.Body;
import dev.autonomy.registry.adapter.transport.Call;
import dev.autonomy.registry.adapter.transport.Exchange;
import dev.autonomy.registry.adapter.transport.Refusal;
import dev.autonomy.registry.adapter.transport.connection.Origin;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Gets Bearer tokens from the login server that a registry's challenge names (distribution's token
 * authentication; its OAuth2 form for identity tokens).
 */
final class TokenServer {

    private static final String CLIENT = "autonomy-registry";
    private static final int USUAL_SECONDS = 60;
    private static final long MOST_SECONDS = Duration.ofDays(1).toSeconds();

    private final Exchange exchange;

    /** A token and the moment from which it is not used any more. */
    record Token(String value, Instant until) {

        String bearer() {
            return "Bearer " + value;
        }

        @Override
        public String toString() {
            return "a token until " + until;
        }
    }

    TokenServer(Exchange exchange) {
        this.exchange = exchange;
    }

    Token token(
            Challenge challenge,
            Scope scope,
            Origin registry,
            Optional<Credentials> credentials,
            Attempt attempt)
            throws Obstacle, InterruptedException {
        URI realm = realm(challenge, registry, credentials, attempt);
        String query =
                challenge
                                .parameter("service")
                                .map(name -> "service=" + encoded(name) + "&")
                                .orElse("")
                        + "scope="
                        + encoded(scope.toString());
        Answer answer = answer(realm, query, credentials, attempt);
        if (!answer.isSuccess()) {
            throw refused(realm, credentials, answer, attempt);
        }
        try {
            return token(answer);
        } catch (Unreadable e) {
            throw new Obstacle.Unreachable(
                    Obstacle.Unreachable.Reason.NOT_A_REGISTRY,
                    attempt,
                    "expected a token from the login server "
                            + Origin.of(realm).authority()
                            + ", but "
                            + e.getMessage());
        }
    }

    private Answer answer(
            URI realm, String query, Optional<Credentials> credentials, Attempt attempt)
            throws Obstacle, InterruptedException {
        if (credentials.isPresent()
                && credentials.get() instanceof Credentials.IdentityToken(String refresh)) {
            String form =
                    "grant_type=refresh_token&client_id="
                            + CLIENT
                            + "&"
                            + query
                            + "&refresh_token="
                            + encoded(refresh);
            Call post =
                    call(
                            "POST",
                            Map.of("Content-Type", "application/x-www-form-urlencoded"),
                            Optional.of(form.getBytes(StandardCharsets.UTF_8)),
                            attempt);
            return exchange.once(post, realm);
        }
        Optional<String> basic =
                credentials.flatMap(
                        each ->
                                each instanceof Credentials.Password password
                                        ? Optional.of(password.basic())
                                        : Optional.empty());
        URI address = URI.create(realm + (realm.getRawQuery() == null ? "?" : "&") + query);
        return exchange.follow(
                call("GET", Map.of(), Optional.empty(), attempt), address, Origin.of(realm), basic);
    }

    private static Call call(
            String method, Map<String, String> headers, Optional<byte[]> payload, Attempt attempt) {
        return Call.small(method, "", headers, payload, Call.Patience.USUAL, attempt);
    }

    private URI realm(
            Challenge challenge,
            Origin registry,
            Optional<Credentials> credentials,
            Attempt attempt)
            throws Obstacle {
        String wanted = "expected " + registry.authority() + " to name its login server, ";
        Optional<String> named = challenge.parameter("realm").filter(text -> !text.isBlank());
        if (named.isEmpty()) {
            throw notUsable(attempt, wanted + "found a challenge that names none");
        }
        URI realm;
        try {
            realm = Exchange.address(named.get());
        } catch (Unreadable e) {
            throw notUsable(attempt, wanted + "found an address that is none: " + e.getMessage());
        }
        if (realm.getRawUserInfo() != null || realm.getRawFragment() != null) {
            throw notUsable(attempt, wanted + "found an address with a login or a fragment in it");
        }
        Origin origin = Origin.of(realm);
        if (origin.isSecure()) {
            return realm;
        }
        if (registry.isSecure() || !exchange.mayBePlain(origin)) {
            throw notUsable(
                    attempt,
                    "expected a login server with HTTPS, found one in clear text at "
                            + origin.authority());
        }
        if (credentials.isPresent() && !origin.isLoopback()) {
            throw Authorizer.inClear(attempt, origin);
        }
        return realm;
    }

    private static Token token(Answer answer) throws Unreadable {
        if (answer.body().extent() == Body.Extent.OVER_LIMIT) {
            throw new Unreadable("its answer is larger than " + Body.SMALL + " bytes");
        }
        ObjectNode json = Json.object(answer.body().bytes());
        String value =
                Json.text(json, "token")
                        .filter(text -> !text.isEmpty())
                        .orElseGet(() -> json.path("access_token").asText(""));
        if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new Unreadable("its answer has no usable token");
        }
        long stated = json.path("expires_in").asLong(USUAL_SECONDS);
        long seconds = stated > 0 ? Math.min(stated, MOST_SECONDS) : USUAL_SECONDS;
        return new Token(value, Instant.now().plus(Duration.ofSeconds(seconds * 9 / 10)));
    }

    private static Obstacle refused(
            URI realm, Optional<Credentials> credentials, Answer answer, Attempt attempt) {
        String server = Origin.of(realm).authority();
        boolean wantsLogin = answer.status() == 400 || answer.status() == Answer.UNAUTHORIZED;
        if (wantsLogin) {
            return new Obstacle.AccessDenied(
                    Obstacle.AccessDenied.Reason.LOGIN_WANTED,
                    attempt,
                    credentials.isPresent()
                            ? "the login server "
                                    + server
                                    + " did not accept the credentials: "
                                    + answer.described()
                            : "the login server "
                                    + server
                                    + " wants credentials, and none were found: "
                                    + answer.described());
        }
        String wanted = "a token from the login server " + server;
        // Its "not found" is about its own address, not about what the registry was asked for.
        return answer.status() == Answer.NOT_FOUND
                ? notUsable(attempt, "expected " + wanted + ", found " + answer.described())
                : new Refusal(attempt, answer).ofQuestion(wanted);
    }

    private static Obstacle.Unreachable notUsable(Attempt attempt, String seen) {
        return new Obstacle.Unreachable(Obstacle.Unreachable.Reason.NOT_A_REGISTRY, attempt, seen);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
