package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.Optional;

/** What to try next after an obstacle to a seed, in terms of its options. */
final class SeedHint {

    private SeedHint() {}

    static String of(Obstacle obstacle, SeedRequest request) {
        Reference from = request.from();
        boolean isTagless = request.sidecars() != SidecarPolicy.IMAGE_ONLY && from.tag().isEmpty();
        return switch (obstacle) {
            case Obstacle.NotFound missing when MissingPartHint.fits(missing, from) ->
                    MissingPartHint.of(missing);
            case Obstacle.NotFound _ when isTagless ->
                    "check the spelling of --from. A digest names no <tag>-lock and <tag>-policy, so"
                            + " --copy-policy looked among the image's referrers: give the tag instead, or both, "
                            + from.repository()
                            + ":<tag>@"
                            + from.digest().orElseThrow()
                            + ".";
            case Obstacle.NotFound missing when MissingSidecarHint.fits(missing, from) ->
                    MissingSidecarHint.of("leave --copy-policy out");
            case Obstacle.NotFound _ -> "check the spelling of --from.";
            case Obstacle.Conflict conflict
                    when isTagless
                            && conflict.reason() == Obstacle.Conflict.Reason.EVIDENCE_COLLIDES
                            && conflict.attempt().artifact().equals(Optional.of(from.toString())) ->
                    "give the tag instead of the digest in --from: it names the one lock and the one policy.";
            case Obstacle.Conflict conflict when TagAndDigestHint.fits(conflict, from) ->
                    TagAndDigestHint.of(from);
            case Obstacle.TrustUnusable _ -> TrustHint.of(request.trust());
            case Obstacle.Conflict _,
                    Obstacle.AccessDenied _,
                    Obstacle.Unreachable _,
                    Obstacle.Unsupported _,
                    Obstacle.ToolMissing _,
                    Obstacle.LoginUnusable _,
                    Obstacle.ToolFailed _,
                    Obstacle.StorageFailed _,
                    Obstacle.Contradiction _,
                    Obstacle.Malformed _,
                    Obstacle.Incomplete _ ->
                    ObstacleHint.of(obstacle);
        };
    }
}
