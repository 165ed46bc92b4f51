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
import java.util.Base64;
import java.util.List;
import java.util.Optional;

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
        List<Candidate> candidates = new ArrayList<>();
        for (Attachment attachment : subject.attachments()) {
            if (attachment.kind() == AttachmentKind.SIGNATURE) {
                addCandidates(candidates, subject, attachment);
            }
        }
        return candidates;
    }

    private void addCandidates(
            List<Candidate> candidates, Verifier.Subject subject, Attachment attachment)
            throws Obstacle, InterruptedException {
        switch (attachment.manifest()) {
            case Manifest.Index _ ->
                    candidates.add(
                            notASignature(
                                    attachment,
                                    "an index, where a signature's manifest is expected"));
            case Manifest.Image image -> {
                if (image.layers().size() > MAX_SIGNATURES) {
                    candidates.add(
                            notASignature(
                                    attachment,
                                    image.layers().size()
                                            + " signatures in one manifest; at most "
                                            + MAX_SIGNATURES
                                            + " are looked at"));
                    return;
                }
                for (Descriptor layer : image.layers()) {
                    candidates.add(candidate(subject, attachment, layer));
                }
            }
        }
    }

    private Candidate candidate(Verifier.Subject subject, Attachment attachment, Descriptor layer)
            throws Obstacle, InterruptedException {
        if (!layer.mediaType().equals(SIMPLE_SIGNING)) {
            return notASignature(
                    attachment,
                    "a layer of type " + layer.mediaType() + ", not a cosign signature");
        }
        Optional<byte[]> signature =
                Optional.ofNullable(layer.annotations().get(SIGNATURE))
                        .flatMap(LegacySignatures::decoded);
        if (signature.isEmpty()) {
            return notASignature(attachment, "a signature that is missing or not in base64");
        }
        byte[] payload;
        try {
            payload = evidence.blob(attachment.repository(), layer, MAX_PAYLOAD);
        } catch (Obstacle.Contradiction e) {
            return new Candidate(
                    attachment.digest(),
                    new Candidate.Result.Contradicted(),
                    "its payload was changed: " + e.seen());
        } catch (Obstacle.NotFound _) {
            return new Candidate(
                    attachment.digest(),
                    new Candidate.Result.Missing(),
                    "its payload is not there");
        } catch (Obstacle.Malformed e) {
            return notASignature(attachment, "its payload cannot be read: " + e.seen());
        }
        if (!SignatureCheck.verifies(question.key(), payload, signature.get())) {
            return new Candidate(
                    attachment.digest(),
                    new Candidate.Result.OtherKey(),
                    "not a signature by this key over its payload");
        }
        return signed(subject, attachment, payload);
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
        Optional<String> stale =
                subject.part() == BundlePart.IMAGE
                        ? SignedTime.problem(
                                claims.signedAt(), question.freshness(), question.now())
                        : SignedTime.problem(
                                claims.signedAt(), new Freshness.Unchecked(), question.now());
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

    /** Strict: the JDK alone also takes missing padding and bits that do not matter (rule R4). */
    private static Optional<byte[]> decoded(String base64) {
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            boolean canonical = Base64.getEncoder().encodeToString(bytes).equals(base64);
            return canonical && bytes.length > 0 ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Candidate notASignature(Attachment attachment, String reason) {
        return new Candidate(attachment.digest(), new Candidate.Result.NotASignature(), reason);
    }
}
