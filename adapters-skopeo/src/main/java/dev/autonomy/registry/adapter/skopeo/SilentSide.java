package dev.autonomy.registry.adapter.skopeo;

import dev.autonomy.registry.adapter.skopeo.CopyProgress.Stage;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.Replicator.Cargo;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Which registry a copy that does not move waits for, as far as this machine can know it. */
enum SilentSide {
    SOURCE,
    DESTINATION,
    /** Neither is blamed on a guess. */
    UNKNOWN;

    /** Where docker.io's content is asked for. */
    private static final String DOCKER_HUB = "registry-1.docker.io";

    /**
     * @param last the request that skopeo began last: one without a blob is still without an answer
     * @param queued the bytes in its connections that one side sent and the other did not take
     */
    static SilentSide of(
            Cargo cargo,
            CopyProgress copied,
            Optional<DebugLog.Request> last,
            OptionalLong queued) {
        if (copied.stage() == Stage.AWAITING_ANSWER) {
            return DESTINATION;
        }
        if (last.isEmpty()) {
            return UNKNOWN;
        }
        return last.get().sendsBlob()
                ? ofBlob(copied, queued)
                : ofServer(cargo, last.get().server());
    }

    /** skopeo reads no further than it can write; with nothing left to write it waits to read. */
    private static SilentSide ofBlob(CopyProgress copied, OptionalLong queued) {
        if (queued.isEmpty()) {
            return UNKNOWN;
        }
        if (queued.getAsLong() > 0) {
            return DESTINATION;
        }
        return copied.isShortOfBytes() ? SOURCE : UNKNOWN;
    }

    private static SilentSide ofServer(Cargo cargo, String server) {
        boolean isSource = isAt(server, cargo.from());
        boolean isDestination = isAt(server, cargo.to());
        if (isSource == isDestination) {
            return UNKNOWN;
        }
        return isSource ? SOURCE : DESTINATION;
    }

    private static boolean isAt(String server, Repository repository) {
        String registry = repository.registry();
        return server.equals(registry) || registry.equals("docker.io") && server.equals(DOCKER_HUB);
    }

    Obstacle obstacle(Cargo cargo, Duration stall) {
        String from = cargo.from().registry();
        String to = cargo.to().registry();
        String still = "nothing moved for " + stall.toSeconds() + " s";
        return switch (this) {
            case SOURCE -> stalled(cargo, from, still + ", waiting for " + from);
            case DESTINATION -> stalled(cargo, to, still + ", waiting for " + to);
            case UNKNOWN ->
                    stalled(
                            cargo,
                            "",
                            still
                                    + " from "
                                    + from
                                    + " to "
                                    + to
                                    + "; either may be the silent one");
        };
    }

    private static Obstacle stalled(Cargo cargo, String registry, String seen) {
        return new Obstacle.Unreachable(
                Obstacle.Unreachable.Reason.STALLED,
                Attempt.at("copying", cargo.from().at(cargo.whole()), registry),
                seen);
    }
}
