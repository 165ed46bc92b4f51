package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.port.TagPublisher;
import dev.autonomy.registry.progress.SeedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A manifest and, where it is an index, the manifests below it in the index's order. */
record ManifestTree(Manifest manifest, List<ManifestTree> children) {

    private static final Set<String> OF_DOCKER_IMAGES =
            Set.of(
                    "application/vnd.docker.container.image.v1+json",
                    "application/vnd.docker.image.rootfs.diff.tar",
                    "application/vnd.docker.image.rootfs.diff.tar.gzip",
                    "application/vnd.docker.image.rootfs.foreign.diff.tar",
                    "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip");

    ManifestTree {
        children = List.copyOf(children);
    }

    /** Every manifest of the tree, children before the index that lists them. */
    List<Manifest> manifests() {
        List<Manifest> all = new ArrayList<>();
        children.forEach(child -> all.addAll(child.manifests()));
        all.add(manifest);
        return all;
    }

    /** The config and layer blobs of every manifest, each digest once. */
    List<Descriptor> blobs() {
        Map<Digest, Descriptor> blobs = new LinkedHashMap<>();
        for (Manifest each : manifests()) {
            if (each instanceof Manifest.Image image) {
                blobs.putIfAbsent(image.config().digest(), image.config());
                image.layers().forEach(layer -> blobs.putIfAbsent(layer.digest(), layer));
            }
        }
        return List.copyOf(blobs.values());
    }

    /** The size in bytes of everything in the tree by digest, manifests included. */
    Map<Digest, Long> sizes() {
        Map<Digest, Long> sizes = new LinkedHashMap<>();
        manifests().forEach(each -> sizes.put(each.digest(), each.content().size()));
        blobs().forEach(blob -> sizes.put(blob.digest(), blob.size()));
        return sizes;
    }

    /** The tree as observers see it, under its name in texts. */
    SeedEvent.Artifact artifact(String name) {
        return new SeedEvent.Artifact(name, manifest.digest(), sizes(), platforms());
    }

    private List<SeedEvent.PlatformContents> platforms() {
        List<SeedEvent.PlatformContents> platforms = new ArrayList<>();
        if (manifest instanceof Manifest.Index index) {
            for (int i = 0; i < children.size(); i++) {
                ManifestTree child = children.get(i);
                index.manifests()
                        .get(i)
                        .platform()
                        .map(
                                platform ->
                                        new SeedEvent.PlatformContents(
                                                platform, child.manifest.digest(), child.sizes()))
                        .ifPresent(platforms::add);
            }
        }
        return platforms;
    }

    /** The size in bytes of everything in the tree; the largest number where it is beyond that. */
    long bytes() {
        return sizes().values().stream()
                .reduce(0L, (a, b) -> b > Long.MAX_VALUE - a ? Long.MAX_VALUE : a + b);
    }

    /**
     * Whether a replicator may be trusted to carry the whole tree in one go. skopeo 1.9.3 rewrites
     * an index whose descriptors have {@code artifactType} or {@code data}, and no skopeo descends
     * into an index below an index.
     */
    boolean travelsWhole() {
        return !(manifest instanceof Manifest.Index index)
                || index.manifests().stream().noneMatch(ManifestTree::isBeyondReplicators)
                        && children.stream().noneMatch(ManifestTree::isBeyondReplicators);
    }

    /** Those of its blobs that the client may bring itself. */
    List<Descriptor> smallBlobs() {
        return blobs().stream().filter(blob -> blob.size() <= TagPublisher.MAX_BLOB_SIZE).toList();
    }

    /** Whether that is all of it. */
    boolean fitsTheClient() {
        return smallBlobs().size() == blobs().size();
    }

    /**
     * Whether this very manifest is one that skopeo refuses (measured with 1.9.3 and 1.22): one of
     * Docker's with content that is no Docker image's, as cosign writes with
     * COSIGN_DOCKER_MEDIA_TYPES.
     */
    boolean isBeyondReplicators() {
        return manifest instanceof Manifest.Image image
                && image.mediaType().equals(MediaTypes.DOCKER_MANIFEST)
                && !OF_DOCKER_IMAGES.containsAll(
                        Stream.concat(Stream.of(image.config()), image.layers().stream())
                                .map(Descriptor::mediaType)
                                .toList());
    }

    private static boolean isBeyondReplicators(Descriptor child) {
        return child.isIndex() || child.artifactType().isPresent() || child.data().isPresent();
    }
}
