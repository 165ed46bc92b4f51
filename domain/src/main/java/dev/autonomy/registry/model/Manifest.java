package dev.autonomy.registry.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A manifest whose bytes matched its digest, with the members this product reads (OCI image spec).
 */
public sealed interface Manifest {

    ManifestContent content();

    Optional<String> artifactType();

    Optional<Descriptor> subject();

    Map<String, String> annotations();

    default Digest digest() {
        return content().digest();
    }

    default String mediaType() {
        return content().mediaType();
    }

    /** A config and layers: an image for one platform, a sidecar, or an attachment. */
    record Image(
            ManifestContent content,
            Optional<String> artifactType,
            Descriptor config,
            List<Descriptor> layers,
            Optional<Descriptor> subject,
            Map<String, String> annotations)
            implements Manifest {
        public Image {
            layers = List.copyOf(layers);
            annotations = Map.copyOf(annotations);
        }
    }

    /**
     * A list of manifests: a multi-platform image, or the fallback list of a subject's referrers.
     */
    record Index(
            ManifestContent content,
            Optional<String> artifactType,
            List<Descriptor> manifests,
            Optional<Descriptor> subject,
            Map<String, String> annotations)
            implements Manifest {
        public Index {
            manifests = List.copyOf(manifests);
            annotations = Map.copyOf(annotations);
        }
    }
}
