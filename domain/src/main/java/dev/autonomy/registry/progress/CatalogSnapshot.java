package dev.autonomy.registry.progress;

import dev.autonomy.registry.outcome.SeedStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A catalog's run at one moment: how many of its bundles were judged and how many have ended, sizes
 * in bytes of all that passed, content that bundles share counted once, and those under way.
 */
public record CatalogSnapshot(
        int bundles,
        int judged,
        int ended,
        long done,
        long total,
        OptionalLong rate,
        List<Moving> moving,
        Optional<ProgressSnapshot.LostLink> lostLink) {

    public CatalogSnapshot {
        moving = List.copyOf(moving);
    }

    /** A bundle under way: its step, and how much of all it is made of has arrived. */
    public record Moving(String bundle, SeedStep step, long done, long total) {}

    /** How long the rest takes at the present rate; empty while that cannot be told. */
    public Optional<Duration> left() {
        return lostLink.isPresent() ? Optional.empty() : ProgressSnapshot.left(rate, total - done);
    }
}
