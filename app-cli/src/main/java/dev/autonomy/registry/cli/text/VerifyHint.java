package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.VerifyRequest;
import dev.autonomy.registry.outcome.Obstacle;

/** What to try next after an obstacle to judging a bundle where it is. */
final class VerifyHint {

    private VerifyHint() {}

    static String of(Obstacle obstacle, VerifyRequest request) {
        Repository repository = request.reference().repository();
        boolean isLayout = repository.registry().isEmpty();
        return switch (obstacle) {
            case Obstacle.NotFound missing
                    when !isLayout && MissingPartHint.fits(missing, request.reference()) ->
                    MissingPartHint.of(missing);
            case Obstacle.NotFound missing
                    when MissingSidecarHint.fits(missing, request.reference()) ->
                    MissingSidecarHint.of("leave --require-lock and --require-policy out");
            case Obstacle.NotFound _ -> notFound(request);
            case Obstacle.TrustUnusable _ -> TrustHint.of(request.trust());
            case Obstacle.StorageFailed _ when isLayout ->
                    "give a folder that holds an OCI layout (oci-layout, index.json and blobs) and that this"
                            + " user may read.";
            case Obstacle.StorageFailed _ ->
                    "check that this path is right and that this user may read it; --authfile chooses another"
                            + " file of credentials.";
            case Obstacle.Contradiction _ when isLayout ->
                    "do not use this content; bring the bundle to this folder again.";
            case Obstacle.Conflict conflict
                    when TagAndDigestHint.fits(conflict, request.reference()) ->
                    TagAndDigestHint.of(request.reference());
            case Obstacle.Conflict conflict -> conflict(conflict);
            case Obstacle.AccessDenied denied
                    when denied.reason() == Obstacle.AccessDenied.Reason.FORBIDDEN ->
                    "ask whoever runs " + repository.registry() + " for the right to pull there.";
            case Obstacle.Unreachable unreachable ->
                    unreachable(unreachable, repository.registry());
            case Obstacle.AccessDenied _,
                    Obstacle.Unsupported _,
                    Obstacle.ToolMissing _,
                    Obstacle.LoginUnusable _,
                    Obstacle.ToolFailed _,
                    Obstacle.Contradiction _,
                    Obstacle.Malformed _,
                    Obstacle.Incomplete _ ->
                    ObstacleHint.of(obstacle);
        };
    }

    private static String notFound(VerifyRequest request) {
        String spelling = "check the spelling of the reference.";
        if (request.sidecars() == SidecarPolicy.IMAGE_ONLY
                || request.reference().tag().isPresent()) {
            return spelling;
        }
        return spelling
                + " A digest names no <tag>-lock and <tag>-policy, so what --require-lock and"
                + " --require-policy ask for was looked for among the image's referrers: give"
                + " the tag instead, or both, "
                + request.reference().repository()
                + ":<tag>@"
                + request.reference().digest().orElseThrow()
                + ".";
    }

    private static String conflict(Obstacle.Conflict conflict) {
        return switch (conflict.reason()) {
            case SOURCE_TAG_MOVED ->
                    "run the same command again when the publisher has finished, or name the digest you mean.";
            case EVIDENCE_COLLIDES ->
                    "give the tag instead of the digest: it names the one lock and the one policy.";
            case DESTINATION_TAG_MOVED, TAG_REFUSED, ATTACHMENT_TAG_REFUSED, OUTPUT_FOLDER_IN_USE ->
                    ObstacleHint.of(conflict);
        };
    }

    private static String unreachable(Obstacle.Unreachable unreachable, String registry) {
        return switch (unreachable.reason()) {
            case CONNECTION_LOST, TRANSFER_FAILED ->
                    "check the link to " + registry + " and run the same command again.";
            case SERVER_ERROR ->
                    "ask whoever runs "
                            + registry
                            + " to look into its log, then run the same command again.";
            case TOO_MANY_REQUESTS -> "wait some minutes, then run the same command again.";
            case STALLED ->
                    "check the link, and ask whoever runs "
                            + registry
                            + " whether it is well, then run the same command again.";
            case NO_ROOM ->
                    "ask whoever runs "
                            + registry
                            + " to make room on its disk, then run the same command again.";
            case CONNECTION_REFUSED,
                    UNKNOWN_HOST,
                    TIMED_OUT,
                    PROXY,
                    CERTIFICATE,
                    SPEAKS_PLAIN_HTTP,
                    SPEAKS_HTTPS,
                    NOT_A_REGISTRY,
                    MISLABELLED,
                    WRITE_REFUSED,
                    NO_SUCH_REPOSITORY ->
                    ObstacleHint.of(unreachable);
        };
    }
}
