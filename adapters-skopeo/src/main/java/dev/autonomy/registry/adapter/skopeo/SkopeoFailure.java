package dev.autonomy.registry.adapter.skopeo;

import dev.autonomy.registry.adapter.tool.Ending;
import dev.autonomy.registry.adapter.tool.Redaction;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.AccessDenied;
import dev.autonomy.registry.outcome.Obstacle.ToolMissing;
import dev.autonomy.registry.outcome.Obstacle.Unreachable;
import dev.autonomy.registry.port.Replicator.Cargo;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A copy that failed, told from skopeo's exit status and last words; made from samples of skopeo
 * 1.9.3 and 1.22. What the registries themselves can tell better is asked of them afterwards.
 */
final class SkopeoFailure {

    private static final int SIGNALLED = 128;

    private static final Pattern AT_THE_SOURCE =
            Pattern.compile(
                    "source image|initializing source|reading manifest|determining manifest mime type"
                            + "|reading config blob|reading blob|fetching blob|happened during read:",
                    Pattern.CASE_INSENSITIVE);

    /** The first that is found decides; what names its cause beyond doubt comes first. */
    private static final List<Rule> RULES =
            List.of(
                    rule(
                            "source image rejected:|is rejected by policy",
                            SkopeoFailure::refusedByPolicy),
                    rule(
                            "no policy\\.json|error loading trust policy",
                            SkopeoFailure::withoutPolicy),
                    rule(
                            "must be converted to type|instructed to preserve digests",
                            SkopeoFailure::cannotKeepDigests),
                    rule(
                            "digest did not match, expected (\\S+), got (\\S+)",
                            (failure, found) ->
                                    failure.contradiction(found.group(1), found.group(2))),
                    rule(
                            "does not match provided manifest digest (\\S+)",
                            (failure, found) ->
                                    failure.contradiction(found.group(1), "other bytes")),
                    unreachable(
                            "x509:|failed to verify certificate|bad certificate",
                            Unreachable.Reason.CERTIFICATE,
                            "the certificate of %s is not trusted on this machine"),
                    unreachable(
                            "server gave http response to https client",
                            Unreachable.Reason.SPEAKS_PLAIN_HTTP,
                            "expected HTTPS, but %s answers in plain HTTP"),
                    unreachable(
                            "http request to an https server|malformed http response",
                            Unreachable.Reason.SPEAKS_HTTPS,
                            "expected plain HTTP, but %s answers in HTTPS"),
                    unreachable(
                            "\\bproxyconnect\\b",
                            Unreachable.Reason.PROXY,
                            "the proxy on the way to %s does not answer"),
                    unreachable(
                            "no such host",
                            Unreachable.Reason.UNKNOWN_HOST,
                            "the name of %s is not known to the network"),
                    unreachable(
                            "connection refused",
                            Unreachable.Reason.CONNECTION_REFUSED,
                            "nothing answers at %s"),
                    unreachable(
                            "i/o timeout|handshake timeout|deadline exceeded|timeout exceeded",
                            Unreachable.Reason.TIMED_OUT,
                            "%s did not answer in time"),
                    unreachable(
                            "507 insufficient storage|\\bquota\\b",
                            Unreachable.Reason.WRITE_REFUSED,
                            "%s has no room left"),
                    rule("no space left on device", SkopeoFailure::diskFull),
                    unreachable(
                            "toomanyrequests|too many requests|\\b429\\b",
                            Unreachable.Reason.TOO_MANY_REQUESTS,
                            "%s asks for fewer requests (429)"),
                    unreachable(
                            "(?:http status:|from registry|statuscode:) 5\\d\\d|: 5\\d\\d \\(",
                            Unreachable.Reason.SERVER_ERROR,
                            "%s failed to answer (5xx)"),
                    rule(
                            "\\bunauthorized\\b|authentication required"
                                    + "|invalid username/password|(?:registry|statuscode:) 401",
                            (failure, _) ->
                                    failure.denied(
                                            AccessDenied.Reason.LOGIN_WANTED,
                                            "%s wants a login, or does not accept the one it got")),
                    rule(
                            "\\bdenied\\b|(?:registry|statuscode:) 403",
                            (failure, _) ->
                                    failure.denied(
                                            AccessDenied.Reason.FORBIDDEN,
                                            "%s does not allow it with these credentials")),
                    unreachable(
                            "connection reset|broken pipe|\\beof\\b|goaway|stream error"
                                    + "|server closed|use of closed network connection",
                            Unreachable.Reason.CONNECTION_LOST,
                            "the connection to %s was lost"),
                    rule("blob unknown to registry", SkopeoFailure::blobNotFound),
                    rule("\\bname unknown\\b", SkopeoFailure::nameUnknown),
                    rule(
                            "(?:manifest|blob|name) unknown|(?:registry|statuscode:) 404",
                            SkopeoFailure::notFound),
                    rule(
                            "(?:manifest|digest|size|name|tag) invalid|\\bunsupported\\b"
                                    + "|(?:http status:|from registry|statuscode:) 4\\d\\d",
                            SkopeoFailure::refused));

    private final Cargo cargo;
    private final Repository atFault;
    private final String line;

    private SkopeoFailure(Cargo cargo, String line) {
        this.cargo = cargo;
        this.atFault = AT_THE_SOURCE.matcher(line).find() ? cargo.from() : cargo.to();
        this.line = line;
    }

    static Obstacle of(Cargo cargo, Ending ending) {
        SkopeoFailure failure =
                new SkopeoFailure(cargo, Redaction.of(LastWords.of(ending.errors())));
        int status = ending.exitStatus();
        if (status > SIGNALLED) {
            return failure.unexplained("skopeo was ended by signal " + (status - SIGNALLED));
        }
        String cause = failure.cause();
        return RULES.stream()
                .flatMap(rule -> rule.obstacle(failure, cause).stream())
                .findFirst()
                .orElseGet(() -> failure.unexplained("skopeo ended with status " + status));
    }

    /** The line without the addresses and names in it, which may say anything. */
    private String cause() {
        return line.replaceAll("[a-z]+://[^\\s\"]+", "")
                .replaceAll("/" + Pattern.quote(cargo.from().path()) + "(?![a-z0-9])", "")
                .replaceAll("/" + Pattern.quote(cargo.to().path()) + "(?![a-z0-9])", "");
    }

    private Attempt attempt() {
        return Attempt.at("copying", cargo.from().at(cargo.digest()), atFault.registry());
    }

    private boolean isAtTheSource() {
        return atFault.equals(cargo.from());
    }

    private Obstacle refusedByPolicy(MatchResult found) {
        return new AccessDenied(
                AccessDenied.Reason.CONTAINER_POLICY,
                attempt(),
                "this machine's container policy refuses the image",
                line);
    }

    private Obstacle withoutPolicy(MatchResult found) {
        return new ToolMissing(
                ToolMissing.Reason.NO_CONTAINER_POLICY,
                attempt(),
                "this machine's container policy cannot be read (" + line + ")");
    }

    private Obstacle cannotKeepDigests(MatchResult found) {
        return new Obstacle.Unsupported(
                attempt(), "this skopeo cannot copy it unchanged (" + line + ")");
    }

    private Obstacle contradiction(String expected, String actual) {
        return new Obstacle.Contradiction(attempt(), expected, actual);
    }

    /** Of the registry's disk its own words tell; of this machine's skopeo does. */
    private Obstacle diskFull(MatchResult found) {
        return line.contains("uploading") || line.contains("initiating layer upload")
                ? unreachable(Unreachable.Reason.WRITE_REFUSED, "%s has no room left")
                : new Obstacle.StorageFailed(
                        attempt(), "the folder for temporary files is full (" + line + ")");
    }

    private Obstacle notFound(MatchResult found) {
        return isAtTheSource()
                ? new Obstacle.NotFound(
                        attempt(), atFault.registry() + " does not have all of it (" + line + ")")
                : refused(found);
    }

    /**
     * A registry that keeps its content in plain files may miss a blob at the very moment in which
     * another copy writes the same blob.
     */
    private Obstacle blobNotFound(MatchResult found) {
        return isAtTheSource()
                ? notFound(found)
                : unreachable(
                        Unreachable.Reason.TRANSFER_FAILED,
                        "%s did not find a blob that it was sent a moment before");
    }

    /** A write makes its repository, but for registries where that is done beforehand. */
    private Obstacle nameUnknown(MatchResult found) {
        return isAtTheSource()
                ? notFound(found)
                : unreachable(
                        Unreachable.Reason.NO_SUCH_REPOSITORY,
                        "%s has no repository " + cargo.to().path() + " and makes none by a push");
    }

    private Obstacle refused(MatchResult found) {
        return isAtTheSource()
                ? unexplained(atFault.registry() + " did not hand it out")
                : unreachable(Unreachable.Reason.WRITE_REFUSED, "%s did not take the content");
    }

    private Obstacle denied(AccessDenied.Reason reason, String seen) {
        return new AccessDenied(reason, attempt(), seen.formatted(atFault.registry()), line);
    }

    private Obstacle unreachable(Unreachable.Reason reason, String seen) {
        return new Unreachable(reason, attempt(), seen.formatted(atFault.registry()), line);
    }

    private Obstacle unexplained(String seen) {
        return new Obstacle.ToolFailed(attempt(), seen, line);
    }

    private static Rule unreachable(String words, Unreachable.Reason reason, String seen) {
        return rule(words, (failure, _) -> failure.unreachable(reason, seen));
    }

    private static Rule rule(String words, Diagnosis diagnosis) {
        return new Rule(Pattern.compile(words, Pattern.CASE_INSENSITIVE), diagnosis);
    }

    private interface Diagnosis {
        Obstacle of(SkopeoFailure failure, MatchResult found);
    }

    private record Rule(Pattern words, Diagnosis diagnosis) {
        Optional<Obstacle> obstacle(SkopeoFailure failure, String cause) {
            Matcher matcher = words.matcher(cause);
            return matcher.find()
                    ? Optional.of(diagnosis.of(failure, matcher.toMatchResult()))
                    : Optional.empty();
        }
    }
}
