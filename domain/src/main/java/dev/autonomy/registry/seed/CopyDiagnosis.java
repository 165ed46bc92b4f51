package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Unreachable.Reason;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.TagPublisher;
import java.util.List;
import java.util.Optional;

/** Finds out from both registries why a copy between them failed (spec 1.5). */
final class CopyDiagnosis {

    private final SeedPorts ports;
    private final Repository from;
    private final Repository to;

    CopyDiagnosis(SeedPorts ports, Repository from, Repository to) {
        this.ports = ports;
        this.from = from;
        this.to = to;
    }

    /**
     * What the registries themselves say about the failed copy; a tool's exit status and text say
     * less. Asked once only: this is part of a retry (spec 1.5).
     *
     * @param whole the artifact that the tree is all or a part of, by which it is named
     */
    Obstacle of(ManifestTree tree, Digest whole, Obstacle seen) throws InterruptedException {
        if (isBeyondDoubt(seen)) {
            return seen;
        }
        ArtifactReader reader = ports.reader().askingOnce();
        try {
            Digest digest = tree.manifest().digest();
            reader.manifest(from, digest);
            reader.blobSize(to, digest);
            if (seen instanceof Obstacle.NotFound || seen instanceof Obstacle.ToolFailed) {
                requireWholeAtSource(reader, tree, whole);
            }
            return seen;
        } catch (Obstacle fromRegistry) {
            return isSaidOfWhatIsNotThere(fromRegistry) && !(seen instanceof Obstacle.ToolFailed)
                    ? seen
                    : fromRegistry;
        }
    }

    private void requireWholeAtSource(ArtifactReader reader, ManifestTree tree, Digest whole)
            throws Obstacle, InterruptedException {
        List<String> missing = new Completeness(reader, from).missing(tree);
        if (!missing.isEmpty()) {
            throw new Obstacle.Incomplete(
                    Obstacle.Incomplete.Side.SOURCE,
                    Attempt.at("copying", from.at(whole), from.registry()),
                    "the source does not have its " + String.join(", its ", missing));
        }
    }

    /** The destination's denial says less than the copy's failure where that is understood. */
    private boolean isSaidOfWhatIsNotThere(Obstacle fromRegistry) {
        return fromRegistry instanceof Obstacle.AccessDenied denied
                && denied.reason() == Obstacle.AccessDenied.Reason.FORBIDDEN
                && denied.attempt().registry().equals(Optional.of(to.registry()))
                && !from.registry().equals(to.registry());
    }

    /** A registry that is out of order afterwards must not make a retry of it. */
    private static boolean isBeyondDoubt(Obstacle seen) {
        return switch (seen) {
            case Obstacle.AccessDenied denied ->
                    denied.reason() == Obstacle.AccessDenied.Reason.CONTAINER_POLICY;
            case Obstacle.Contradiction _,
                    Obstacle.Unsupported _,
                    Obstacle.ToolMissing _,
                    Obstacle.LoginUnusable _,
                    Obstacle.StorageFailed _,
                    Obstacle.TrustUnusable _,
                    Obstacle.Malformed _,
                    Obstacle.Incomplete _ ->
                    true;
            case Obstacle.Unreachable away -> away.reason() == Obstacle.Unreachable.Reason.STALLED;
            case Obstacle.NotFound _, Obstacle.Conflict _, Obstacle.ToolFailed _ -> false;
        };
    }

    /**
     * What a registry that answers every question says when it is to store something: a full disk
     * shows in no other way. What it is given has to be there anyway.
     */
    Obstacle byWriting(Manifest manifest, Obstacle seen) throws InterruptedException {
        if (!mayBeFull(seen) || manifest.content().size() > TagPublisher.MAX_BLOB_SIZE) {
            return seen;
        }
        try {
            ports.publisher().upload(to, manifest.content().bytes());
            return seen;
        } catch (Obstacle told) {
            return told instanceof Obstacle.Unreachable away && away.reason() == Reason.NO_ROOM
                    ? told
                    : seen;
        }
    }

    private boolean mayBeFull(Obstacle seen) {
        return seen instanceof Obstacle.Unreachable away
                && (away.reason() == Reason.SERVER_ERROR || away.reason() == Reason.CONNECTION_LOST)
                && away.attempt().registry().equals(Optional.of(to.registry()));
    }
}
