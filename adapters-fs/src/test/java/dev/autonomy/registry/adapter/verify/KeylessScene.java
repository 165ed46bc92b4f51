package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.model.TrustedIdentity;
import java.nio.charset.StandardCharsets;

/** A trusted root of our own making, signers with certificates of it, and what is said of them. */
final class KeylessScene {

    static final byte[] STATEMENT =
            """
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"ab"}}]}"""
                    .getBytes(StandardCharsets.UTF_8);

    final SigningKey certificateLogKey = SigningKey.p256();
    final SigningKey signatureLogKey = SigningKey.p256();
    final LocalAuthority authority;
    final LocalLog log = new LocalLog(signatureLogKey);

    KeylessScene() throws Exception {
        authority = new LocalAuthority(certificateLogKey);
    }

    KeylessSigner signer(LeafRequest request) throws Exception {
        SigningKey key = SigningKey.p256();
        return new KeylessSigner(key, authority.issue(request, key), log);
    }

    KeylessSigner goodSigner() throws Exception {
        return signer(LeafRequest.good());
    }

    ObjectNode trustedRoot() {
        return authority.trustedRoot(signatureLogKey);
    }

    KeylessCheck check() {
        return check(trustedRoot());
    }

    static KeylessCheck check(ObjectNode trustedRoot) {
        return check(LeafRequest.IDENTITY, LeafRequest.ISSUER, trustedRoot);
    }

    static KeylessCheck check(String identity, String issuer, ObjectNode trustedRoot) {
        return new KeylessCheck(identity(identity, issuer, trustedRoot), new RecentProofs());
    }

    static TrustedIdentity identity(ObjectNode trustedRoot) {
        return identity(LeafRequest.IDENTITY, LeafRequest.ISSUER, trustedRoot);
    }

    static TrustedIdentity identity(String identity, String issuer, ObjectNode trustedRoot) {
        byte[] document = bytes(trustedRoot);
        return new TrustedIdentity(identity, issuer, Sha256.of(document), document);
    }

    static byte[] bytes(ObjectNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    static void assertSigned(byte[] payload, SignerCheck.Outcome outcome) {
        SignerCheck.Outcome.Signed signed =
                assertInstanceOf(SignerCheck.Outcome.Signed.class, outcome, outcome::toString);
        assertEquals(
                new String(payload, StandardCharsets.UTF_8),
                new String(signed.payload(), StandardCharsets.UTF_8));
    }

    static void assertOtherSigner(String reason, SignerCheck.Outcome outcome) {
        assertEquals(new SignerCheck.Outcome.OtherSigner(reason), outcome);
    }

    static void assertNotVerifiable(String reason, SignerCheck.Outcome outcome) {
        String said = assertInstanceOf(SignerCheck.Outcome.NotVerifiable.class, outcome).reason();
        assertTrue(said.contains(reason), said);
    }

    static void assertUnreadable(String reason, SignerCheck.Outcome outcome) {
        assertEquals(new SignerCheck.Outcome.Unreadable(reason), outcome);
    }
}
