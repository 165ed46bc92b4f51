package dev.autonomy.registry.outcome;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import java.time.Instant;
import java.util.Optional;

/**
 * A signature that passed every check: on what, in which attachment manifest, and what its signer
 * claims; a signer need not give what was signed a name.
 */
public record AcceptedSignature(
        BundlePart part,
        Digest subject,
        Digest attachment,
        Optional<Instant> signedAt,
        Optional<String> claimedReference) {}
