package dev.autonomy.registry.model;

import java.util.List;

/** Which parts of a bundle a run asks for. */
public enum SidecarPolicy {
    IMAGE_ONLY(List.of(BundlePart.IMAGE)),
    WITH_LOCK(List.of(BundlePart.IMAGE, BundlePart.LOCK)),
    WITH_POLICY(List.of(BundlePart.IMAGE, BundlePart.POLICY)),
    WITH_SIDECARS(List.of(BundlePart.values()));

    private final List<BundlePart> parts;

    SidecarPolicy(List<BundlePart> parts) {
        this.parts = parts;
    }

    /** The parts asked for, the image first. */
    public List<BundlePart> parts() {
        return parts;
    }
}
