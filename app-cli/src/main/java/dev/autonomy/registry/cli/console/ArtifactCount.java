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
        for (BundlePart part : BundlePart.values()) {
            artifacts.stream()
                    .filter(each -> each.name().equals(part.label()))
                    .forEach(each -> parts.add(word(part, each)));
        }
        for (AttachmentKind kind : AttachmentKind.values()) {
            long count = artifacts.stream().filter(each -> isA(kind, each)).count();
            if (count > 0) {
                parts.add(count(kind, count));
            }
        }
        return String.join(", ", parts);
    }

    private static String word(BundlePart part, SeedEvent.Artifact artifact) {
        return switch (part) {
            case IMAGE ->
                    artifact.platforms().isEmpty()
                            ? "one image"
                            : Quantities.count(artifact.platforms().size(), "platform");
            case LOCK, POLICY -> part.label();
        };
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
