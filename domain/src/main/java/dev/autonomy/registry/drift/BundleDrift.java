package dev.autonomy.registry.drift;

import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.VerificationReport;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What became of one locked bundle: how many things are as the lock says, and those that are not.
 *
 * @param lock with the registry that was asked
 * @param unlisted how many more there are, where they are too many to be listed
 * @param ofItems what all of them come to, listed or not
 * @param unjudged what kept the bundle from being judged, where that was asked for
 */
public record BundleDrift(
        SeedLock lock,
        int unchanged,
        List<DriftItem> items,
        int unlisted,
        ExitCode ofItems,
        Optional<VerificationReport> verification,
        Optional<Obstacle> unjudged) {

    public BundleDrift {
        Objects.requireNonNull(lock);
        items = List.copyOf(items);
        Objects.requireNonNull(ofItems);
        Objects.requireNonNull(verification);
        Objects.requireNonNull(unjudged);
    }

    /** How many things were looked at. */
    public int checked() {
        return unchanged + items.size() + unlisted;
    }

    /** Whether anything is worse than evidence that came to it. */
    public boolean hasDeviated() {
        return exitCode() != ExitCode.SEEDED;
    }

    public ExitCode exitCode() {
        return ExitCode.gravest(
                Stream.of(
                                Stream.of(ofItems),
                                verification.stream().map(each -> ExitCode.of(each.verdict())),
                                unjudged.stream().map(ExitCode::of))
                        .flatMap(each -> each)
                        .toList());
    }

    /** Everything that kept something from being read or judged, each once. */
    public List<Obstacle> obstacles() {
        return Stream.concat(
                        items.stream().flatMap(each -> each.obstacle().stream()), unjudged.stream())
                .distinct()
                .toList();
    }
}
