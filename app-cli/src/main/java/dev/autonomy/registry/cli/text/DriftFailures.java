package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.drift.BundleDrift;
import dev.autonomy.registry.drift.DriftItem;
import dev.autonomy.registry.drift.DriftReport;
import dev.autonomy.registry.drift.DriftState;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is worse than drift, in words, the gravest first; the table shows the rest. */
final class DriftFailures {

    /** More paragraphs than this say nothing that the table does not say. */
    private static final int MOST = 5;

    private DriftFailures() {}

    static List<Failure> of(DriftReport report) {
        Set<Obstacle> told = new LinkedHashSet<>();
        List<Failure> failures = new ArrayList<>();
        report.obstacle().ifPresent(met -> failures.add(ofTrust(met, report)));
        for (BundleDrift bundle : report.bundles()) {
            bundle.obstacles().stream()
                    .filter(told::add)
                    .map(met -> ObstacleText.failure(met, Optional.empty(), hint(met)))
                    .forEach(failures::add);
            report.request()
                    .trust()
                    .ifPresent(
                            trust -> {
                                failures.addAll(verdicts(bundle, trust));
                                goneEvidence(bundle).ifPresent(failures::add);
                            });
        }
        return byGravity(failures);
    }

    private static List<Failure> byGravity(List<Failure> failures) {
        List<Failure> left = new ArrayList<>(failures);
        List<Failure> sorted = new ArrayList<>();
        while (!left.isEmpty() && sorted.size() < MOST) {
            ExitCode gravest = ExitCode.gravest(left.stream().map(Failure::exitCode).toList());
            Failure next =
                    left.stream()
                            .filter(each -> each.exitCode() == gravest)
                            .findFirst()
                            .orElseThrow();
            left.remove(next);
            sorted.add(next);
        }
        return sorted;
    }

    private static List<Failure> verdicts(BundleDrift bundle, TrustPolicy.Checked trust) {
        return VerdictText.failures(
                bundle.verification(), new Judged(bundle.lock().image(), trust, Optional.empty()));
    }

    private static Optional<Failure> goneEvidence(BundleDrift bundle) {
        List<Failure.Fact> facts =
                bundle.items().stream()
                        .filter(each -> each.state() == DriftState.MISSING_ATTACHMENT)
                        .limit(MOST)
                        .map(each -> new Failure.Fact("gone", what(each)))
                        .toList();
        return facts.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Failure.ofCommand(
                                ExitCode.INCOMPLETE,
                                "Incomplete: evidence that the lock of "
                                        + bundle.lock().image()
                                        + " names is gone",
                                facts,
                                "bring the bundle there again; the command stands below the table."));
    }

    private static String what(DriftItem item) {
        return "the " + item.of() + ", " + item.name();
    }

    private static Failure ofTrust(Obstacle obstacle, DriftReport report) {
        return ObstacleText.failure(
                obstacle,
                Optional.empty(),
                obstacle instanceof Obstacle.TrustUnusable
                        ? report.request().trust().map(TrustHint::of).orElse("")
                        : ObstacleHint.of(obstacle));
    }

    private static String hint(Obstacle obstacle) {
        return obstacle instanceof Obstacle.NotFound
                ? "check that this is the right registry (--registry names another), or bring the"
                        + " bundle there again."
                : ObstacleHint.of(obstacle);
    }

    static String hintOfLock(Obstacle obstacle) {
        return switch (obstacle) {
            case Obstacle.StorageFailed _ ->
                    "give --lock the seed.lock or catalog.lock that a seed left, or the folder it lies"
                            + " in, and make sure that this user may read it.";
            case Obstacle.Malformed _ ->
                    "take the lock from where it was kept when the bundle was seeded; one that was"
                            + " changed by hand, or written by a newer release, is not compared with.";
            default -> ObstacleHint.of(obstacle);
        };
    }
}
