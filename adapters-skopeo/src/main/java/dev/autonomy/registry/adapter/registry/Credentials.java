package dev.autonomy.registry.adapter.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a user logs in with; its text never shows it. */
sealed interface Credentials {

    /** A name and a password. */
    record Password(String user, String secret) implements Credentials {

        /** The value of an {@code Authorization} header (RFC 7617). */
        String basic() {
            byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }

        @Override
        public String toString() {
            return "a password";
        }
    }

    /** A refresh token of the registry's login server. */
    record IdentityToken(String token) implements Credentials {
        @Override
        public String toString() {
            return "an identity token";
        }
    }
}
