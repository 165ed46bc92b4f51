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
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

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

    BundleSignatures(
            ArtifactReader evidence, SignatureBlobs blobs, SignerCheck signer, ClaimsCheck claims) {
        this.evidence = evidence;
        this.blobs = blobs;
        this.signer = signer;
        this.claims = claims;
    }

    /** What a referrer is by its manifest, of which no more is kept while its blob arrives. */
    private sealed interface Kind {
        record Bundle(Descriptor layer) implements Kind {}

        record Unusable(String reason) implements Kind {}

        record Other() implements Kind {}
    }

    /** All that there are; to be had when the round was run. */
    Supplier<List<Candidate>> ask(Round round, Verifier.Subject subject) {
        List<Attachment> lists =
                subject.attachments().stream()
                        .filter(attachment -> attachment.kind() == AttachmentKind.REFERRERS)
                        .toList();
        Map<Digest, List<Attachment>> naming = new LinkedHashMap<>();
        lists.forEach(
                list ->
                        listed(list)
                                .forEach(
                                        each ->
                                                naming.computeIfAbsent(each, _ -> new ArrayList<>())
                                                        .add(list)));
        if (naming.size() > MAX_REFERRERS) {
            Candidate tooMany =
                    Candidate.notASignature(
                            lists.getFirst().digest(),
                            naming.size()
                                    + " referrers; at most "
                                    + MAX_REFERRERS
                                    + " of one artifact are accepted");
            return () -> List.of(tooMany);
        }
        Map<Digest, Supplier<List<Optional<Candidate>>>> tries = new LinkedHashMap<>();
        naming.forEach(
                (referrer, places) ->
                        tries.put(referrer, round.ask(() -> tries(subject, referrer, places))));
        return () -> candidates(lists, tries);
    }

    /**
     * What it came to in each place that was tried. What one registry lacks, the other may have:
     * where it could be read, it is not read again.
     */
    private List<Optional<Candidate>> tries(
            Verifier.Subject subject, Digest referrer, List<Attachment> places)
            throws Obstacle, InterruptedException {
        List<Optional<Candidate>> tries = new ArrayList<>();
        for (Attachment list : places) {
            Optional<Candidate> candidate = candidate(subject, list, referrer);
            tries.add(candidate);
            if (candidate.stream().noneMatch(Candidate::isForWantOfContent)) {
                break;
            }
        }
        return tries;
    }

    /** In the order in which the lists name them. */
    private static List<Candidate> candidates(
            List<Attachment> lists, Map<Digest, Supplier<List<Optional<Candidate>>>> tries) {
        Map<Digest, Iterator<Optional<Candidate>>> left = new HashMap<>();
        tries.forEach((referrer, each) -> left.put(referrer, each.get().iterator()));
        List<Candidate> candidates = new ArrayList<>();
        for (Attachment list : lists) {
            if (list.manifest() instanceof Manifest.Image) {
                candidates.add(
                        Candidate.notASignature(
                                list.digest(),
                                "an image's manifest, where a list of referrers is expected"));
            }
            for (Digest referrer : listed(list)) {
                Iterator<Optional<Candidate>> next = left.get(referrer);
                if (next.hasNext()) {
                    next.next().ifPresent(candidates::add);
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
            return switch (kind(evidence.manifest(list.repository(), referrer))) {
                case Kind.Bundle(Descriptor layer) ->
                        Optional.of(bundle(subject, list, referrer, layer));
                case Kind.Unusable(String reason) ->
                        Optional.of(Candidate.notASignature(referrer, reason));
                case Kind.Other() -> Optional.empty();
            };
        } catch (Obstacle.Contradiction e) {
            return Optional.of(
                    Candidate.refused(
                            referrer,
                            Candidate.Result.CONTRADICTED,
                            "its manifest is not the one that is listed: " + e.seen()));
        } catch (Obstacle.NotFound _) {
            return Optional.of(
                    Candidate.refused(
                            referrer, Candidate.Result.MISSING, "it is listed, and not there"));
        } catch (Obstacle.Malformed | Obstacle.Unsupported e) {
            return Optional.of(
                    Candidate.notASignature(referrer, "its manifest cannot be read: " + e.seen()));
        }
    }

    private static Kind kind(Manifest manifest) {
        return switch (manifest) {
            case Manifest.Index _ -> new Kind.Other();
            case Manifest.Image image when isBundle(image) -> bundle(image.layers());
            // cosign itself looks for this form only where it is told to.
            case Manifest.Image image when isOnTrial(image) ->
                    new Kind.Unusable(
                            "it is a signature in a form that cosign 2 had on trial"
                                    + " (--registry-referrers-mode=oci-1-1), which is not read"
                                    + " here and which cosign does not look for by itself; sign"
                                    + " again with cosign 3, or with cosign 2 without that option");
            case Manifest.Image _ -> new Kind.Other();
        };
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

    private static Kind bundle(List<Descriptor> layers) {
        if (layers.size() != 1) {
            return new Kind.Unusable("a bundle of " + layers.size() + " layers; one is expected");
        }
        Descriptor layer = layers.getFirst();
        if (!layer.mediaType().equals(SigstoreBundle.MEDIA_TYPE)) {
            return new Kind.Unusable(
                    "a bundle of type "
                            + HostileText.quoted(layer.mediaType())
                            + "; "
                            + SigstoreBundle.MEDIA_TYPE
                            + " is expected");
        }
        return new Kind.Bundle(
                Descriptor.of(SigstoreBundle.MEDIA_TYPE, layer.digest(), layer.size()));
    }

    private Candidate bundle(
            Verifier.Subject subject, Attachment list, Digest referrer, Descriptor layer)
            throws Obstacle, InterruptedException {
        return blobs.read(
                list.repository(),
                referrer,
                layer,
                "bundle",
                json ->
                        claims.candidate(
                                subject, referrer, signer.bundle(json), InTotoStatement::read));
    }
}
