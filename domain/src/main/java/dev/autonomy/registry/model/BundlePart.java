package dev.autonomy.registry.model;

import java.util.Locale;
import java.util.Optional;

/**
 * The three artifacts of a bundle: the image at {@code <tag>} and its sidecars at {@code
 * <tag>-lock}, {@code <tag>-policy}.
 */
public enum BundlePart {
    IMAGE("", ""),
    LOCK("-lock", "application/vnd.autonomyops.lock.v1+json"),
    POLICY("-policy", "application/vnd.autonomyops.policy-bundle.v1+tar");

    private final String tagSuffix;
    private final String layerMediaType;

    BundlePart(String tagSuffix, String layerMediaType) {
        this.tagSuffix = tagSuffix;
        this.layerMediaType = layerMediaType;
    }

    /** The type of a sidecar's one layer (spec 2.1); an image's layers are of many types. */
    public Optional<String> layerMediaType() {
        return layerMediaType.isEmpty() ? Optional.empty() : Optional.of(layerMediaType);
    }

    /**
     * The tag of this part, derived from the image's; refused when it would be longer than a tag
     * may be.
     */
    public Tag tagBeside(Tag imageTag) throws InvalidInput {
        String derived = imageTag.name() + tagSuffix;
        if (derived.length() > Tag.MAX_LENGTH) {
            throw new InvalidInput(
                    "Tag",
                    "the tag derived for the "
                            + label()
                            + " has "
                            + derived.length()
                            + " characters",
                    "A tag has at most "
                            + Tag.MAX_LENGTH
                            + ": use an image tag that leaves room for \""
                            + tagSuffix
                            + "\".");
        }
        return new Tag(derived);
    }

    /** The lower-case word for this part in texts and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
