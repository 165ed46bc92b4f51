package dev.autonomy.registry.adapter.layout;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A layout as {@code cosign save} writes it: one image and what is attached to it, without names;
 * the annotation {@code kind} says which entry is what. Its bundles are files that nothing lists.
 */
record CosignSave(LayoutIndex index) {

    private static final String KIND = "kind";
    private static final String COSIGN = "dev.cosignproject.cosign/";
    private static final Set<String> IMAGES = Set.of(COSIGN + "image", COSIGN + "imageIndex");

    /** Whether the subject is what was saved. */
    boolean isOf(Digest subject) {
        return images().contains(subject);
    }

    /** What was saved with the subject as its attachment of this kind. */
    Optional<Descriptor> attached(AttachmentKind kind, Digest subject) throws Obstacle.Malformed {
        Optional<String> entry =
                switch (kind) {
                    case SIGNATURE -> Optional.of(COSIGN + "sigs");
                    case ATTESTATION -> Optional.of(COSIGN + "atts");
                    case SBOM -> Optional.of(COSIGN + "sboms");
                    case REFERRERS -> Optional.empty();
                };
        if (entry.isEmpty() || !isOf(subject)) {
            return Optional.empty();
        }
        Optional<Descriptor> attached =
                index.only(
                        each ->
                                isOfKind(each, Set.of(entry.get()))
                                        && !each.annotations().containsKey(LayoutIndex.NAME),
                        "of the kind " + entry.get());
        if (attached.isPresent() && images().size() > 1) {
            throw index.malformed(
                    "it holds several images and does not say whose the "
                            + kind.label()
                            + " is; save each image into a folder of its own");
        }
        return attached;
    }

    private Set<Digest> images() {
        return index.manifests().stream()
                .filter(each -> isOfKind(each, IMAGES))
                .map(Descriptor::digest)
                .collect(Collectors.toSet());
    }

    private static boolean isOfKind(Descriptor entry, Set<String> kinds) {
        return kinds.contains(entry.annotations().getOrDefault(KIND, ""));
    }
}
