package dev.autonomy.registry.drift;

import dev.autonomy.registry.model.TrustPolicy;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is to be compared: these locks with the registries they name, or with another one in their
 * place, and by whose signature the bundles are judged as well.
 */
public record DriftRequest(
        List<SeedLock> locks,
        Optional<String> registry,
        Depth depth,
        Optional<TrustPolicy.Checked> trust) {

    /** How a blob is looked at. */
    public enum Depth {
        /** The registry says that it is there, and its size. */
        PRESENCE,
        /** Every byte of it is read and hashed. */
        BYTES
    }

    public DriftRequest {
        locks = List.copyOf(locks);
        Objects.requireNonNull(registry);
        Objects.requireNonNull(depth);
        Objects.requireNonNull(trust);
    }

    /** The locks where they are looked for. */
    List<SeedLock> located() {
        return registry.map(host -> locks.stream().map(each -> each.at(host)).toList())
                .orElse(locks);
    }
}
