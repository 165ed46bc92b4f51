package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.HostileText;
import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Verifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tries every sigstore bundle among the referrers of a subject. What kind a referrer is, its
 * manifest says: the lists of registries say it wrongly as often as not (rule R2).
 */
final class BundleSignatures {

    static final int MAX_REFERRERS = 64;

    /** Of any version; only one is read. */
    private static final String BUNDLES = "application/vnd.dev.sigstore.bundle";

    /** The config of a legacy signature that cosign 2 attached as a referrer, on trial. */
    private static final String TRIAL = "application/vnd.dev.cosign.artifact.sig.v1+json";

    private final ArtifactReader evidence;
    private final SignatureBlobs blobs;
    private final SignerCheck signer;
    private final ClaimsCheck claims;

    BundleSignatures(ArtifactReader evidence, SignerCheck signer, ClaimsCheck claims) {
        this.evidence = evidence;
        this.blobs = new SignatureBlobs(evidence);
        this.signer = signer;
        this.claims = claims;
    }

    List<Candidate> candidates(Verifier.Subject subject) throws Obstacle, InterruptedException {
        List<Attachment> lists =
                subject.attachments().stream()
                        .filter(attachment -> attachment.kind() == AttachmentKind.REFERRERS)
                        .toList();
        Set<Digest> referrers = new HashSet<>();
        lists.forEach(list -> referrers.addAll(listed(list)));
        if (referrers.size() > MAX_REFERRERS) {
            return List.of(
                    Candidate.notASignature(
                            lists.getFirst().digest(),
                            referrers.size()
                                    + " referrers; at most "
                                    + MAX_REFERRERS
                                    + " of one artifact are accepted"));
        }
        List<Candidate> candidates = new ArrayList<>();
        Set<Digest> read = new HashSet<>();
        for (Attachment list : lists) {
            candidates.addAll(candidates(subject, list, read));
        }
        return candidates;
    }

    /** What one registry lacks, the other may have: only what could be read is read once. */
    private List<Candidate> candidates(
            Verifier.Subject subject, Attachment list, Set<Digest> alreadyRead)
            throws Obstacle, InterruptedException {
        if (list.manifest() instanceof Manifest.Image) {
            return List.of(
                    Candidate.notASignature(
                            list.digest(),
                            "an image's manifest, where a list of referrers is expected"));
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Digest referrer : listed(list)) {
            if (!alreadyRead.contains(referrer)) {
                Optional<Candidate> candidate = candidate(subject, list, referrer);
                candidate.ifPresent(candidates::add);
                if (candidate.stream().noneMatch(each -> each.result().isForWantOfContent())) {
                    alreadyRead.add(referrer);
                }
            }
        }
        return candidates;
    }

    private static Set<Digest> listed(Attachment list) {
        Set<Digest> digests = new LinkedHashSet<>();
        if (list.manifest() instanceof Manifest.Index index) {
            index.manifests().forEach(each -> digests.add(each.digest()));
        }
        return digests;
    }

    /** Nothing where the referrer is something else than a signature. */
    private Optional<Candidate> candidate(
            Verifier.Subject subject, Attachment list, Digest referrer)
            throws Obstacle, InterruptedException {
        try {
            return evidence.manifest(list.repository(), referrer) instanceof Manifest.Image image
                    ? candidate(subject, list, image)
                    : Optional.empty();
        } catch (Obstacle.Contradiction e) {
            return Optional.of(
                    new Candidate(
                            referrer,
                            new Candidate.Result.Contradicted(),
                            "its manifest is not the one that is listed: " + e.seen()));
        } catch (Obstacle.NotFound _) {
            return Optional.of(
                    new Candidate(
                            referrer,
                            new Candidate.Result.Missing(),
                            "it is listed, and not there"));
        } catch (Obstacle.Malformed | Obstacle.Unsupported e) {
            return Optional.of(
                    Candidate.notASignature(referrer, "its manifest cannot be read: " + e.seen()));
        }
    }

    /** cosign itself looks for the form that was on trial only where it is told to. */
    private Optional<Candidate> candidate(
            Verifier.Subject subject, Attachment list, Manifest.Image image)
            throws Obstacle, InterruptedException {
        if (isBundle(image)) {
            return Optional.of(bundle(subject, list, image));
        }
        return isOnTrial(image)
                ? Optional.of(
                        Candidate.notASignature(
                                image.digest(),
                                "it is a signature in a form that cosign 2 had on trial"
                                        + " (--registry-referrers-mode=oci-1-1), which is not read"
                                        + " here and which cosign does not look for by itself; sign"
                                        + " again with cosign 3, or with cosign 2 without that option"))
                : Optional.empty();
    }

    private static boolean isOnTrial(Manifest.Image image) {
        return image.config().mediaType().equals(TRIAL)
                || image.artifactType().filter(TRIAL::equals).isPresent()
                || image.layers().stream()
                        .anyMatch(each -> each.mediaType().equals(LegacySignatures.SIMPLE_SIGNING));
    }

    private static boolean isBundle(Manifest.Image image) {
        return image.artifactType().filter(type -> type.startsWith(BUNDLES)).isPresent()
                || image.layers().stream().anyMatch(each -> each.mediaType().startsWith(BUNDLES));
    }

    private Candidate bundle(Verifier.Subject subject, Attachment list, Manifest.Image image)
            throws Obstacle, InterruptedException {
        if (image.layers().size() != 1) {
            return Candidate.notASignature(
                    image.digest(),
                    "a bundle of " + image.layers().size() + " layers; one is expected");
        }
        Descriptor layer = image.layers().getFirst();
        if (!layer.mediaType().equals(SigstoreBundle.MEDIA_TYPE)) {
            return Candidate.notASignature(
                    image.digest(),
                    "a bundle of type "
                            + HostileText.quoted(layer.mediaType())
                            + "; "
                            + SigstoreBundle.MEDIA_TYPE
                            + " is expected");
        }
        return blobs.read(
                list.repository(),
                image.digest(),
                layer,
                "bundle",
                json ->
                        claims.candidate(
                                subject,
                                image.digest(),
                                signer.bundle(json),
                                InTotoStatement::read));
    }
}
