package dev.autonomy.registry.cli.e2e;

import dev.autonomy.registry.adapter.verify.LockFingerprint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A two-platform bundle with lock and policy, all signed by a key made here; each platform has two
 * layers of random bytes, large enough to be interrupted on their way.
 */
final class RandomBundle {

    private static final String OCI = "application/vnd.oci.image.";
    private static final String MANIFEST = OCI + "manifest.v1+json";
    private static final String INDEX = OCI + "index.v1+json";
    private static final String CONFIG = OCI + "config.v1+json";
    private static final String LAYER = OCI + "layer.v1.tar+gzip";
    private static final String AUTONOMY = "application/vnd.autonomyops.";
    private static final String SIGNATURE = "application/vnd.dev.cosign.simplesigning.v1+json";

    private final KeyPair keys = newKeys();
    private final Instant signedAt;
    private final Map<String, byte[]> blobs = new LinkedHashMap<>();
    private final Map<String, Stored> manifests = new LinkedHashMap<>();
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, String> payloads = new LinkedHashMap<>();
    private final List<String> layers = new ArrayList<>();

    private record Stored(String mediaType, byte[] bytes) {}

    /** A bundle under the tag {@code v1}, signed at this moment. */
    RandomBundle(Instant signedAt, long seed, int layerSize) {
        this(signedAt, seed, layerSize, 0);
    }

    /** The same with a policy of at least this many bytes. */
    RandomBundle(Instant signedAt, long seed, int layerSize, int policySize) {
        this.signedAt = signedAt;
        Random random = new Random(seed);
        String amd64 = platform("amd64", random, layerSize);
        String arm64 = platform("arm64", random, layerSize);
        tags.put("v1", index(amd64, arm64));
        byte[] policy = policy(seed, policySize);
        tags.put("v1-policy", sidecar(AUTONOMY + "policy-bundle.v1+tar", policy));
        byte[] lock = lock(tags.get("v1"), sha256(policy)).getBytes(StandardCharsets.UTF_8);
        tags.put("v1-lock", sidecar(AUTONOMY + "lock.v1+json", lock));
        for (String subject : List.copyOf(tags.values())) {
            tags.put(subject.replace(':', '-') + ".sig", signature(subject));
        }
    }

    String digest(String tag) {
        return tags.get(tag);
    }

    Map<String, String> tags() {
        return Map.copyOf(tags);
    }

    /** The large blobs, in the order of the platforms. */
    List<String> layers() {
        return List.copyOf(layers);
    }

    /** Every blob with its size. */
    Map<String, Integer> blobs() {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        blobs.forEach((digest, bytes) -> sizes.put(digest, bytes.length));
        return sizes;
    }

    /** The signature manifest of a tag's content. */
    String signatureOf(String tag) {
        return tags.get(digest(tag).replace(':', '-') + ".sig");
    }

    /** The blob that the signature of a tag's content was made over. */
    String payloadOf(String tag) {
        return payloads.get(digest(tag));
    }

    byte[] manifest(String digest) {
        return manifests.get(digest).bytes();
    }

    void publish(TestRegistry registry) {
        blobs.forEach(registry::putBlob);
        manifests.forEach(
                (digest, each) -> registry.putManifest(digest, each.mediaType(), each.bytes()));
        tags.keySet().forEach(tag -> publishTag(tag, registry));
    }

    /** Points a tag at its manifest, which is there. */
    void publishTag(String tag, TestRegistry registry) {
        Stored manifest = manifests.get(tags.get(tag));
        registry.putManifest(tag, manifest.mediaType(), manifest.bytes());
    }

    Path writeKey(Path file) {
        try {
            return Files.writeString(
                    file,
                    "-----BEGIN PUBLIC KEY-----\n"
                            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                    .encodeToString(keys.getPublic().getEncoded())
                            + "\n-----END PUBLIC KEY-----\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String platform(String architecture, Random random, int layerSize) {
        List<String> descriptors = new ArrayList<>();
        List<String> contents = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            byte[] content = new byte[layerSize];
            random.nextBytes(content);
            contents.add('"' + sha256(content) + '"');
            String layer = blob(gzip(content));
            layers.add(layer);
            descriptors.add(descriptor(LAYER, layer, ""));
        }
        String config =
                blob(
                        """
                        {"architecture":"%s","os":"linux","rootfs":{"type":"layers","diff_ids":[%s]}}\
                        """
                                .formatted(architecture, String.join(",", contents)));
        return image(descriptor(CONFIG, config, ""), "", descriptors);
    }

    private String index(String amd64, String arm64) {
        return manifest(
                INDEX,
                """
                {"schemaVersion":2,"mediaType":"%s","manifests":[%s,%s]}\
                """
                        .formatted(INDEX, entry(amd64, "amd64"), entry(arm64, "arm64")));
    }

    private String entry(String digest, String architecture) {
        return """
        {"mediaType":"%s","digest":"%s","size":%d,"platform":{"architecture":"%s","os":"linux"}}\
        """
                .formatted(MANIFEST, digest, manifest(digest).length, architecture);
    }

    private String sidecar(String type, byte[] document) {
        String config = descriptor("application/vnd.oci.empty.v1+json", blob("{}"), "");
        return image(
                config,
                ",\"artifactType\":\"" + type + "\"",
                List.of(descriptor(type, blob(document), "")));
    }

    private String signature(String subject) {
        byte[] payload =
                """
                {"critical":{"identity":{"docker-reference":"robot-behavior"},\
                "image":{"docker-manifest-digest":"%s"},"type":"cosign container image signature"},\
                "optional":{"autonomy.signed-at":"%s"}}\
                """
                        .formatted(subject, signedAt)
                        .getBytes(StandardCharsets.UTF_8);
        String signed =
                ",\"annotations\":{\"dev.cosignproject.cosign/signature\":\""
                        + Base64.getEncoder().encodeToString(sign(payload))
                        + "\"}";
        payloads.put(subject, blob(payload));
        String config = blob("{\"rootfs\":{\"diff_ids\":[\"" + sha256(payload) + "\"]}}");
        return image(
                descriptor(CONFIG, config, ""),
                "",
                List.of(descriptor(SIGNATURE, payloads.get(subject), signed)));
    }

    private String image(String config, String more, List<String> layers) {
        return manifest(
                MANIFEST,
                """
                {"schemaVersion":2,"mediaType":"%s"%s,"config":%s,"layers":[%s]}\
                """
                        .formatted(MANIFEST, more, config, String.join(",", layers)));
    }

    private String manifest(String mediaType, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        manifests.put(sha256(bytes), new Stored(mediaType, bytes));
        return sha256(bytes);
    }

    private String blob(String text) {
        return blob(text.getBytes(StandardCharsets.UTF_8));
    }

    private String blob(byte[] bytes) {
        blobs.put(sha256(bytes), bytes);
        return sha256(bytes);
    }

    private String descriptor(String mediaType, String blob, String more) {
        return """
        {"mediaType":"%s","digest":"%s","size":%d%s}\
        """
                .formatted(mediaType, blob, blobs.get(blob).length, more);
    }

    private static byte[] policy(long seed, int size) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            byte[] manifest =
                    "{\"policy_bundle_version\":\"1.4.2\",\"name\":\"policy-%d\"}"
                            .formatted(seed)
                            .getBytes(StandardCharsets.UTF_8);
            add(tar, "manifest.json", manifest);
            byte[] data = new byte[size];
            new Random(seed).nextBytes(data);
            add(tar, "data.rego", data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return gzip(bytes.toByteArray());
    }

    private static void add(TarArchiveOutputStream tar, String name, byte[] content)
            throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static String lock(String image, String policy) {
        String bare =
                """
                "agent_artifact":{"ref":"robot-behavior:v1","digest":"%s"},\
                "policy_bundle":{"ref":"robot-behavior-policy:v1.4.2","digest":"%s"}\
                """
                        .formatted(image, policy);
        return "{%s,\"behavioral_fingerprint\":\"%s\"}"
                .formatted(bare, LockFingerprint.of("{" + bare + "}"));
    }

    private static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static String sha256(byte[] bytes) {
        try {
            return "sha256:"
                    + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] sign(byte[] payload) {
        try {
            Signature ecdsa = Signature.getInstance("SHA256withECDSA");
            ecdsa.initSign(keys.getPrivate());
            ecdsa.update(payload);
            return ecdsa.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
