package dev.autonomy.registry.adapter.transport;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autonomy.registry.adapter.json.Json;
import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.adapter.transport.connection.Origin;
import dev.autonomy.registry.adapter.words.Words;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What a server answered to one request; nothing in it is trusted. */
public record Answer(URI uri, int status, Headers headers, Body body) {

    public static final int OK = 200;
    public static final int UNAUTHORIZED = 401;
    public static final int FORBIDDEN = 403;
    public static final int NOT_FOUND = 404;
    public static final int TOO_MANY_REQUESTS = 429;
    public static final int NOT_IMPLEMENTED = 501;
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final Pattern FULL_DISK =
            Pattern.compile(
                    "no space left on device|disk quota exceeded|ENOSPC|EDQUOT|\"Err\":(?:28|122)\\b");

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public boolean isDenial() {
        return status == UNAUTHORIZED || status == FORBIDDEN;
    }

    public boolean isServerError() {
        return status >= 500;
    }

    /**
     * Whether a registry that could not store something says that it has no room: by its status, or
     * by its operating system's error (ENOSPC, EDQUOT), in words or as docker/distribution's driver
     * numbers it.
     */
    public boolean isOfFullDisk() {
        return status == INSUFFICIENT_STORAGE
                || isServerError()
                        && FULL_DISK
                                .matcher(new String(body.bytes(), StandardCharsets.UTF_8))
                                .find();
    }

    /**
     * Whether this says nothing of what was asked for, and something may be said a moment later.
     */
    public boolean isOutOfOrder() {
        return status == TOO_MANY_REQUESTS || isServerError() && status != NOT_IMPLEMENTED;
    }

    public List<String> values(String name) {
        return headers.allValues(name);
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The Content-Type without its parameters, in lower case; empty when there is none. */
    public String contentType() {
        String value = header("Content-Type").orElse("");
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    public boolean isHtml() {
        return contentType().equals("text/html");
    }

    public OptionalLong contentLength() {
        return contentLength(headers);
    }

    /** Empty also where it is no number of bytes. */
    static OptionalLong contentLength(Headers headers) {
        return headers.firstValue("Content-Length")
                .filter(value -> value.matches("[0-9]{1,18}"))
                .map(value -> OptionalLong.of(Long.parseLong(value)))
                .orElse(OptionalLong.empty());
    }

    /**
     * The digest that the registry states for what it answers with; empty when it states none.
     *
     * @throws Obstacle.Unreachable when what stands there is no sha256 digest
     */
    public Optional<Digest> statedDigest(Attempt attempt) throws Obstacle {
        String stated = unquoted(header("Docker-Content-Digest").orElse("").strip());
        if (stated.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Digest.parse(stated));
        } catch (InvalidInput _) {
            throw new Obstacle.Unreachable(
                    Obstacle.Unreachable.Reason.NOT_A_REGISTRY,
                    attempt,
                    "expected a sha256 digest in the header Docker-Content-Digest of "
                            + Origin.of(uri).authority()
                            + ", found \""
                            + Words.clean(stated)
                            + "\"");
        }
    }

    /** Some registries write it as they write an entity tag. */
    private static String unquoted(String text) {
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"")
                ? text.substring(1, text.length() - 1)
                : text;
    }

    /** The code of the first error in the body (OCI distribution spec, error codes), or "". */
    public String errorCode() {
        return firstError().path("code").asText("");
    }

    public String errorMessage() {
        return firstError().path("message").asText("");
    }

    /** The status and the registry's own code and message, fit to be shown. */
    public String described() {
        String code = Words.clean(errorCode());
        String message = Words.clean(errorMessage());
        if (code.isEmpty() && message.isEmpty()) {
            return "HTTP status " + status + (isHtml() ? " with an HTML page" : plainText());
        }
        return "HTTP status "
                + status
                + " ("
                + code
                + (code.isEmpty() || message.isEmpty() ? "" : ": ")
                + message
                + ")";
    }

    private String plainText() {
        String text =
                contentType().equals("text/plain")
                        ? Words.clean(new String(body.bytes(), StandardCharsets.UTF_8))
                        : "";
        return text.isEmpty() ? "" : " (" + text + ")";
    }

    private JsonNode firstError() {
        try {
            return Json.object(body.bytes()).path("errors").path(0);
        } catch (Unreadable _) {
            return Json.newObject();
        }
    }
}
