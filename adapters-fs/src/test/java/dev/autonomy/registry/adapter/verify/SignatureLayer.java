package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One signature as cosign writes it into a {@code .sig} manifest, or with one thing wrong. */
record SignatureLayer(String mediaType, byte[] payload, Map<String, String> annotations) {

    static final String SIMPLE_SIGNING = "application/vnd.dev.cosign.simplesigning.v1+json";
    static final String SIGNATURE = "dev.cosignproject.cosign/signature";
    static final String FRESH = "2026-11-22T12:00:00Z";

    /** A good one, signed half a day before {@link Scene#NOW}. */
    static SignatureLayer good(SigningKey key, Digest subject) {
        return of(key, payload(subject, signedAt(FRESH)));
    }

    static SignatureLayer signedAt(SigningKey key, Digest subject, String time) {
        return of(key, payload(subject, signedAt(time)));
    }

    static SignatureLayer of(SigningKey key, String payload) {
        return of(key, payload.getBytes(StandardCharsets.UTF_8));
    }

    static SignatureLayer of(SigningKey key, byte[] payload) {
        return new SignatureLayer(
                SIMPLE_SIGNING,
                payload,
                Map.of(SIGNATURE, Base64.getEncoder().encodeToString(key.sign(payload))));
    }

    static String payload(Digest subject, String optional) {
        return payload(subject.toString(), "cosign container image signature", optional);
    }

    static String payload(String digest, String type, String optional) {
        return """
               {"critical":{"identity":{"docker-reference":"registry.example/robot-behavior"},\
               "image":{"docker-manifest-digest":"%s"},"type":"%s"},"optional":%s}"""
                .formatted(digest, type, optional);
    }

    static String signedAt(String time) {
        return "{\"autonomy.signed-at\":\"" + time + "\"}";
    }

    SignatureLayer ofType(String other) {
        return new SignatureLayer(other, payload, annotations);
    }

    /** The signature stays, what it is said to be over does not. */
    SignatureLayer withPayload(String other) {
        return new SignatureLayer(mediaType, other.getBytes(StandardCharsets.UTF_8), annotations);
    }

    SignatureLayer with(String annotation, String value) {
        Map<String, String> more = new HashMap<>(annotations);
        more.put(annotation, value);
        return new SignatureLayer(mediaType, payload, more);
    }

    SignatureLayer withoutSignature() {
        return new SignatureLayer(mediaType, payload, Map.of());
    }

    byte[] signature() {
        return Base64.getDecoder().decode(annotations.get(SIGNATURE));
    }

    Descriptor descriptor() {
        return new Descriptor(
                mediaType,
                Artifact.sha256(payload),
                payload.length,
                annotations,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
