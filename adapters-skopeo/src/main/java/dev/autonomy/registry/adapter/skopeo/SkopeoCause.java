package dev.autonomy.registry.adapter.skopeo;

import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Unreachable.Reason;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What skopeo, and the Go libraries in it, say by themselves: words with which a part of its line
 * begins, and what they come to.
 */
enum SkopeoCause {
    REFUSED_BY_POLICY("source image rejected$", SkopeoFailure::refusedByPolicy),
    WITHOUT_POLICY("error loading trust policy$|no policy\\.json", SkopeoFailure::withoutPolicy),
    CANNOT_KEEP_DIGESTS(
            "manifest (?:list )?must be converted to type"
                    + "|[a-z ]*would require changing layer representation",
            SkopeoFailure::cannotKeepDigests),
    BLOB_DIFFERS(
            "digest did not match, expected ([!-~]+), got ([!-~]+)",
            (failure, found) -> failure.contradiction(found.group(1), found.group(2))),
    MANIFEST_DIFFERS(
            "manifest does not match provided manifest digest ([!-~]+)",
            (failure, found) -> failure.contradiction(found.group(1), "other bytes")),
    ADDRESS_IN_BRACKETS("invalid reference format", SkopeoFailure::addressInBrackets),
    CERTIFICATE(
            "x509$|failed to verify certificate$|bad certificate|remote error$",
            Reason.CERTIFICATE,
            "the certificate of %s is not trusted on this machine"),
    SPEAKS_PLAIN_HTTP(
            "server gave http response to https client"
                    + "|first record does not look like a tls handshake",
            Reason.SPEAKS_PLAIN_HTTP,
            "expected HTTPS, but %s answers in plain HTTP"),
    SPEAKS_HTTPS(
            "client sent an http request to an https server|malformed http response",
            Reason.SPEAKS_HTTPS,
            "expected plain HTTP, but %s answers in HTTPS"),
    OTHER_CONTENT_TYPE(
            "unsupported schema version",
            Reason.NOT_A_REGISTRY,
            "%s sends the manifest under a Content-Type that is not its own, by which skopeo goes"),
    PROXY("proxyconnect\\b", Reason.PROXY, "the proxy on the way to %s does not answer"),
    UNKNOWN_HOST("no such host", Reason.UNKNOWN_HOST, "the name of %s is not known to the network"),
    CONNECTION_REFUSED("connection refused", Reason.CONNECTION_REFUSED, "nothing answers at %s"),
    TIMED_OUT(
            "i/o timeout|tls handshake timeout|context deadline exceeded|timeout awaiting"
                    + "|request canceled|connection timed out|no route to host"
                    + "|network is unreachable",
            Reason.TIMED_OUT,
            "%s did not answer in time"),
    CONNECTION_LOST(
            "connection reset|broken pipe|(?:unexpected )?eof\\b|server closed|goaway"
                    + "|stream error|use of closed network connection",
            Reason.CONNECTION_LOST,
            "the connection to %s was lost"),
    LOCAL_FILE(
            "(?:open(?:at)?|create|mkdir(?:at)?|read|write|rename|f?sync|close|remove|unlink"
                    + "|l?stat|chmod|f?truncate) /",
            SkopeoFailure::localFile),
    NO_LOGIN(
            "unable to retrieve auth token$",
            (failure, _) -> failure.ofAnswer(RegistryAnswer.LOGIN_WANTED)),
    RATE_LIMITED(
            "too many requests to registry",
            (failure, _) -> failure.ofAnswer(RegistryAnswer.TOO_MANY_REQUESTS));

    private final Pattern words;
    private final Diagnosis diagnosis;

    SkopeoCause(String words, Diagnosis diagnosis) {
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE);
        this.diagnosis = diagnosis;
    }

    SkopeoCause(String words, Reason reason, String seen) {
        this(words, (failure, _) -> failure.unreachable(reason, seen));
    }

    /** What it comes to when this part of a failure's line begins with its words. */
    Optional<Obstacle> in(String part, SkopeoFailure failure) {
        Matcher found = words.matcher(part);
        return found.lookingAt()
                ? Optional.of(diagnosis.of(failure, found.toMatchResult()))
                : Optional.empty();
    }

    private interface Diagnosis {
        Obstacle of(SkopeoFailure failure, MatchResult found);
    }
}
