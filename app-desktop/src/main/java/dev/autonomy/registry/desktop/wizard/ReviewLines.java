package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Loopback;
import dev.autonomy.registry.model.Platform;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.outcome.Warning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns what a review found out into lines that a technician understands. */
final class ReviewLines {

    private static final Duration SLOW = Duration.ofSeconds(2);

    private final Texts texts;
    private final Quantities quantities;
    private final SeedOrder order;
    private final Optional<TrustedKey> shownKey;

    /**
     * @param shownKey the key whose fingerprint the technician has seen
     */
    ReviewLines(
            Texts texts, Quantities quantities, SeedOrder order, Optional<TrustedKey> shownKey) {
        this.texts = texts;
        this.quantities = quantities;
        this.order = order;
        this.shownKey = shownKey;
    }

    /** Every line before anything is known. */
    List<ReviewLine> waiting() {
        List<ReviewLine> lines = new ArrayList<>();
        for (ReviewItem item : ReviewItem.values()) {
            lines.add(line(item, ReviewLine.State.CHECKING, "review.checking"));
        }
        return lines;
    }

    List<ReviewLine> of(ReviewFact fact) {
        return switch (fact) {
            case ReviewFact.ToolFound(var tool) ->
                    List.of(ok(ReviewItem.TOOL, "review.tool", tool.version()));
            case ReviewFact.RegistryAnswered answered -> List.of(registry(answered));
            case ReviewFact.SourceImageFound(var digest, var platforms) ->
                    List.of(image(digest, platforms));
            case ReviewFact.SidecarsFound() -> List.of(sidecars());
            case ReviewFact.DestinationTagRead(var held) -> tag(held);
            case ReviewFact.FolderWritable(var folder, var free) ->
                    List.of(
                            ok(
                                    ReviewItem.OUTPUT_FOLDER,
                                    "review.folder",
                                    quantities.size(free),
                                    folder.getFileName()));
            case ReviewFact.Blocked(var item, var obstacle) -> List.of(blocked(item, obstacle));
            case ReviewFact.Rehearsed rehearsed -> rehearsed(rehearsed.report());
        };
    }

    /** What a line says that nothing could be found out about: where the problem is. */
    RichText whyUnchecked(List<ReviewLine> lines, List<Obstacle> obstacles) {
        if (obstacles.stream()
                .anyMatch(each -> Obstacles.remedy(each) == ReviewLine.Remedy.CREDENTIALS_FILE)) {
            return texts.rich("review.not-checked.login");
        }
        return lines.stream()
                .filter(line -> line.state() == ReviewLine.State.PROBLEM)
                .findFirst()
                .map(
                        line ->
                                texts.rich(
                                        "review.not-checked",
                                        texts.of("review.item." + line.item().key())))
                .orElseGet(() -> texts.rich("review.not-checked.bug"));
    }

    private ReviewLine registry(ReviewFact.RegistryAnswered answered) {
        ReviewItem item =
                answered.side() == Side.FROM
                        ? ReviewItem.SOURCE_REGISTRY
                        : ReviewItem.DESTINATION_REGISTRY;
        Duration took = answered.took();
        String time =
                took.compareTo(Duration.ofSeconds(1)) < 0
                        ? took.toMillis() + " ms"
                        : texts.of("quantity.seconds", took.toMillis() / 1000.0);
        boolean inClear = answered.transport() == ReviewFact.Transport.PLAIN_HTTP;
        if (inClear && !Loopback.holds(registry(answered.side()))) {
            return line(item, ReviewLine.State.WARNING, "review.registry.in-clear", time)
                    .advising(
                            texts.rich(
                                    isVerifying()
                                            ? "review.registry.in-clear.advice"
                                            : "review.registry.in-clear.advice.unverified"));
        }
        if (took.compareTo(SLOW) > 0) {
            return line(item, ReviewLine.State.WARNING, "review.registry.slow", time)
                    .advising(texts.rich("review.registry.slow.advice"));
        }
        return ok(item, inClear ? "review.registry.loopback" : "review.registry", time);
    }

    private String registry(Side side) {
        return (side == Side.FROM ? order.request().from() : order.request().to())
                .repository()
                .registry();
    }

    private ReviewLine image(Digest digest, List<Platform> platforms) {
        String named =
                platforms.isEmpty()
                        ? texts.of("review.one-platform")
                        : platforms.stream()
                                .map(Platform::toString)
                                .collect(Collectors.joining(", "));
        return ok(ReviewItem.SOURCE_IMAGE, "review.image", digest.abbreviated(), named);
    }

    private ReviewLine sidecars() {
        if (order.request().sidecars() == SidecarPolicy.WITH_SIDECARS) {
            return ok(ReviewItem.SIDECARS, "review.sidecars");
        }
        ReviewLine leftOut = ok(ReviewItem.SIDECARS, "review.sidecars.left-out");
        return isVerifying()
                ? leftOut.advising(texts.rich("review.sidecars.left-out.advice"))
                : leftOut;
    }

    /** Only a new tag is settled by what it holds; for another one the source must be known too. */
    private List<ReviewLine> tag(Optional<Digest> held) {
        return held.isPresent()
                ? List.of()
                : List.of(ok(ReviewItem.DESTINATION_TAG, "review.tag.new"));
    }

    private ReviewLine tag(SeedReport.Destination destination, boolean isRefused) {
        if (destination.previous().isEmpty()) {
            return ok(ReviewItem.DESTINATION_TAG, isRefused ? "review.tag.none" : "review.tag.new");
        }
        Digest held = destination.previous().get();
        if (isRefused) {
            return ok(ReviewItem.DESTINATION_TAG, "review.tag.stays", held.abbreviated());
        }
        return held.equals(destination.digest())
                ? ok(ReviewItem.DESTINATION_TAG, "review.tag.unchanged")
                : ok(ReviewItem.DESTINATION_TAG, "review.tag.replaced", held.abbreviated())
                        .advising(
                                texts.rich(
                                        isVerifying()
                                                ? "review.tag.replaced.advice"
                                                : "review.tag.replaced.advice.unverified"));
    }

    private boolean isVerifying() {
        return !(order.request().trust() instanceof TrustPolicy.Skipped);
    }

    private List<ReviewLine> rehearsed(SeedReport report) {
        List<ReviewLine> lines = new ArrayList<>();
        report.source()
                .ifPresent(
                        source ->
                                lines.add(
                                        remarked(
                                                image(
                                                        source.digest(),
                                                        report.platforms().stream()
                                                                .map(
                                                                        SeedReport.PlatformPin
                                                                                ::platform)
                                                                .toList()),
                                                report,
                                                Warning.Kind.OTHER_NAME)));
        boolean isRefused =
                report.outcome() instanceof SeedOutcome.Refused
                        || report.outcome() instanceof SeedOutcome.Stopped;
        report.destination()
                .ifPresent(
                        destination -> {
                            lines.add(sidecars());
                            lines.add(
                                    remarked(
                                            tag(destination, isRefused),
                                            report,
                                            Warning.Kind.OLDER_THAN_CURRENT));
                        });
        String aboutTool =
                report.warnings().stream()
                        .filter(ReviewLines::isAboutTheTool)
                        .map(Warning::message)
                        .collect(Collectors.joining(" "));
        if (!aboutTool.isEmpty()) {
            lines.add(toolWarning(report, aboutTool));
        }
        switch (report.outcome()) {
            case SeedOutcome.Rehearsed _, SeedOutcome.Seeded _ -> lines.add(signatures(report));
            case SeedOutcome.Refused(_, var verdict) -> {
                signaturesThatPassed(report).ifPresent(lines::add);
                lines.addAll(new RefusedLines(texts).of(report, verdict));
            }
            case SeedOutcome.Stopped(_, var obstacles) ->
                    obstacles.forEach(each -> lines.add(blocked(itemOf(each, report), each)));
        }
        return lines;
    }

    /** The line as a warning where the run made such a remark (spec 2.3). */
    private static ReviewLine remarked(ReviewLine line, SeedReport report, Warning.Kind kind) {
        return report.warnings().stream()
                .filter(warning -> warning.kind() == kind)
                .findFirst()
                .map(
                        warning ->
                                ReviewLine.of(line.item(), ReviewLine.State.WARNING, line.text())
                                        .advising(RichText.plain(warning.message())))
                .orElse(line);
    }

    private static boolean isAboutTheTool(Warning warning) {
        return warning.kind() == Warning.Kind.REGISTRIES_CONF_NOT_APPLIED
                || warning.kind() == Warning.Kind.REGISTRIES_CONF_IN_FORCE;
    }

    private ReviewLine toolWarning(SeedReport report, String warning) {
        return line(
                        ReviewItem.TOOL,
                        ReviewLine.State.WARNING,
                        "review.tool",
                        report.replicator().map(tool -> tool.version()).orElse(""))
                .advising(RichText.plain(warning));
    }

    private ReviewLine signatures(SeedReport report) {
        if (order.request().trust() instanceof TrustPolicy.Skipped) {
            return line(ReviewItem.SIGNATURES, ReviewLine.State.UNSAFE, "review.signatures.off");
        }
        boolean isShownKey =
                TrustedKeys.of(report)
                        .map(TrustedKey::fingerprint)
                        .equals(shownKey.map(TrustedKey::fingerprint));
        if (!isShownKey) {
            return line(
                            ReviewItem.SIGNATURES,
                            ReviewLine.State.PROBLEM,
                            "review.signatures.other-key")
                    .advising(texts.rich("review.signatures.other-key.advice"));
        }
        return validSignatures(report.verification().orElseThrow());
    }

    /** What the judgement says of the signatures where they are not what it failed by. */
    private Optional<ReviewLine> signaturesThatPassed(SeedReport report) {
        return report.verification()
                .filter(
                        each ->
                                each.findings().stream()
                                        .filter(
                                                finding ->
                                                        finding.step()
                                                                == VerificationStep.SIGNATURES)
                                        .allMatch(
                                                finding ->
                                                        finding.outcome()
                                                                instanceof StepOutcome.Pass))
                .filter(each -> !each.accepted().isEmpty())
                .map(this::validSignatures);
    }

    private ReviewLine validSignatures(VerificationReport verification) {
        List<String> signed =
                order.request().sidecars().parts().stream()
                        .filter(part -> verification.acceptedFor(part).isPresent())
                        .map(part -> part.label())
                        .toList();
        return ok(
                ReviewItem.SIGNATURES,
                "review.signatures",
                verification.accepted().size(),
                String.join(", ", signed));
    }

    private ReviewLine blocked(ReviewItem item, Obstacle obstacle) {
        String key = Obstacles.key(obstacle);
        Optional<String> command = Obstacles.command(obstacle);
        List<RichText> steps =
                new ArrayList<>(
                        texts.steps(
                                key + ".next",
                                Obstacles.registry(obstacle, texts),
                                texts.of("review.again")));
        command.ifPresent(typed -> steps.set(0, texts.rich("review.run-command", typed)));
        return line(
                        item,
                        ReviewLine.State.PROBLEM,
                        "review.blocked",
                        texts.of(key + ".line"),
                        obstacle.seen())
                .advising(steps)
                .offering(command, Obstacles.remedy(obstacle));
    }

    /** The line of the part that the obstacle is about, as far as it names one. */
    private ReviewItem itemOf(Obstacle obstacle, SeedReport report) {
        String artifact = obstacle.attempt().artifact().orElse("");
        boolean isOfContent =
                switch (obstacle) {
                    case Obstacle.NotFound _,
                            Obstacle.Unsupported _,
                            Obstacle.Contradiction _,
                            Obstacle.Malformed _,
                            Obstacle.Incomplete _ ->
                            true;
                    default -> false;
                };
        if (isOfContent
                && report.attachments().stream()
                        .anyMatch(each -> artifact.contains(each.digest().toString()))) {
            return ReviewItem.SIGNATURES;
        }
        if (isOfContent
                && (report.sidecars().stream()
                                .anyMatch(each -> artifact.contains(each.digest().toString()))
                        || isSidecarTag(artifact))) {
            return ReviewItem.SIDECARS;
        }
        return itemOf(obstacle);
    }

    private boolean isSidecarTag(String artifact) {
        return order.request()
                .from()
                .tag()
                .filter(
                        tag ->
                                List.of(BundlePart.LOCK, BundlePart.POLICY).stream()
                                        .anyMatch(
                                                part ->
                                                        artifact.contains(
                                                                ":" + tag + "-" + part.label())))
                .isPresent();
    }

    private ReviewItem itemOf(Obstacle obstacle) {
        return switch (obstacle) {
            case Obstacle.ToolMissing _, Obstacle.ToolFailed _ -> ReviewItem.TOOL;
            case Obstacle.TrustUnusable _ -> ReviewItem.SIGNATURES;
            case Obstacle.StorageFailed _ -> ReviewItem.OUTPUT_FOLDER;
            case Obstacle.Conflict conflict ->
                    switch (conflict.reason()) {
                        case OUTPUT_FOLDER_IN_USE -> ReviewItem.OUTPUT_FOLDER;
                        case SOURCE_TAG_MOVED -> ReviewItem.SOURCE_IMAGE;
                        case DESTINATION_TAG_MOVED, TAG_REFUSED -> ReviewItem.DESTINATION_TAG;
                        case ATTACHMENT_TAG_REFUSED, EVIDENCE_COLLIDES -> ReviewItem.SIGNATURES;
                    };
            case Obstacle.AccessDenied _, Obstacle.Unreachable _, Obstacle.LoginUnusable _ ->
                    isAtDestination(obstacle)
                            ? ReviewItem.DESTINATION_REGISTRY
                            : ReviewItem.SOURCE_REGISTRY;
            case Obstacle.NotFound _,
                    Obstacle.Unsupported _,
                    Obstacle.Contradiction _,
                    Obstacle.Malformed _,
                    Obstacle.Incomplete _ ->
                    isAtDestination(obstacle)
                            ? ReviewItem.DESTINATION_TAG
                            : ReviewItem.SOURCE_IMAGE;
        };
    }

    private boolean isAtDestination(Obstacle obstacle) {
        String destination = order.request().to().repository().registry();
        return obstacle.attempt().registry().equals(Optional.of(destination))
                && !order.request().from().repository().registry().equals(destination);
    }

    private ReviewLine ok(ReviewItem item, String key, Object... arguments) {
        return line(item, ReviewLine.State.OK, key, arguments);
    }

    private ReviewLine line(
            ReviewItem item, ReviewLine.State state, String key, Object... arguments) {
        return ReviewLine.of(item, state, texts.rich(key, arguments));
    }
}
