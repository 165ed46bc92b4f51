package dev.autonomy.registry.adapter.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.AcceptedSignature;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerifyReport;

/**
 * What judging a bundle where it is came to, as a JSON tree (verify-result.schema.json): the
 * digests its tags had, the verification with the members it has in a seed manifest, and what was
 * signed.
 */
public final class VerifyReportJson {

    private VerifyReportJson() {}

    /** The content for this report, written by this product. */
    public static ObjectNode of(VerifyReport report, ToolVersion product) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schemaVersion", 1);
        json.putObject("tool").put("name", product.name()).put("version", product.version());
        json.put("verifiedAt", JsonTime.of(report.verifiedAt()));
        json.put("reference", report.request().reference().toString());
        ArrayNode pinned = json.putArray("pinned");
        for (BundlePart part : BundlePart.values()) {
            if (report.pinned().containsKey(part)) {
                pinned.add(
                        pin(
                                part,
                                report.request().reference().repository(),
                                report.pinned().get(part)));
            }
        }
        json.set("warnings", WarningsJson.of(report.warnings()));
        if (!report.plainHttpRegistries().isEmpty()) {
            json.put("insecure", true);
        }
        report.verification().ifPresent(found -> addVerification(json, report, found));
        return json;
    }

    private static ObjectNode pin(BundlePart part, Repository repository, Digest digest) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("role", part.label());
        json.put("digest", digest.toString());
        json.put("pinned", repository.at(digest));
        return json;
    }

    private static void addVerification(
            ObjectNode json, VerifyReport report, VerificationReport found) {
        json.set(
                "verification",
                VerificationJson.of(found, report.request().trust(), report.trustAnchor()));
        ArrayNode accepted = json.putArray("accepted");
        found.accepted().forEach(each -> accepted.add(signature(each)));
        found.artifactReference().ifPresent(name -> json.put("artifactReference", name));
    }

    private static ObjectNode signature(AcceptedSignature signature) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("role", signature.part().label());
        json.put("subject", signature.subject().toString());
        json.put("attachment", signature.attachment().toString());
        signature.signedAt().ifPresent(time -> json.put("signedAt", time.toString()));
        signature.claimedReference().ifPresent(name -> json.put("claimedReference", name));
        return json;
    }
}
