package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.List;

/** How much may be attached to a bundle (spec 2.1); past a limit it is malformed. */
final class AttachmentLimits {

    private static final int MAX_SIGNATURES = 100;
    private static final int MAX_REFERRERS = 64;
    private static final long MAX_ATTACHMENT = 64L << 20;
    private static final long MAX_ATTACHMENTS = 256L << 20;

    private AttachmentLimits() {}

    static void requireFewEntries(Attachment attachment, Manifest manifest) throws Obstacle {
        switch (manifest) {
            case Manifest.Image image -> {
                if (attachment.kind() == AttachmentKind.SIGNATURE
                        && image.layers().size() > MAX_SIGNATURES) {
                    throw overLimit(
                            attachment,
                            image.layers().size()
                                    + " signatures; at most "
                                    + MAX_SIGNATURES
                                    + " are accepted");
                }
            }
            case Manifest.Index index -> {
                if (index.manifests().size() > MAX_REFERRERS) {
                    throw overLimit(
                            attachment,
                            index.manifests().size()
                                    + " referrers; at most "
                                    + MAX_REFERRERS
                                    + " are accepted");
                }
            }
        }
    }

    static void requireSmall(Attachment attachment, ManifestTree tree) throws Obstacle {
        if (tree.bytes() > MAX_ATTACHMENT) {
            throw overLimit(
                    attachment,
                    tree.bytes() + " bytes; at most " + MAX_ATTACHMENT + " are accepted");
        }
    }

    static void requireSmallTogether(SeedRequest request, List<SeedPlan.Carried> carried)
            throws Obstacle {
        long together = carried.stream().mapToLong(each -> each.tree().bytes()).sum();
        if (together > MAX_ATTACHMENTS) {
            throw new Obstacle.Malformed(
                    Attempt.at(
                            "planning the attachments of",
                            request.from().toString(),
                            request.from().repository().registry()),
                    together + " bytes together; at most " + MAX_ATTACHMENTS + " are accepted");
        }
    }

    static Obstacle overLimit(Attachment attachment, String seen) {
        Repository repository = attachment.repository();
        return new Obstacle.Malformed(
                Attempt.at(
                        "planning the copy of the " + attachment.kind().label(),
                        repository.at(attachment.tag()),
                        repository.registry()),
                seen);
    }
}
