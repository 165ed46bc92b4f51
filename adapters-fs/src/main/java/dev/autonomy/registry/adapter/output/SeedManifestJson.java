package dev.autonomy.registry.adapter.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.LeftBehind;
import dev.autonomy.registry.outcome.Promotion;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.Transfer;

/**
 * The seed manifest's content as a JSON tree, its members in the documented order (spec 3). Of a
 * run that did not end well it has what the run came to know, and nothing that only a finished seed
 * may claim: no lock, no pinned destination, no accepted signature.
 */
public final class SeedManifestJson {

    private final SeedReport report;
    private final boolean seeded;

    private SeedManifestJson(SeedReport report) {
        this.report = report;
        this.seeded = report.outcome() instanceof SeedOutcome.Seeded;
    }

    /** The content for this report, written by this product. */
    public static ObjectNode of(SeedReport report, ToolVersion product) {
        return new SeedManifestJson(report).content(product);
    }

    private ObjectNode content(ToolVersion product) {
        ObjectNode json = object();
        json.put("schemaVersion", 1);
        json.set("tool", ToolJson.of(product, report.replicator()));
        json.put("startedAt", JsonTime.of(report.startedAt()));
        json.put("finishedAt", JsonTime.of(report.finishedAt()));
        report.source().ifPresent(source -> json.set("source", source(source)));
        report.destination()
                .ifPresent(
                        destination -> {
                            json.set("destination", destination(destination));
                            addPlanned(json);
                        });
        if (seeded) {
            json.putObject("lock").put("sha256", SeedLockJson.sha256(report).hex());
        }
        json.set("warnings", WarningsJson.of(report.warnings()));
        if (!report.plainHttpRegistries().isEmpty()) {
            json.put("insecure", true);
        }
        addVerification(json);
        return json;
    }

    private static ObjectNode source(SeedReport.Source source) {
        ObjectNode json = object();
        json.put("reference", source.reference());
        json.put("digest", source.digest().toString());
        json.put("mediaType", source.mediaType());
        json.put("pinned", source.pinned());
        return json;
    }

    private ObjectNode destination(SeedReport.Destination destination) {
        ObjectNode json = object();
        json.put("reference", destination.reference());
        if (seeded) {
            json.put("digest", destination.digest().toString());
            json.put("pinned", destination.pinned());
        }
        destination.previous().ifPresent(previous -> addPrevious(json, previous));
        return json;
    }

    private void addPlanned(ObjectNode json) {
        ArrayNode platforms = json.putArray("platforms");
        report.platforms().forEach(each -> platforms.add(PinJson.platform(each)));
        ArrayNode sidecars = json.putArray("sidecars");
        report.sidecars().forEach(each -> sidecars.add(PinJson.sidecar(each)));
        ArrayNode attachments = json.putArray("attachments");
        report.attachments()
                .forEach(
                        each ->
                                attachments.add(
                                        PinJson.attachment(each)
                                                .put("verified", isVerified(each))));
        if (!report.leftBehind().isEmpty()) {
            ArrayNode leftBehind = json.putArray("leftBehind");
            report.leftBehind().forEach(each -> leftBehind.add(leftBehind(each)));
        }
        ArrayNode transfers = json.putArray("transfers");
        report.transfers().forEach(each -> transfers.add(transfer(each)));
        ArrayNode promoted = json.putArray("promoted");
        report.promotions().forEach(each -> promoted.add(promotion(each)));
    }

    private boolean isVerified(SeedReport.AttachmentPin pin) {
        return seeded
                && report.verification().stream()
                        .flatMap(verification -> verification.accepted().stream())
                        .anyMatch(
                                accepted ->
                                        accepted.attachment().equals(pin.digest())
                                                && accepted.subject().equals(pin.subject()));
    }

    private static ObjectNode leftBehind(LeftBehind attachment) {
        ObjectNode json = object();
        json.put("subject", attachment.subject().toString());
        json.put("kind", attachment.kind().label());
        json.put("digest", attachment.digest().toString());
        json.put("reason", attachment.reason());
        return json;
    }

    private static ObjectNode transfer(Transfer transfer) {
        ObjectNode json = object();
        json.put("artifact", transfer.artifact());
        json.put("status", transfer.status().label());
        json.put("bytes", transfer.bytes());
        json.put("durationMs", transfer.duration().toMillis());
        return json;
    }

    private static ObjectNode promotion(Promotion promotion) {
        ObjectNode json = object();
        json.put("tag", promotion.tag().name());
        json.put("digest", promotion.digest().toString());
        promotion.previous().ifPresent(previous -> addPrevious(json, previous));
        return json;
    }

    private void addVerification(ObjectNode json) {
        switch (report.request().trust()) {
            case TrustPolicy.Skipped _ -> json.set("verification", VerificationJson.skipped());
            case TrustPolicy.Checked policy ->
                    report.verification()
                            .ifPresent(
                                    found ->
                                            json.set(
                                                    "verification",
                                                    VerificationJson.of(
                                                            found, policy, report.trustAnchor())));
        }
    }

    private static void addPrevious(ObjectNode json, Digest previous) {
        json.put("previousDigest", previous.toString());
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
