package dev.autonomy.registry.model;

import java.util.Objects;

/**
 * A repository: the registry's {@code host[:port]} and the path below it, made by {@link
 * Reference#parse}. One that no registry serves, such as an OCI layout, has an empty registry.
 */
public record Repository(String registry, String path) {

    public Repository {
        Objects.requireNonNull(registry);
        Objects.requireNonNull(path);
        if (path.isEmpty()) {
            throw new IllegalArgumentException("a repository has a path");
        }
    }

    /** {@code registry/path:tag}. */
    public String at(Tag tag) {
        return this + ":" + tag;
    }

    /** {@code registry/path@sha256:…}. */
    public String at(Digest digest) {
        return this + "@" + digest;
    }

    /** The last segment of the path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return registry.isEmpty() ? path : registry + "/" + path;
    }
}
