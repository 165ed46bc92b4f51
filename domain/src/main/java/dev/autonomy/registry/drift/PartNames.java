package dev.autonomy.registry.drift;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.SeedReport.PlatformPin;
import dev.autonomy.registry.outcome.SeedReport.SidecarPin;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the manifests of one lock are called in texts. */
final class PartNames {

    private final Map<Digest, String> names = new HashMap<>();

    PartNames(SeedLock lock) {
        for (PlatformPin each : lock.platforms()) {
            names.put(each.digest(), each.platform().toString());
        }
        for (SidecarPin each : lock.sidecars()) {
            names.put(each.digest(), each.part().label());
        }
        names.put(lock.digest(), BundlePart.IMAGE.label());
    }

    String of(Digest manifest) {
        return Optional.ofNullable(names.get(manifest)).orElseGet(manifest::abbreviated);
    }

    /** {@code image signature}. */
    String of(Digest subject, AttachmentKind kind) {
        return of(subject)
                + " "
                + switch (kind) {
                    case SIGNATURE -> "signature";
                    case ATTESTATION -> "attestation";
                    case SBOM -> "SBOM";
                    case REFERRERS -> "referrer";
                };
    }
}
