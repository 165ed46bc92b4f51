package dev.autonomy.registry.adapter.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.TrustedIdentity;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import java.util.Optional;

/** What a verification came to, with the same members wherever one is reported (spec 3). */
final class VerificationJson {

    private VerificationJson() {}

    static ObjectNode skipped() {
        ObjectNode json = object();
        json.put("verdict", Verdict.SKIPPED.label());
        json.putArray("steps");
        return json;
    }

    static ObjectNode of(
            VerificationReport found, TrustPolicy.Checked policy, Optional<TrustAnchor> anchor) {
        ObjectNode json = object();
        json.put("verdict", found.verdict().label());
        json.set("policy", policy(policy, anchor));
        ArrayNode steps = json.putArray("steps");
        found.findings().forEach(each -> steps.add(finding(each)));
        return json;
    }

    private static ObjectNode policy(TrustPolicy.Checked policy, Optional<TrustAnchor> anchor) {
        ObjectNode json = object();
        anchor.ifPresent(signer -> addAnchor(json, signer));
        switch (policy.freshness()) {
            case Freshness.NotOlderThan(var maxAge) -> {
                json.put("maxAge", GoDuration.format(maxAge));
                json.put("trustTime", true);
            }
            case Freshness.Unchecked() -> json.put("trustTime", false);
        }
        return json;
    }

    private static void addAnchor(ObjectNode json, TrustAnchor anchor) {
        switch (anchor) {
            case TrustedKey key -> json.put("keyFingerprint", key.fingerprint().toString());
            case TrustedIdentity signer -> {
                json.put("certificateIdentity", signer.identity());
                json.put("certificateOidcIssuer", signer.issuer());
                json.put("trustedRoot", signer.trustedRoot().toString());
            }
        }
    }

    private static ObjectNode finding(Finding finding) {
        ObjectNode json = object();
        json.put("step", finding.step().number());
        json.put("name", finding.step().label());
        json.put("outcome", finding.outcome().label());
        json.put("subject", finding.subject());
        addText(json, "expected", finding.expected());
        addText(json, "found", finding.found());
        json.put("message", finding.message());
        if (!finding.candidates().isEmpty()) {
            ArrayNode candidates = json.putArray("candidates");
            finding.candidates().forEach(candidates::add);
        }
        return json;
    }

    private static void addText(ObjectNode json, String member, Optional<String> text) {
        text.filter(words -> !words.isEmpty()).ifPresent(words -> json.put(member, words));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
