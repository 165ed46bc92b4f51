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
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A copy that failed, told from skopeo's exit status and last words; made from samples of skopeo
 * 1.9.3 and 1.22. Of a registry its status or its error's code counts, never its message; what the
 * registries themselves can tell better is asked of them afterwards.
 */
final class SkopeoFailure {

    private static final int SIGNALLED = 128;

    private static final Pattern AT_THE_SOURCE =
            words(
                    "source image|initializing source|initializing image from source|reading manifest|determining manifest mime type"
                            + "|reading config blob|reading blob|(?:error )?fetching blob"
                            + "|happened during read$");

    private static final Pattern UPLOAD =
            words("initiating layer upload|uploading layer (?!chunked)");

    private static final Pattern MANIFEST = words("uploading manifest ");

    private final Cargo cargo;
    private final Repository atFault;
    private final SkopeoWords words;
    private final OptionalInt refused;
    private final String line;

    private SkopeoFailure(Cargo cargo, String message, OptionalInt refused) {
        this.cargo = cargo;
        this.words = SkopeoWords.of(message);
        this.atFault = words.tell(AT_THE_SOURCE).isPresent() ? cargo.from() : cargo.to();
        this.refused = refused;
        this.line = Redaction.of(message);
    }

    /**
     * @param refused the status with which an upload was refused last, as far as skopeo told it
     */
    static Obstacle of(Cargo cargo, Ending ending, OptionalInt refused) {
        SkopeoFailure failure = new SkopeoFailure(cargo, LastWords.of(ending.errors()), refused);
        int status = ending.exitStatus();
        if (status > SIGNALLED) {
            return failure.unexplained("skopeo was ended by signal " + (status - SIGNALLED));
        }
        return failure.ownCause()
                .or(failure::answered)
                .orElseGet(() -> failure.unexplained("skopeo ended with status " + status));
    }

    /**
     * The outermost of skopeo's own words that names a cause: what comes further in may be cited.
     */
    private Optional<Obstacle> ownCause() {
        return words.own().stream()
                .flatMap(
                        part ->
                                Arrays.stream(SkopeoCause.values())
                                        .flatMap(cause -> cause.in(part, this).stream()))
                .findFirst();
    }

    private Optional<Obstacle> answered() {
        return words.answer().map(this::better).map(this::ofAnswer);
    }

    /**
     * Of an upload that was refused for no reason that was told, skopeo's debug lines know more.
     */
    private RegistryAnswer better(RegistryAnswer told) {
        return told == RegistryAnswer.UNTOLD
                        && refused.isPresent()
                        && words.tell(UPLOAD).isPresent()
                ? RegistryAnswer.ofStatus(refused.getAsInt())
                : told;
    }

    Obstacle ofAnswer(RegistryAnswer answer) {
        return switch (answer) {
            case LOGIN_WANTED ->
                    denied(
                            AccessDenied.Reason.LOGIN_WANTED,
                            "%s wants a login, or does not accept the one it got");
            case FORBIDDEN ->
                    denied(
                            AccessDenied.Reason.FORBIDDEN,
                            "%s does not allow it with these credentials");
            case TOO_MANY_REQUESTS ->
                    unreachable(
                            Unreachable.Reason.TOO_MANY_REQUESTS,
                            "%s asks for fewer requests (429)");
            case SERVER_ERROR ->
                    unreachable(Unreachable.Reason.SERVER_ERROR, "%s failed to answer (5xx)");
            case NO_ROOM -> unreachable(Unreachable.Reason.NO_ROOM, "%s has no room left");
            case TOO_LARGE ->
                    refused("%s, or a proxy before it, does not take so much at once (413)");
            case REPOSITORY_UNKNOWN -> repositoryUnknown();
            case NOT_THERE -> notThere("%s did not take the content");
            case INVALID, UNTOLD -> notTaken();
            case DIGEST_INVALID ->
                    words.tell(MANIFEST).isPresent()
                            ? unreachable(
                                    Unreachable.Reason.TRANSFER_FAILED,
                                    "%s finds another digest in the manifest than it has")
                            : notTaken();
            case BLOB_UNKNOWN ->
                    isAtTheSource()
                            ? notThere("")
                            : unreachable(
                                    Unreachable.Reason.TRANSFER_FAILED,
                                    "%s did not find a blob that it was sent a moment before");
        };
    }

    private Obstacle notTaken() {
        return isAtTheSource()
                ? unexplained(atFault.registry() + " did not hand it out")
                : refused("%s did not take the content");
    }

    private static Pattern words(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE);
    }

    private Attempt attempt() {
        return Attempt.at("copying", cargo.from().at(cargo.whole()), atFault.registry());
    }

    private boolean isAtTheSource() {
        return atFault.equals(cargo.from());
    }

    Obstacle refusedByPolicy(MatchResult found) {
        return new AccessDenied(
                AccessDenied.Reason.CONTAINER_POLICY,
                attempt(),
                "this machine's container policy refuses the image",
                line);
    }

    Obstacle withoutPolicy(MatchResult found) {
        return new ToolMissing(
                ToolMissing.Reason.NO_CONTAINER_POLICY,
                attempt(),
                "this machine's container policy cannot be read (" + line + ")");
    }

    Obstacle cannotKeepDigests(MatchResult found) {
        return new Obstacle.Unsupported(
                attempt(), "this skopeo cannot copy it unchanged (" + line + ")");
    }

    /**
     * References are checked beforehand; of those only a literal IPv6 address is none to skopeo.
     */
    Obstacle addressInBrackets(MatchResult found) {
        return unexplained(
                "skopeo takes no IPv6 address as the name of a registry: give it a host name, in DNS"
                        + " or in this machine's hosts file, and name that in place of "
                        + Stream.of(cargo.from(), cargo.to())
                                .map(Repository::registry)
                                .filter(registry -> registry.startsWith("["))
                                .distinct()
                                .collect(Collectors.joining(" and ")));
    }

    Obstacle contradiction(String expected, String actual) {
        return new Obstacle.Contradiction(attempt(), expected, actual);
    }

    Obstacle localFile(MatchResult found) {
        return new Obstacle.StorageFailed(
                Attempt.locally("copying " + cargo.from().at(cargo.whole())),
                "skopeo could not use a file of this machine (" + line + ")");
    }

    /**
     * A registry that keeps its content in plain files may miss a blob at the very moment in which
     * another copy writes the same blob.
     */
    private Obstacle notThere(String atDestination) {
        return isAtTheSource()
                ? new Obstacle.NotFound(
                        attempt(), atFault.registry() + " does not have all of it (" + line + ")")
                : refused(atDestination);
    }

    /** A write makes its repository, but for registries where that is done beforehand. */
    private Obstacle repositoryUnknown() {
        return isAtTheSource()
                ? notThere("")
                : unreachable(
                        Unreachable.Reason.NO_SUCH_REPOSITORY,
                        "%s has no repository " + cargo.to().path() + " and makes none by a push");
    }

    private Obstacle refused(String seen) {
        return unreachable(Unreachable.Reason.WRITE_REFUSED, seen);
    }

    private Obstacle denied(AccessDenied.Reason reason, String seen) {
        return new AccessDenied(reason, attempt(), seen.formatted(atFault.registry()), line);
    }

    Obstacle unreachable(Unreachable.Reason reason, String seen) {
        return new Unreachable(reason, attempt(), seen.formatted(atFault.registry()), line);
    }

    private Obstacle unexplained(String seen) {
        return new Obstacle.ToolFailed(attempt(), seen, line);
    }
}
