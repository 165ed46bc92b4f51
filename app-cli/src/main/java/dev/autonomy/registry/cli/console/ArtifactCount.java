package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.text.Quantities;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.progress.SeedEvent;
import java.util.ArrayList;
import java.util.List;

/** Says what a list of artifacts is made of: {@code 2 platforms, lock, policy, 3 signatures}. */
final class ArtifactCount {

    private ArtifactCount() {}

    static String of(List<SeedEvent.Artifact> artifacts) {
        List<String> parts = new ArrayList<>();
        for (SeedEvent.Artifact artifact : artifacts) {
            if (artifact.name().equals(BundlePart.IMAGE.label())) {
                parts.add(
                        artifact.platforms().isEmpty()
                                ? "one image"
                                : Quantities.count(artifact.platforms().size(), "platform"));
            } else if (artifact.name().equals(BundlePart.LOCK.label())
                    || artifact.name().equals(BundlePart.POLICY.label())) {
                parts.add(artifact.name());
            }
        }
        for (AttachmentKind kind : AttachmentKind.values()) {
            long count = artifacts.stream().filter(each -> isA(kind, each)).count();
            if (count > 0) {
                parts.add(count(kind, count));
            }
        }
        return String.join(", ", parts);
    }

    private static boolean isA(AttachmentKind kind, SeedEvent.Artifact artifact) {
        return artifact.name().startsWith(kind.label() + " of ");
    }

    private static String count(AttachmentKind kind, long count) {
        return switch (kind) {
            case SIGNATURE, ATTESTATION -> Quantities.count(count, kind.label());
            case SBOM -> Quantities.count(count, "SBOM");
            case REFERRERS -> Quantities.count(count, "list") + " of referrers";
        };
    }
}
