package dev.autonomy.registry.adapter.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.catalog.BundleEnd;
import dev.autonomy.registry.catalog.BundleReport;
import dev.autonomy.registry.catalog.CatalogReport;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.BundleResult;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.outcome.Verdict;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The roll-up of a catalog's run as a JSON tree: each bundle in catalog order and how it ended
 * (spec 7.1).
 */
public final class CatalogManifestJson {

    private CatalogManifestJson() {}

    /** The content for this report, written by this product. */
    public static ObjectNode of(CatalogReport report, ToolVersion product) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schemaVersion", 1);
        json.set("tool", ToolJson.of(product, report.replicator()));
        json.put("startedAt", JsonTime.of(report.startedAt()));
        json.put("finishedAt", JsonTime.of(report.finishedAt()));
        ArrayNode bundles = json.putArray("bundles");
        report.bundles().forEach(each -> bundles.add(bundle(each)));
        json.set("totals", totals(report));
        if (report.isWhole()) {
            json.putObject("lock").put("sha256", lock(report).hex());
        }
        return json;
    }

    private static Digest lock(CatalogReport report) {
        return Sha256.of(JsonText.of(CatalogLockJson.of(report)));
    }

    private static ObjectNode bundle(BundleReport bundle) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", bundle.entry().name().text());
        json.put("from", bundle.entry().request().from().toString());
        json.put("to", bundle.entry().request().to().toString());
        json.put("outcome", bundle.end().result().label());
        json.put("exitCode", bundle.end().exitCode().code());
        if (bundle.end() instanceof BundleEnd.Ended(SeedReport report)) {
            report.source().ifPresent(source -> json.put("digest", source.digest().toString()));
            error(report).ifPresent(error -> json.set("error", error));
        }
        return json;
    }

    private static Optional<ObjectNode> error(SeedReport report) {
        return switch (report.outcome()) {
            case SeedOutcome.Seeded _, SeedOutcome.Rehearsed _ -> Optional.empty();
            case SeedOutcome.Refused(var step, var verdict) ->
                    Optional.of(refusal(report, step, verdict));
            case SeedOutcome.Stopped(var step, var obstacles) ->
                    Optional.of(obstacle(step, obstacles.getFirst()));
        };
    }

    private static ObjectNode refusal(SeedReport report, SeedStep step, Verdict verdict) {
        String message =
                report.verification().stream()
                        .flatMap(verification -> verification.findings().stream())
                        .filter(finding -> decides(finding, verdict))
                        .findFirst()
                        .map(finding -> finding.subject() + ": " + finding.message())
                        .orElse(verdict.label());
        return error(ExitCode.of(verdict), step).put("message", message);
    }

    private static boolean decides(Finding finding, Verdict verdict) {
        return finding.outcome() instanceof StepOutcome.Fail(Verdict failed) && failed == verdict;
    }

    private static ObjectNode obstacle(SeedStep step, Obstacle obstacle) {
        ObjectNode json = error(ExitCode.of(obstacle), step);
        Attempt attempt = obstacle.attempt();
        attempt.artifact().ifPresent(artifact -> json.put("artifact", artifact));
        attempt.registry().ifPresent(registry -> json.put("registry", registry));
        json.put("message", attempt + ": " + obstacle.seen());
        obstacle.toolLine().ifPresent(line -> json.put("detail", line));
        return json;
    }

    private static ObjectNode error(ExitCode code, SeedStep step) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", code.kind())
                .put("step", step.number());
    }

    private static ObjectNode totals(CatalogReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("bundles", report.bundles().size());
        for (BundleResult result : BundleResult.values()) {
            long count = count(report, each -> each.end().result() == result);
            if (count > 0) {
                json.put(camel(result), count);
            }
        }
        json.put(
                "copiedBytes",
                transfers(report)
                        .filter(each -> each.status() == Transfer.Status.COPIED)
                        .mapToLong(Transfer::bytes)
                        .sum());
        return json;
    }

    private static String camel(BundleResult result) {
        return result == BundleResult.NOT_ATTEMPTED ? "notAttempted" : result.label();
    }

    private static long count(CatalogReport report, Predicate<BundleReport> which) {
        return report.bundles().stream().filter(which).count();
    }

    private static Stream<Transfer> transfers(CatalogReport report) {
        return report.bundles().stream()
                .flatMap(
                        each ->
                                each.end() instanceof BundleEnd.Ended(SeedReport seeded)
                                        ? seeded.transfers().stream()
                                        : Stream.of());
    }
}
