package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * Signs with a key that a certificate was issued for, and has it logged, as cosign does; a test
 * replaces the part that is to be wrong.
 */
record KeylessSigner(SigningKey key, byte[] certificate, LocalLog log) {

    static final Instant LOGGED = LeafRequest.FROM.plusSeconds(65);

    /** A bundle around the payload, with one entry for it. */
    ObjectNode bundle(byte[] payload) {
        byte[] signature = sign(payload);
        return bundle(
                payload,
                signature,
                log.entry(envelopeBody(payload, signature, certificate), "dsse", LOGGED));
    }

    ObjectNode bundle(byte[] payload, byte[] signature, ObjectNode... entries) {
        ObjectNode bundle = JsonNodeFactory.instance.objectNode();
        bundle.put("mediaType", "application/vnd.dev.sigstore.bundle.v0.3+json");
        ObjectNode material = bundle.putObject("verificationMaterial");
        material.putObject("certificate").put("rawBytes", LocalLog.base64(certificate));
        for (ObjectNode entry : entries) {
            material.withArray("tlogEntries").add(entry);
        }
        ObjectNode envelope = bundle.putObject("dsseEnvelope");
        envelope.put("payload", LocalLog.base64(payload));
        envelope.put("payloadType", "application/vnd.in-toto+json");
        envelope.putArray("signatures").addObject().put("sig", LocalLog.base64(signature));
        return bundle;
    }

    /** The signature over a payload in its envelope. */
    byte[] sign(byte[] payload) {
        return key.sign(
                LocalLog.concatenated(
                        ("DSSEv1 28 application/vnd.in-toto+json " + payload.length + " ")
                                .getBytes(StandardCharsets.US_ASCII),
                        payload));
    }

    /** The annotations of a layer with a signature over the payload. */
    Map<String, String> annotations(byte[] payload, byte[] signature) {
        return annotations(log.annotation(payloadBody(payload, signature, certificate), LOGGED));
    }

    Map<String, String> annotations(ObjectNode logEntry) {
        Map<String, String> annotations = new HashMap<>();
        annotations.put("dev.sigstore.cosign/certificate", pem(certificate));
        annotations.put("dev.sigstore.cosign/bundle", logEntry.toString());
        return annotations;
    }

    static byte[] envelopeBody(byte[] payload, byte[] signature, byte[] certificate) {
        return """
               {"apiVersion":"0.0.1","kind":"dsse","spec":{"envelopeHash":{"algorithm":"sha256",\
               "value":"%s"},"payloadHash":{"algorithm":"sha256","value":"%s"},\
               "signatures":[{"signature":"%s","verifier":"%s"}]}}"""
                .formatted(
                        Sha256.of(signature).hex(),
                        Sha256.of(payload).hex(),
                        LocalLog.base64(signature),
                        LocalLog.base64(pem(certificate).getBytes(StandardCharsets.US_ASCII)))
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] payloadBody(byte[] payload, byte[] signature, byte[] certificate) {
        return """
               {"apiVersion":"0.0.1","kind":"hashedrekord","spec":{"data":{"hash":{\
               "algorithm":"sha256","value":"%s"}},"signature":{"content":"%s",\
               "publicKey":{"content":"%s"}}}}"""
                .formatted(
                        Sha256.of(payload).hex(),
                        LocalLog.base64(signature),
                        LocalLog.base64(pem(certificate).getBytes(StandardCharsets.US_ASCII)))
                .getBytes(StandardCharsets.UTF_8);
    }

    static String pem(byte[] certificate) {
        return SigningKey.pem("CERTIFICATE", certificate);
    }
}
