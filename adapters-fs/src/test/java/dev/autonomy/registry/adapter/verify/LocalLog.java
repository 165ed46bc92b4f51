package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.Sha256;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A log of signatures as Rekor v1 runs one, with two leaves: the entry and one before it. */
final class LocalLog {

    static final String HOST = "rekor.local.test";
    private static final byte[] EARLIER_LEAF = new byte[32];

    private final SigningKey key;

    LocalLog(SigningKey key) {
        this.key = key;
    }

    byte[] id() {
        return hash(key.spki());
    }

    /** The entry as bundles carry it, with the log's promise, the proof and a checkpoint. */
    ObjectNode entry(byte[] body, String kind, Instant time) {
        byte[] root = hash(concatenated(new byte[] {1}, EARLIER_LEAF, leaf(body)));
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        entry.put("logIndex", "1");
        entry.putObject("logId").put("keyId", base64(id()));
        entry.putObject("kindVersion").put("kind", kind).put("version", "0.0.1");
        entry.put("integratedTime", Long.toString(time.getEpochSecond()));
        entry.putObject("inclusionPromise")
                .put("signedEntryTimestamp", base64(promise(body, time)));
        ObjectNode proof = entry.putObject("inclusionProof");
        proof.put("logIndex", "1").put("rootHash", base64(root)).put("treeSize", "2");
        proof.putArray("hashes").add(base64(EARLIER_LEAF));
        proof.putObject("checkpoint").put("envelope", checkpoint(root));
        entry.put("canonicalizedBody", base64(body));
        return entry;
    }

    /** The entry as cosign 2 annotates a signature with it. */
    ObjectNode annotation(byte[] body, Instant time) {
        ObjectNode annotation = JsonNodeFactory.instance.objectNode();
        annotation.put("SignedEntryTimestamp", base64(promise(body, time)));
        annotation
                .putObject("Payload")
                .put("body", base64(body))
                .put("integratedTime", time.getEpochSecond())
                .put("logIndex", 1)
                .put("logID", HexFormat.of().formatHex(id()));
        return annotation;
    }

    private byte[] promise(byte[] body, Instant time) {
        return key.sign(
                """
                {"body":"%s","integratedTime":%d,"logID":"%s","logIndex":1}"""
                        .formatted(
                                base64(body), time.getEpochSecond(), HexFormat.of().formatHex(id()))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private String checkpoint(byte[] root) {
        String head = HOST + " - 1\n2\n" + base64(root) + "\n";
        byte[] signature = key.sign(head.getBytes(StandardCharsets.UTF_8));
        return head
                + "\n\u2014 "
                + HOST
                + " "
                + base64(concatenated(Arrays.copyOf(id(), 4), signature))
                + "\n";
    }

    private static byte[] leaf(byte[] body) {
        return hash(concatenated(new byte[] {0}, body));
    }

    static byte[] hash(byte[] bytes) {
        return HexFormat.of().parseHex(Sha256.of(bytes).hex());
    }

    static byte[] concatenated(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    static byte[] number(long value, int length) {
        byte[] bytes = ByteBuffer.allocate(Long.BYTES).putLong(value).array();
        return Arrays.copyOfRange(bytes, Long.BYTES - length, Long.BYTES);
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
