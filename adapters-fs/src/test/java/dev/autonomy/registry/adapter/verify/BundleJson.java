package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sigstore bundles as cosign 3 writes them, or with one thing wrong. */
final class BundleJson {

    static final String TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    static final String IN_TOTO = "application/vnd.in-toto+json";
    static final String BY_KEY = "{\"publicKey\":{\"hint\":\"QlfZb+2pypkrKuylgqe5P0N0\"}}";

    private BundleJson() {}

    /** A good one, signed half a day before {@link Scene#NOW}. */
    static Artifact good(SigningKey key, Digest subject) {
        return signedAt(key, subject, SignatureLayer.FRESH);
    }

    static Artifact signedAt(SigningKey key, Digest subject, String time) {
        return referrer(of(key, statement(subject, SignatureLayer.signedAt(time))));
    }

    static String statement(Digest subject, String annotations) {
        return """
               {"_type":"https://in-toto.io/Statement/v1",\
               "subject":[{"digest":{"sha256":"%s"},"annotations":%s}],\
               "predicateType":"https://sigstore.dev/cosign/sign/v1","predicate":{}}"""
                .formatted(subject.hex(), annotations);
    }

    static String of(SigningKey key, String statement) {
        return of(key, IN_TOTO, statement);
    }

    static String of(SigningKey key, String payloadType, String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return bundle(
                BY_KEY,
                envelope(
                        payloadType,
                        base64(bytes),
                        "{\"sig\":\"" + base64(key.sign(encoding(payloadType, payload))) + "\"}"));
    }

    static String envelope(String payloadType, String payload, String signatures) {
        return "{\"payload\":\"%s\",\"payloadType\":\"%s\",\"signatures\":[%s]}"
                .formatted(payload, payloadType, signatures);
    }

    static String bundle(String material, String envelope) {
        return "{\"mediaType\":\"%s\",\"verificationMaterial\":%s,\"dsseEnvelope\":%s}"
                .formatted(TYPE, material, envelope);
    }

    static Artifact referrer(String bundle) {
        return referrer(Map.of(), bundle);
    }

    static Artifact referrer(Map<String, String> annotations, String bundle) {
        return referrer(Optional.of(TYPE), TYPE, annotations, bundle);
    }

    static Artifact referrer(
            Optional<String> artifactType,
            String layerType,
            Map<String, String> annotations,
            String... layers) {
        List<byte[]> blobs =
                Arrays.stream(layers).map(each -> each.getBytes(StandardCharsets.UTF_8)).toList();
        Map<Digest, byte[]> byDigest = new HashMap<>();
        blobs.forEach(blob -> byDigest.put(Artifact.sha256(blob), blob));
        return Manifests.artifact(
                artifactType,
                blobs.stream()
                        .map(blob -> Descriptor.of(layerType, Artifact.sha256(blob), blob.length))
                        .toList(),
                byDigest,
                annotations);
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] encoding(String payloadType, String payload) {
        return "DSSEv1 %d %s %d %s"
                .formatted(
                        payloadType.getBytes(StandardCharsets.UTF_8).length,
                        payloadType,
                        payload.getBytes(StandardCharsets.UTF_8).length,
                        payload)
                .getBytes(StandardCharsets.UTF_8);
    }
}
