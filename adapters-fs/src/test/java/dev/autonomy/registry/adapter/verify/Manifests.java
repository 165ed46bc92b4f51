package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes the manifests of sidecars and signatures, with the blobs below them. */
final class Manifests {

    static final String LOCK = "application/vnd.autonomyops.lock.v1+json";
    static final String POLICY = "application/vnd.autonomyops.policy-bundle.v1+tar";

    private Manifests() {}

    static Artifact sidecar(String layerType, byte[]... layers) {
        return sidecar(Optional.of(layerType), layerType, layers);
    }

    static Artifact sidecar(Optional<String> artifactType, String layerType, byte[]... layers) {
        Map<Digest, byte[]> blobs = new HashMap<>();
        List<Descriptor> descriptors =
                Arrays.stream(layers)
                        .map(
                                layer -> {
                                    blobs.put(Artifact.sha256(layer), layer);
                                    return Descriptor.of(
                                            layerType, Artifact.sha256(layer), layer.length);
                                })
                        .toList();
        return artifact(artifactType, descriptors, blobs, Map.of());
    }

    /** Twenty signatures, each over a payload of its own. */
    static Artifact signedOften(SigningKey key, Artifact artifact) {
        return signatures(
                IntStream.range(0, 20)
                        .mapToObj("2026-11-22T12:00:%02dZ"::formatted)
                        .map(time -> SignatureLayer.signedAt(key, artifact.digest(), time))
                        .toArray(SignatureLayer[]::new));
    }

    static Artifact signatures(SignatureLayer... layers) {
        return signatures(Map.of(), layers);
    }

    static Artifact signatures(Map<String, String> annotations, SignatureLayer... layers) {
        Map<Digest, byte[]> blobs = new HashMap<>();
        for (SignatureLayer layer : layers) {
            blobs.put(Artifact.sha256(layer.payload()), layer.payload());
        }
        return artifact(
                Optional.empty(),
                Arrays.stream(layers).map(SignatureLayer::descriptor).toList(),
                blobs,
                annotations);
    }

    static Artifact artifact(
            Optional<String> artifactType,
            List<Descriptor> layers,
            Map<Digest, byte[]> blobs,
            Map<String, String> annotations) {
        byte[] config = "{}".getBytes(StandardCharsets.UTF_8);
        Map<Digest, byte[]> all = new HashMap<>(blobs);
        all.put(Artifact.sha256(config), config);
        byte[] text =
                (artifactType + layers.toString() + annotations).getBytes(StandardCharsets.UTF_8);
        return new Artifact(
                new Manifest.Image(
                        new ManifestContent(Artifact.sha256(text), MediaTypes.OCI_MANIFEST, text),
                        artifactType,
                        Descriptor.of(Artifact.CONFIG, Artifact.sha256(config), config.length),
                        layers,
                        Optional.empty(),
                        annotations),
                all,
                List.of());
    }
}
