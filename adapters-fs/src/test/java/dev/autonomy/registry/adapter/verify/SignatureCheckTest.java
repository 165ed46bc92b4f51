package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.model.TrustedKey;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignatureCheckTest {

    private static final byte[] PAYLOAD = "payload".getBytes(StandardCharsets.UTF_8);
    private static final SigningKey P256 = SigningKey.p256();
    private static final SigningKey RSA = SigningKey.rsa(2048);

    @ParameterizedTest
    @CsvSource({
        "secp256r1, SHA256withECDSA",
        "secp384r1, SHA384withECDSA",
        "secp384r1, SHA256withECDSA",
        "secp521r1, SHA512withECDSA",
        "secp521r1, SHA256withECDSA"
    })
    void ecdsa_verifies_with_the_hashes_cosign_uses(String curve, String scheme) {
        assertVerifies(SigningKey.ec(curve, scheme));
    }

    @ParameterizedTest
    @CsvSource({
        "secp256r1, SHA512withECDSA",
        "secp256r1, SHA1withECDSA",
        "secp384r1, SHA512withECDSA",
        "secp521r1, SHA1withECDSA"
    })
    void ecdsa_does_not_verify_with_any_other_hash(String curve, String scheme) {
        SigningKey key = SigningKey.ec(curve, scheme);

        assertFalse(SignatureCheck.verifies(key.trusted(), PAYLOAD, key.sign(PAYLOAD)));
    }

    @Test
    void ed25519_verifies_pure_and_prehashed() {
        SigningKey key = SigningKey.ed25519();

        assertVerifies(key);
        assertVerifies(key.prehashed());
    }

    @Test
    void rsa_verifies_pkcs_1_with_sha_256_only() {
        SigningKey pss =
                new SigningKey(
                        RSA.pair(),
                        "RSASSA-PSS",
                        Optional.of(
                                new PSSParameterSpec(
                                        "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1)));

        assertVerifies(RSA);
        for (SigningKey other : new SigningKey[] {RSA.signingWith("SHA512withRSA"), pss}) {
            assertFalse(SignatureCheck.verifies(RSA.trusted(), PAYLOAD, other.sign(PAYLOAD)));
        }
    }

    @Test
    void a_signature_is_of_one_key_only() {
        Map<String, SigningKey> others =
                Map.of(
                        "same kind", SigningKey.p256(),
                        "RSA", RSA,
                        "Ed25519", SigningKey.ed25519());

        others.forEach(
                (name, other) -> {
                    assertFalse(
                            SignatureCheck.verifies(P256.trusted(), PAYLOAD, other.sign(PAYLOAD)),
                            name);
                    assertFalse(
                            SignatureCheck.verifies(other.trusted(), PAYLOAD, P256.sign(PAYLOAD)),
                            name);
                });
    }

    @Test
    void the_second_form_of_an_ecdsa_signature_is_as_good_as_the_first() {
        ASN1Sequence rs = ASN1Sequence.getInstance(P256.sign(PAYLOAD));
        BigInteger n = ((ECPrivateKey) P256.pair().getPrivate()).getParams().getOrder();

        assertTrue(verifies(der(integer(rs, 0), n.subtract(integer(rs, 1)))));
    }

    @Test
    void malformed_ecdsa_signatures_do_not_verify() {
        byte[] good = P256.sign(PAYLOAD);
        ASN1Sequence rs = ASN1Sequence.getInstance(good);
        BigInteger n = ((ECPrivateKey) P256.pair().getPrivate()).getParams().getOrder();
        byte[] rawRs = new byte[64];
        Arrays.fill(rawRs, (byte) 1);

        assertFalse(verifies(new byte[0]), "nothing");
        assertFalse(verifies(rawRs), "r and s side by side");
        assertFalse(verifies(der(BigInteger.ZERO, BigInteger.ZERO)), "zeros");
        assertFalse(verifies(der(integer(rs, 0).add(n), integer(rs, 1))), "r + n");
        assertFalse(verifies(der(integer(rs, 0).negate(), integer(rs, 1))), "minus r");
        assertFalse(verifies(Arrays.copyOf(good, good.length + 2)), "bytes behind it");
        assertFalse(verifies(Arrays.copyOf(good, good.length - 1)), "cut off");
    }

    @Test
    void a_key_that_cannot_be_loaded_verifies_nothing() {
        TrustedKey broken = new TrustedKey("ECDSA P-256", Sha256.of(PAYLOAD), PAYLOAD);
        TrustedKey ofNoKnownKind = new TrustedKey("DSA", Sha256.of(P256.spki()), P256.spki());

        assertFalse(SignatureCheck.verifies(broken, PAYLOAD, P256.sign(PAYLOAD)));
        assertFalse(SignatureCheck.verifies(ofNoKnownKind, PAYLOAD, P256.sign(PAYLOAD)));
    }

    private static boolean verifies(byte[] signature) {
        return SignatureCheck.verifies(P256.trusted(), PAYLOAD, signature);
    }

    private static BigInteger integer(ASN1Sequence sequence, int index) {
        return ASN1Integer.getInstance(sequence.getObjectAt(index)).getValue();
    }

    private static byte[] der(BigInteger r, BigInteger s) {
        try {
            return new DERSequence(new ASN1Integer[] {new ASN1Integer(r), new ASN1Integer(s)})
                    .getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertVerifies(SigningKey key) {
        byte[] signature = key.sign(PAYLOAD);
        byte[] otherPayload = PAYLOAD.clone();
        otherPayload[0] ^= 1;

        assertTrue(SignatureCheck.verifies(key.trusted(), PAYLOAD, signature));
        assertFalse(SignatureCheck.verifies(key.trusted(), otherPayload, signature));
    }
}
