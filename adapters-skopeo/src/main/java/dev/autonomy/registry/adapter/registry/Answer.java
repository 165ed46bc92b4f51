package dev.autonomy.registry.adapter.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** What a server answered to one request; nothing in it is trusted. */
record Answer(URI uri, int status, HttpHeaders headers, Body body) {

    static final int OK = 200;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int TOO_MANY_REQUESTS = 429;
    static final int NOT_IMPLEMENTED = 501;
    private static final int INSUFFICIENT_STORAGE = 507;
    private static final Pattern FULL_DISK =
            Pattern.compile(
                    "no space left on device|disk quota exceeded|ENOSPC|EDQUOT|\"Err\":(?:28|122)\\b");

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    boolean isServerError() {
        return status >= 500;
    }

    /**
     * Whether a registry that could not store something says that it has no room: by its status, or
     * by its operating system's error (ENOSPC, EDQUOT), in words or as docker/distribution's driver
     * numbers it.
     */
    boolean isOfFullDisk() {
        return status == INSUFFICIENT_STORAGE
                || isServerError()
                        && FULL_DISK
                                .matcher(new String(body.bytes(), StandardCharsets.UTF_8))
                                .find();
    }

    /**
     * Whether this says nothing of what was asked for, and something may be said a moment later.
     */
    boolean isOutOfOrder() {
        return status == TOO_MANY_REQUESTS || isServerError() && status != NOT_IMPLEMENTED;
    }

    Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** The Content-Type without its parameters, in lower case; empty when there is none. */
    String contentType() {
        String value = header("Content-Type").orElse("");
        int semicolon = value.indexOf(';');
        return (semicolon < 0 ? value : value.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    boolean isHtml() {
        return contentType().equals("text/html");
    }

    OptionalLong contentLength() {
        return header("Content-Length")
                .filter(value -> value.matches("[0-9]{1,18}"))
                .map(value -> OptionalLong.of(Long.parseLong(value)))
                .orElse(OptionalLong.empty());
    }

    /** The code of the first error in the body (OCI distribution spec, error codes), or "". */
    String errorCode() {
        return firstError().path("code").asText("");
    }

    String errorMessage() {
        return firstError().path("message").asText("");
    }

    /** The status and the registry's own code and message, fit to be shown. */
    String described() {
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
