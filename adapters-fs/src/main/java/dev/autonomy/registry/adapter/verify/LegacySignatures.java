package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.HostileText;
import dev.autonomy.registry.adapter.document.StrictBase64;
import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.Verifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tries every signature under cosign's tag {@code sha256-<hex>.sig}; each runs all checks by itself
 * (rule R2).
 */
final class LegacySignatures {

    static final int MAX_SIGNATURES = 100;
    static final String SIMPLE_SIGNING = "application/vnd.dev.cosign.simplesigning.v1+json";
    private static final String SIGNATURE = "dev.cosignproject.cosign/signature";

    private final SignatureBlobs blobs;
    private final SignerCheck signer;
    private final ClaimsCheck claims;

    LegacySignatures(SignatureBlobs blobs, SignerCheck signer, ClaimsCheck claims) {
        this.blobs = blobs;
        this.signer = signer;
        this.claims = claims;
    }

    /** All that there are; to be had when the round was run. */
    Supplier<List<Candidate>> ask(Round round, Verifier.Subject subject) {
        List<Attachment> attached =
                subject.attachments().stream()
                        .filter(attachment -> attachment.kind() == AttachmentKind.SIGNATURE)
                        .toList();
        int signatures = merged(attached);
        if (signatures > MAX_SIGNATURES) {
            Candidate tooMany =
                    Candidate.notASignature(
                            attached.getFirst().digest(),
                            signatures
                                    + " signatures; at most "
                                    + MAX_SIGNATURES
                                    + " of one artifact are accepted");
            return () -> List.of(tooMany);
        }
        List<Supplier<Candidate>> candidates = new ArrayList<>();
        for (Attachment attachment : attached) {
            if (attachment.manifest() instanceof Manifest.Index) {
                candidates.add(
                        () ->
                                Candidate.notASignature(
                                        attachment.digest(),
                                        "an index, where a signature's manifest is expected"));
            }
            for (Descriptor layer : layers(attachment)) {
                candidates.add(round.ask(() -> candidate(subject, attachment, layer)));
            }
        }
        return () -> candidates.stream().map(Supplier::get).toList();
    }

    /** How many there would be in one manifest: what two of them share is in it once. */
    private static int merged(List<Attachment> attached) {
        Set<Descriptor> inEarlier = new HashSet<>();
        int signatures = 0;
        for (Attachment attachment : attached) {
            List<Descriptor> layers = layers(attachment);
            signatures += (int) layers.stream().filter(each -> !inEarlier.contains(each)).count();
            inEarlier.addAll(layers);
        }
        return signatures;
    }

    private static List<Descriptor> layers(Attachment attachment) {
        return switch (attachment.manifest()) {
            case Manifest.Index _ -> List.of();
            case Manifest.Image image -> image.layers();
        };
    }

    private Candidate candidate(Verifier.Subject subject, Attachment attachment, Descriptor layer)
            throws Obstacle, InterruptedException {
        if (!layer.mediaType().equals(SIMPLE_SIGNING)) {
            return Candidate.notASignature(
                    attachment.digest(),
                    "a layer of type "
                            + HostileText.quoted(layer.mediaType())
                            + ", not a cosign signature");
        }
        String base64 = layer.annotations().getOrDefault(SIGNATURE, "");
        if (!StrictBase64.isReadable(base64)) {
            return Candidate.notASignature(
                    attachment.digest(), "a signature that is missing or not in base64");
        }
        return blobs.read(
                attachment.repository(),
                attachment.digest(),
                layer,
                "payload",
                payload ->
                        claims.candidate(
                                subject,
                                attachment.digest(),
                                checked(payload, base64, layer.annotations()),
                                SimpleSigning::read));
    }

    private SignerCheck.Outcome checked(
            byte[] payload, String base64, Map<String, String> annotations) {
        return StrictBase64.decode(base64)
                .map(signature -> signer.legacy(payload, signature, annotations))
                .orElseGet(
                        () ->
                                new SignerCheck.Outcome.OtherSigner(
                                        "not a signature as cosign spells it in base64"));
    }
}
