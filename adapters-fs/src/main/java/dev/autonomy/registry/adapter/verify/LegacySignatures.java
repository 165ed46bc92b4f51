package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Verifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tries every signature under cosign's tag {@code sha256-<hex>.sig}; each runs all checks by itself
 * (rule R2).
 */
final class LegacySignatures {

    static final int MAX_SIGNATURES = 100;
    private static final long MAX_PAYLOAD = 1L << 20;
    private static final String SIMPLE_SIGNING = "application/vnd.dev.cosign.simplesigning.v1+json";
    private static final String SIGNATURE = "dev.cosignproject.cosign/signature";
    private static final String COSIGN_TYPE = "cosign container image signature";
    private static final String ATOMIC_TYPE = "atomic container signature";

    private final ArtifactReader evidence;
    private final Verifier.Question question;

    LegacySignatures(ArtifactReader evidence, Verifier.Question question) {
        this.evidence = evidence;
        this.question = question;
    }

    List<Candidate> candidates(Verifier.Subject subject) throws Obstacle, InterruptedException {
        List<Attachment> attached =
                subject.attachments().stream()
                        .filter(attachment -> attachment.kind() == AttachmentKind.SIGNATURE)
                        .toList();
        int signatures = merged(attached);
        if (signatures > MAX_SIGNATURES) {
            return List.of(
                    notASignature(
                            attached.getFirst(),
                            signatures
                                    + " signatures; at most "
                                    + MAX_SIGNATURES
                                    + " of one artifact are accepted"));
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Attachment attachment : attached) {
            if (attachment.manifest() instanceof Manifest.Index) {
                candidates.add(
                        notASignature(
                                attachment, "an index, where a signature's manifest is expected"));
            }
            for (Descriptor layer : layers(attachment)) {
                candidates.add(candidate(subject, attachment, layer));
            }
        }
        return candidates;
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
            return notASignature(
                    attachment,
                    "a layer of type "
                            + HostileText.quoted(layer.mediaType())
                            + ", not a cosign signature");
        }
        String base64 = layer.annotations().getOrDefault(SIGNATURE, "");
        if (!StrictBase64.isReadable(base64)) {
            return notASignature(attachment, "a signature that is missing or not in base64");
        }
        byte[] payload;
        try {
            payload = evidence.blob(attachment.repository(), layer, MAX_PAYLOAD);
        } catch (Obstacle.Contradiction e) {
            return new Candidate(
                    attachment.digest(),
                    new Candidate.Result.Contradicted(),
                    "its payload is not the one its manifest names: " + e.seen());
        } catch (Obstacle.NotFound _) {
            return new Candidate(
                    attachment.digest(),
                    new Candidate.Result.Missing(),
                    "its payload is not there");
        } catch (Obstacle.Malformed e) {
            return notASignature(attachment, "its payload cannot be read: " + e.seen());
        }
        if (!verifies(payload, base64)) {
            return new Candidate(
                    attachment.digest(),
                    new Candidate.Result.OtherKey(),
                    "not a signature by this key over its payload");
        }
        return signed(subject, attachment, payload);
    }

    private boolean verifies(byte[] payload, String base64) {
        return StrictBase64.decode(base64)
                .filter(signature -> SignatureCheck.verifies(question.key(), payload, signature))
                .isPresent();
    }

    /** What a payload that our key did sign says. */
    private Candidate signed(Verifier.Subject subject, Attachment attachment, byte[] payload) {
        SignedClaims claims;
        try {
            claims = SignedClaims.read(payload);
        } catch (Unreadable e) {
            return new Candidate(
                    attachment.digest(),
                    new Candidate.Result.UnreadableClaims(),
                    "signed by this key, but its payload cannot be read: " + e.getMessage());
        }
        Optional<String> otherSubject = otherSubject(claims, subject);
        if (otherSubject.isPresent()) {
            return new Candidate(
                    attachment.digest(),
                    new Candidate.Result.OtherSubject(),
                    "signed by this key, but " + otherSubject.get());
        }
        Freshness freshness =
                subject.part() == BundlePart.IMAGE
                        ? question.freshness()
                        : new Freshness.Unchecked();
        Optional<String> stale = SignedTime.problem(claims.signedAt(), freshness, question.now());
        if (stale.isPresent()) {
            return new Candidate(
                    attachment.digest(),
                    new Candidate.Result.Stale(),
                    "signed by this key, but " + stale.get());
        }
        return new Candidate(
                attachment.digest(),
                new Candidate.Result.Accepted(
                        SignedTime.read(claims.signedAt()), claims.reference()),
                "accepted");
    }

    private static Optional<String> otherSubject(SignedClaims claims, Verifier.Subject subject) {
        String type = claims.type().orElse("nothing");
        if (type.equals(ATOMIC_TYPE)) {
            return Optional.of(
                    "it is a simple signature of containers/image (\""
                            + ATOMIC_TYPE
                            + "\"), which is not a statement of cosign's");
        }
        if (!type.equals(COSIGN_TYPE)) {
            return Optional.of("it is not a signature of an image");
        }
        String expected = subject.digest().toString();
        return claims.digest().filter(expected::equals).isPresent()
                ? Optional.empty()
                : Optional.of("it is about other content");
    }

    private static Candidate notASignature(Attachment attachment, String reason) {
        return new Candidate(attachment.digest(), new Candidate.Result.NotASignature(), reason);
    }
}
