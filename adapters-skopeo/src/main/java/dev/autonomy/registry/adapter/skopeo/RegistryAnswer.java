package dev.autonomy.registry.adapter.skopeo;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a registry answered, by its status or by the code of its error; never by its message, which
 * may say anything. The words are those in which docker/distribution, which skopeo is built with,
 * prints a code or the message that belongs to it.
 */
enum RegistryAnswer {
    LOGIN_WANTED("unauthorized", "authentication required"),
    FORBIDDEN("denied", "requested access to the resource is denied"),
    TOO_MANY_REQUESTS("toomanyrequests", "too many requests"),
    SERVER_ERROR("unavailable", "service unavailable"),
    NO_ROOM,
    TOO_LARGE,
    REPOSITORY_UNKNOWN("name unknown", "repository name not known to registry"),
    NOT_THERE("manifest unknown"),
    BLOB_UNKNOWN(
            "blob unknown",
            "manifest blob unknown",
            "blob unknown to registry",
            "blob upload unknown",
            "blob upload unknown to registry"),
    /**
     * Of a manifest this may be said where another copy writes one of its blobs at that moment, by
     * a registry that reads its own links half written (docker-registry 2.8).
     */
    DIGEST_INVALID("digest invalid", "provided digest did not match uploaded content"),
    INVALID(
            "unsupported",
            "The operation is unsupported.",
            "size invalid",
            "provided length did not match content length",
            "range invalid",
            "invalid content range",
            "name invalid",
            "invalid repository name",
            "tag invalid",
            "manifest tag did not match URI",
            "manifest invalid",
            "manifest unverified",
            "manifest failed signature verification",
            "blob upload invalid",
            "pagination number invalid",
            "invalid number of results requested"),
    /** A status of the range 4xx, and a code that tells no more. */
    UNTOLD("unknown", "unknown error");

    private final Set<String> words;

    RegistryAnswer(String... words) {
        this.words = Set.of(words);
    }

    static RegistryAnswer ofStatus(int status) {
        return switch (status) {
            case 401 -> LOGIN_WANTED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_THERE;
            case 413 -> TOO_LARGE;
            case 429 -> TOO_MANY_REQUESTS;
            case 507 -> NO_ROOM;
            default -> status >= 500 ? SERVER_ERROR : UNTOLD;
        };
    }

    static Optional<RegistryAnswer> ofWords(String words) {
        return Stream.of(values()).filter(each -> each.words.contains(words)).findFirst();
    }

    /** Every word, longest first, so that none is taken for the beginning of another. */
    static List<String> allWords() {
        return Arrays.stream(values())
                .flatMap(each -> each.words.stream())
                .sorted((a, b) -> b.length() - a.length())
                .collect(Collectors.toUnmodifiableList());
    }
}
