package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.Digest;
import java.nio.charset.StandardCharsets;

/** Locks as a publisher writes them, fingerprinted or with one thing wrong. */
final class Lock {

    private static final String POLICY_AT = "registry.upstream.example.com/robot-behavior-policy:";

    private Lock() {}

    static byte[] of(Digest image, String policyTag, Digest policy) {
        return fingerprinted(body(image.toString(), policyTag, policy.toString()));
    }

    static String body(String image, String policyTag, String policy) {
        return """
               {"agent_artifact":{"ref":"registry.upstream.example.com/robot-behavior:v1","digest":"%s"},\
               "policy_bundle":{"ref":"%s","digest":"%s"},\
               "inputs":{"prompt_hash":"sha256:00","tool_inputs_hash":"sha256:11"}}"""
                .formatted(image, POLICY_AT + policyTag, policy);
    }

    static byte[] fingerprinted(String body) {
        return with(body, LockFingerprint.of(body));
    }

    static byte[] with(String body, String fingerprint) {
        return (body.substring(0, body.length() - 1)
                        + ",\"behavioral_fingerprint\":\""
                        + fingerprint
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
