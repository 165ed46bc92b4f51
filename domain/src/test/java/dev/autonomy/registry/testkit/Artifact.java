package dev.autonomy.registry.testkit;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Platform;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An artifact made for a test: a manifest in real JSON, its blobs, and for an index the artifacts
 * below it.
 */
public record Artifact(Manifest manifest, Map<Digest, byte[]> blobs, List<Artifact> children) {

    public static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    public static final String DOCKER_LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";
    private static final String DOCKER_CONFIG = "application/vnd.docker.container.image.v1+json";
    public static final String CONFIG = "application/vnd.oci.image.config.v1+json";

    public Digest digest() {
        return manifest.digest();
    }

    public static Artifact image(String... layers) {
        return of(LAYER, layers);
    }

    /** A single manifest with one layer of this type for each text. */
    public static Artifact of(String layerType, String... layers) {
        return single(MediaTypes.OCI_MANIFEST, CONFIG, "{}", layerType, layers);
    }

    /** An image that shares nothing with one of another architecture. */
    public static Artifact platform(String architecture) {
        return single(
                MediaTypes.OCI_MANIFEST,
                CONFIG,
                "{\"architecture\":\"" + architecture + "\"}",
                LAYER,
                architecture);
    }

    /** The same as Docker's manifest, as cosign writes it with COSIGN_DOCKER_MEDIA_TYPES. */
    public static Artifact ofDockerType(String layerType, String... layers) {
        return single(MediaTypes.DOCKER_MANIFEST, DOCKER_CONFIG, "{}", layerType, layers);
    }

    private static Artifact single(
            String mediaType,
            String configType,
            String configText,
            String layerType,
            String... layers) {
        Map<Digest, byte[]> blobs = new LinkedHashMap<>();
        Descriptor config = blob(blobs, configType, configText);
        List<Descriptor> descriptors = new ArrayList<>();
        for (String layer : layers) {
            descriptors.add(blob(blobs, layerType, layer));
        }
        String json =
                """
                {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}"""
                        .formatted(
                                mediaType,
                                json(config),
                                descriptors.stream()
                                        .map(Artifact::json)
                                        .collect(Collectors.joining(",")));
        return new Artifact(
                new Manifest.Image(
                        content(mediaType, json),
                        Optional.empty(),
                        config,
                        descriptors,
                        Optional.empty(),
                        Map.of()),
                blobs,
                List.of());
    }

    /**
     * An index over the artifacts, for the platforms linux/amd64, linux/arm64, linux/riscv64 in
     * turn.
     */
    public static Artifact index(Artifact... children) {
        List<String> architectures = List.of("amd64", "arm64", "riscv64");
        List<Descriptor> descriptors = new ArrayList<>();
        for (int i = 0; i < children.length; i++) {
            ManifestContent child = children[i].manifest().content();
            descriptors.add(
                    new Descriptor(
                            child.mediaType(),
                            child.digest(),
                            child.size(),
                            Map.of(),
                            Optional.of(
                                    new Platform(
                                            "linux", architectures.get(i % 3), Optional.empty())),
                            Optional.empty(),
                            Optional.empty()));
        }
        return index(descriptors, List.of(children));
    }

    /** The list that the referrers fallback tag names. */
    public static Artifact referrers(Artifact... referrers) {
        Artifact list = list(Stream.of(referrers).map(Artifact::manifest).toList());
        return new Artifact(list.manifest(), Map.of(), List.of(referrers));
    }

    /** A list of these manifests, without what they are made of. */
    static Artifact list(List<Manifest> referrers) {
        List<Descriptor> descriptors = new ArrayList<>();
        for (Manifest referrer : referrers) {
            ManifestContent content = referrer.content();
            descriptors.add(
                    new Descriptor(
                            content.mediaType(),
                            content.digest(),
                            content.size(),
                            Map.of(),
                            Optional.empty(),
                            Optional.of("application/vnd.example.sbom"),
                            Optional.empty()));
        }
        return index(descriptors, List.of());
    }

    /** A single manifest with one layer of this type that names the artifact as its subject. */
    public static Artifact referringTo(Artifact subject, String layerType, String layer) {
        Map<Digest, byte[]> blobs = new LinkedHashMap<>();
        Descriptor config = blob(blobs, CONFIG, "{}");
        Descriptor content = blob(blobs, layerType, layer);
        ManifestContent named = subject.manifest().content();
        Descriptor subjectDescriptor =
                Descriptor.of(named.mediaType(), named.digest(), named.size());
        String json =
                """
                {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s],"subject":%s}"""
                        .formatted(
                                MediaTypes.OCI_MANIFEST,
                                json(config),
                                json(content),
                                json(subjectDescriptor));
        return new Artifact(
                new Manifest.Image(
                        content(MediaTypes.OCI_MANIFEST, json),
                        Optional.empty(),
                        config,
                        List.of(content),
                        Optional.of(subjectDescriptor),
                        Map.of()),
                blobs,
                List.of());
    }

    private static Artifact index(List<Descriptor> descriptors, List<Artifact> children) {
        String json =
                """
                {"schemaVersion":2,"mediaType":"%s","manifests":[%s]}"""
                        .formatted(
                                MediaTypes.OCI_INDEX,
                                descriptors.stream()
                                        .map(Artifact::json)
                                        .collect(Collectors.joining(",")));
        return new Artifact(
                new Manifest.Index(
                        content(MediaTypes.OCI_INDEX, json),
                        Optional.empty(),
                        descriptors,
                        Optional.empty(),
                        Map.of()),
                Map.of(),
                children);
    }

    public static Digest sha256(byte[] bytes) {
        try {
            return new Digest(
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ManifestContent content(String mediaType, String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return new ManifestContent(sha256(bytes), mediaType, bytes);
    }

    private static Descriptor blob(Map<Digest, byte[]> blobs, String mediaType, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Digest digest = sha256(bytes);
        blobs.put(digest, bytes);
        return Descriptor.of(mediaType, digest, bytes.length);
    }

    private static String json(Descriptor descriptor) {
        String platform =
                descriptor
                        .platform()
                        .map(
                                p ->
                                        ",\"platform\":{\"architecture\":\"%s\",\"os\":\"%s\"}"
                                                .formatted(p.architecture(), p.os()))
                        .orElse("");
        String artifactType =
                descriptor
                        .artifactType()
                        .map(type -> ",\"artifactType\":\"" + type + "\"")
                        .orElse("");
        return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d%s%s}"
                .formatted(
                        descriptor.mediaType(),
                        descriptor.digest(),
                        descriptor.size(),
                        platform,
                        artifactType);
    }
}
