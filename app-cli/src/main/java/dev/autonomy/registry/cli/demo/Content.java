package dev.autonomy.registry.cli.demo;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.ManifestContent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** A manifest made here, and the blobs it names. */
record Content(ManifestContent manifest, List<byte[]> blobs) {

    private static final String OCI_MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String EMPTY_CONFIG = "application/vnd.oci.empty.v1+json";

    Digest digest() {
        return manifest.digest();
    }

    static Digest sha256(byte[] bytes) {
        try {
            return new Digest(
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String descriptor(String mediaType, byte[] bytes, String more) {
        return """
                {"mediaType":"%s","digest":"%s","size":%d%s}"""
                .formatted(mediaType, sha256(bytes), bytes.length, more);
    }

    static ManifestContent manifest(String mediaType, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new ManifestContent(sha256(bytes), mediaType, bytes);
    }

    /** An OCI manifest over a config and layers given as descriptors. */
    static ManifestContent manifest(String config, List<String> layers) {
        return manifest(
                OCI_MANIFEST,
                """
                {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}"""
                        .formatted(OCI_MANIFEST, config, String.join(",", layers)));
    }

    /** One layer of this type over the empty config, which refers to a subject. */
    static Content referrer(String type, byte[] document, ManifestContent subject) {
        byte[] config = "{}".getBytes(StandardCharsets.UTF_8);
        String json =
                """
                {"schemaVersion":2,"mediaType":"%s","artifactType":"%s","config":%s,"layers":[%s],"subject":%s}"""
                        .formatted(
                                OCI_MANIFEST,
                                type,
                                descriptor(EMPTY_CONFIG, config, ""),
                                descriptor(type, document, ""),
                                descriptor(subject.mediaType(), subject.bytes(), ""));
        return new Content(manifest(OCI_MANIFEST, json), List.of(config, document));
    }

    /** The list of referrers, for the tag where a registry without the API keeps it. */
    static Content listOf(List<Content> referrers) {
        String json =
                """
                {"schemaVersion":2,"mediaType":"%s","manifests":[%s]}"""
                        .formatted(
                                OCI_INDEX,
                                referrers.stream()
                                        .map(each -> each.manifest().bytes())
                                        .map(bytes -> descriptor(OCI_MANIFEST, bytes, ""))
                                        .collect(Collectors.joining(",")));
        return new Content(manifest(OCI_INDEX, json), List.of());
    }

    /** A sidecar: one layer of this type over the empty config (OCI image spec, artifacts). */
    static Content sidecar(String type, byte[] document) {
        byte[] config = "{}".getBytes(StandardCharsets.UTF_8);
        String json =
                """
                {"schemaVersion":2,"mediaType":"%s","artifactType":"%s","config":%s,"layers":[%s]}"""
                        .formatted(
                                OCI_MANIFEST,
                                type,
                                descriptor(EMPTY_CONFIG, config, ""),
                                descriptor(type, document, ""));
        return new Content(manifest(OCI_MANIFEST, json), List.of(config, document));
    }
}
