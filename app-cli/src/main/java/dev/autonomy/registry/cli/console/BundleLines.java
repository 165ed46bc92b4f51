package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.console.Console.Mark;
import dev.autonomy.registry.cli.console.StepLines.Line;
import dev.autonomy.registry.cli.text.Quantities;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Folds events into one line for each bundle of a catalog that has ended, and what is odd. */
final class BundleLines {

    private static final int NAME = 28;

    private final Map<String, Bundle> underWay = new HashMap<>();
    private final StepLines links = new StepLines();
    private final Set<Warning> ofTheRun = new HashSet<>();

    private static final class Bundle {
        private Optional<Instant> moving = Optional.empty();
        private long copied;
    }

    /** The lines that the event completes. */
    List<Line> after(SeedEvent event) {
        return switch (event) {
            case SeedEvent.OfBundle(var name, SeedEvent.BundleStarted _) -> {
                underWay.put(name, new Bundle());
                yield List.of();
            }
            case SeedEvent.OfBundle(var name, SeedEvent.BundleFinished finished) ->
                    List.of(ended(name, finished, Optional.ofNullable(underWay.remove(name))));
            case SeedEvent.OfBundle(_, SeedEvent.Warned(_, var warning)) when isOfTheRun(warning) ->
                    ofTheRun.add(warning)
                            ? List.of(new Line(Mark.WARNING, warning.message()))
                            : List.of();
            case SeedEvent.OfBundle(var name, SeedEvent of) -> {
                Optional.ofNullable(underWay.get(name)).ifPresent(bundle -> fold(bundle, of));
                yield odd(of).stream()
                        .map(line -> new Line(line.mark(), name + ": " + line.text()))
                        .toList();
            }
            default -> odd(event).stream().toList();
        };
    }

    /** Whether it says nothing about the bundle, so that once is enough. */
    private static boolean isOfTheRun(Warning warning) {
        return switch (warning.kind()) {
            case VERIFICATION_SKIPPED,
                    TRUST_TIME_UNCHECKED,
                    PLAIN_HTTP,
                    REGISTRIES_CONF_NOT_APPLIED,
                    REGISTRIES_CONF_IN_FORCE ->
                    true;
            case OTHER_NAME, OLDER_THAN_CURRENT, LEFT_BEHIND, ATTACHMENT_TAG_KEPT -> false;
        };
    }

    /** What is told of a seed alone as well. */
    private Optional<Line> odd(SeedEvent event) {
        return switch (event) {
            case SeedEvent.Warned _,
                    SeedEvent.Retry _,
                    SeedEvent.RequestRetry _,
                    SeedEvent.Waiting _,
                    SeedEvent.Answering _ ->
                    links.after(event);
            default -> Optional.empty();
        };
    }

    private static void fold(Bundle bundle, SeedEvent event) {
        switch (event) {
            case SeedEvent.StepStarted(var time, var step) when step == SeedStep.REPLICATE ->
                    bundle.moving = Optional.of(time);
            case SeedEvent.ArtifactFinished(_, var artifact, var status)
                    when status == Transfer.Status.COPIED ->
                    bundle.copied += artifact.bytes();
            default -> {}
        }
    }

    private static Line ended(
            String name, SeedEvent.BundleFinished finished, Optional<Bundle> bundle) {
        String label = ("%-" + NAME + "s  ").formatted(name);
        return switch (finished.result()) {
            case SEEDED ->
                    new Line(
                            Mark.GOOD,
                            label + bundle.map(each -> seeded(each, finished.time())).orElse(""));
            case REHEARSED -> new Line(Mark.GOOD, label + "may be seeded");
            case REFUSED, STOPPED ->
                    new Line(
                            Mark.BAD,
                            label
                                    + finished.exitCode().kind()
                                    + " ("
                                    + finished.exitCode().code()
                                    + ")"
                                    + finished.obstacles().stream()
                                            .findFirst()
                                            .map(each -> ": " + each.attempt().doing() + " failed")
                                            .orElse(""));
            case NOT_ATTEMPTED -> new Line(Mark.PLAIN, label + "not attempted");
            case CANCELLED -> new Line(Mark.BAD, label + "cancelled");
        };
    }

    private static String seeded(Bundle bundle, Instant end) {
        if (bundle.copied == 0) {
            return "already there";
        }
        Duration time =
                bundle.moving.map(begun -> Duration.between(begun, end)).orElse(Duration.ZERO);
        return Quantities.size(bundle.copied) + " in " + Quantities.time(time);
    }
}
