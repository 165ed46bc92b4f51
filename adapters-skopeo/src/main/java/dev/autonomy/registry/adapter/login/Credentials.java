package dev.autonomy.registry.adapter.login;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a user logs in with; its text never shows it. */
sealed interface Credentials {

    /** The value of an entry in a credentials file (containers-auth.json(5)). */
    String entry();

    /** A name and a password. */
    record Password(String user, String secret) implements Credentials {

        /** The value of an {@code Authorization} header (RFC 7617). */
        String basic() {
            return "Basic " + pair(user, secret);
        }

        @Override
        public String entry() {
            return text(Json.newObject().put("auth", pair(user, secret)));
        }

        @Override
        public String toString() {
            return "a password";
        }
    }

    /** A refresh token of the registry's login server. */
    record IdentityToken(String token) implements Credentials {

        /** Without a name beside it the token would be passed over. */
        @Override
        public String entry() {
            return text(
                    Json.newObject().put("auth", pair("<token>", "")).put("identitytoken", token));
        }

        @Override
        public String toString() {
            return "an identity token";
        }
    }

    private static String pair(String user, String secret) {
        return Base64.getEncoder()
                .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ObjectNode entry) {
        return new String(Json.bytes(entry), StandardCharsets.UTF_8);
    }
}
