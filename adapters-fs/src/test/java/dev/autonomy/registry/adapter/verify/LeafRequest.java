package dev.autonomy.registry.adapter.verify;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/** What a signer's certificate is to say; as it should be, until told otherwise. */
record LeafRequest(
        List<GeneralName> names,
        Optional<String> issuer,
        Optional<String> oldIssuer,
        KeyPurposeId usage,
        Instant from) {

    static final String IDENTITY = "https://example.test/acme/release.yml@refs/tags/v1.2.0";
    static final String ISSUER = "https://token.example.test";
    static final Duration LIFETIME = Duration.ofMinutes(10);
    static final Instant FROM = Instant.parse("2026-11-22T11:59:00Z");

    static LeafRequest good() {
        return new LeafRequest(
                List.of(uri(IDENTITY)),
                Optional.of(ISSUER),
                Optional.of(ISSUER),
                KeyPurposeId.id_kp_codeSigning,
                FROM);
    }

    static GeneralName uri(String text) {
        return new GeneralName(GeneralName.uniformResourceIdentifier, text);
    }

    static GeneralName email(String text) {
        return new GeneralName(GeneralName.rfc822Name, text);
    }

    LeafRequest of(GeneralName... other) {
        return new LeafRequest(List.of(other), issuer, oldIssuer, usage, from);
    }

    LeafRequest vouchedForBy(Optional<String> now, Optional<String> before) {
        return new LeafRequest(names, now, before, usage, from);
    }

    LeafRequest usedFor(KeyPurposeId other) {
        return new LeafRequest(names, issuer, oldIssuer, other, from);
    }

    Instant until() {
        return from.plus(LIFETIME);
    }
}
