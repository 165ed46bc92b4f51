package dev.autonomy.registry.model;

import java.util.Optional;

/** What an image runs on, as an index's descriptor names it (OCI image spec, image index). */
public record Platform(String os, String architecture, Optional<String> variant) {

    @Override
    public String toString() {
        return os + "/" + architecture + variant.map(v -> "/" + v).orElse("");
    }
}
