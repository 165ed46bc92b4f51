package dev.autonomy.registry.drift;

import dev.autonomy.registry.catalog.BundleName;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.outcome.SeedReport.AttachmentPin;
import dev.autonomy.registry.outcome.SeedReport.PlatformPin;
import dev.autonomy.registry.outcome.SeedReport.SidecarPin;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a finished seed pinned, as its lock says (spec 3); in a catalog's lock it has a name. */
public record SeedLock(
        Optional<BundleName> name,
        Reference.Tagged image,
        Digest digest,
        List<SidecarPin> sidecars,
        List<AttachmentPin> attachments,
        List<PlatformPin> platforms) {

    public SeedLock {
        Objects.requireNonNull(name);
        Objects.requireNonNull(image);
        Objects.requireNonNull(digest);
        sidecars = List.copyOf(sidecars);
        attachments = List.copyOf(attachments);
        platforms = List.copyOf(platforms);
    }

    /** What the bundle is called in texts: its name, else its reference. */
    public String label() {
        return name.map(BundleName::toString).orElse(image.toString());
    }

    /** The same pins in the registry of another site, {@code host[:port]}. */
    public SeedLock at(String registry) {
        return new SeedLock(
                name,
                new Reference.Tagged(
                        new Repository(registry, image.repository().path()), image.name()),
                digest,
                sidecars,
                attachments,
                platforms);
    }

    /** The image's digest and those of the sidecars. */
    public Map<BundlePart, Digest> parts() {
        Map<BundlePart, Digest> parts = new EnumMap<>(BundlePart.class);
        parts.put(BundlePart.IMAGE, digest);
        sidecars.forEach(each -> parts.put(each.part(), each.digest()));
        return parts;
    }

    /** Which sidecars were seeded with the image. */
    public SidecarPolicy policy() {
        return Arrays.stream(SidecarPolicy.values())
                .filter(each -> new HashSet<>(each.parts()).equals(parts().keySet()))
                .findFirst()
                .orElseThrow();
    }
}
