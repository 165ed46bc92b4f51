package dev.autonomy.registry.adapter.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.json.Json;
import dev.autonomy.registry.adapter.json.Unreadable;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A credentials file: containers' {@code auth.json}, docker's {@code config.json}, or docker's old
 * {@code .dockercfg} (containers-auth.json(5)).
 */
final class AuthFile {

    private static final String DOCKER_HUB = "docker.io";
    private static final Set<String> DOCKER_HUB_NAMES =
            Set.of(DOCKER_HUB, "index.docker.io", "registry-1.docker.io");

    private final JsonNode auths;
    private final JsonNode helpers;
    private final Optional<String> store;

    private AuthFile(JsonNode auths, JsonNode helpers, Optional<String> store) {
        this.auths = auths;
        this.helpers = helpers;
        this.store = store;
    }

    static AuthFile parse(byte[] bytes) throws Unreadable {
        ObjectNode json = object(bytes);
        return new AuthFile(
                json.path("auths"),
                json.path("credHelpers"),
                Json.text(json, "credsStore").filter(name -> !name.isEmpty()));
    }

    /** The old format is what {@code auths} holds, and nothing around it. */
    static AuthFile parseLegacy(byte[] bytes) throws Unreadable {
        ObjectNode json = object(bytes);
        return new AuthFile(json, Json.newObject(), Optional.empty());
    }

    /** What a Windows editor saves looks right and is not read by docker and skopeo either. */
    private static ObjectNode object(byte[] bytes) throws Unreadable {
        int first = bytes.length > 0 ? Byte.toUnsignedInt(bytes[0]) : -1;
        int second = bytes.length > 1 ? Byte.toUnsignedInt(bytes[1]) : -1;
        if (first == 0xEF && second == 0xBB) {
            throw new Unreadable("it starts with a byte order mark; save it as UTF-8 without one");
        }
        if (first >= 0xFE || first == 0 || second == 0) {
            throw new Unreadable("it is in UTF-16; save it as UTF-8");
        }
        return Json.object(bytes);
    }

    /** The helper that is named for this registry alone. */
    Optional<String> helper(String registry) {
        return helpers.properties().stream()
                .filter(entry -> entry.getValue().isTextual())
                .filter(entry -> normalised(entry.getKey()).equals(registry))
                .map(entry -> entry.getValue().textValue())
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    /** The helper that keeps the credentials of every registry. */
    Optional<String> store() {
        return store;
    }

    /** The entry for the longest prefix of the repository, at last for the registry alone. */
    Optional<Credentials> entry(String registry, String path) throws Unreadable {
        String key = registry + "/" + path;
        while (key.length() >= registry.length()) {
            Optional<Credentials> exact = credentials(auths.path(key));
            if (exact.isPresent()) {
                return exact;
            }
            int slash = key.lastIndexOf('/');
            key = slash < 0 ? "" : key.substring(0, slash);
        }
        for (Map.Entry<String, JsonNode> each : auths.properties()) {
            if (normalised(each.getKey()).equals(registry)) {
                Optional<Credentials> same = credentials(each.getValue());
                if (same.isPresent()) {
                    return same;
                }
            }
        }
        return Optional.empty();
    }

    /** Older tools wrote a key as an address; one that has a path and no scheme is a namespace. */
    private static String normalised(String key) {
        String host = key.replaceFirst("^https?://", "");
        if (!host.equals(key) && host.indexOf('/') >= 0) {
            host = host.substring(0, host.indexOf('/'));
        }
        return DOCKER_HUB_NAMES.contains(host) ? DOCKER_HUB : host;
    }

    private static Optional<Credentials> credentials(JsonNode entry) throws Unreadable {
        String token = entry.path("identitytoken").asText("");
        if (!token.isEmpty()) {
            return Optional.of(new Credentials.IdentityToken(token));
        }
        String auth = entry.path("auth").asText("");
        if (auth.isEmpty()) {
            return Optional.empty();
        }
        String pair = decoded(auth);
        int colon = pair.indexOf(':');
        if (colon < 0) {
            throw new Unreadable("an entry of it has no name and password");
        }
        return Optional.of(
                new Credentials.Password(
                        pair.substring(0, colon), pair.substring(colon + 1).replace("\0", "")));
    }

    private static String decoded(String auth) throws Unreadable {
        try {
            return new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new Unreadable("an entry of it is not base64");
        }
    }
}
