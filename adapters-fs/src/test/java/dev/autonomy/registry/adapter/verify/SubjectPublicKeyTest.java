package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.adapter.document.Unreadable;
import java.math.BigInteger;
import java.security.Security;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubjectPublicKeyTest {

    private static final String INVALID = "it does not hold a valid key";
    private static final String OTHER_KIND =
            "its kind of key is not accepted; use ECDSA P-256, P-384 or P-521, Ed25519, or RSA";
    private static final BigInteger RSA_F4 = BigInteger.valueOf(65537);
    private static final HexFormat HEX = HexFormat.of();

    @ParameterizedTest
    @CsvSource({
        "secp256r1, ECDSA P-256",
        "secp384r1, ECDSA P-384",
        "secp521r1, ECDSA P-521",
    })
    void three_curves_are_accepted(String curve, String type) throws Exception {
        SigningKey key = SigningKey.ec(curve, "SHA256withECDSA");

        assertEquals(type, SubjectPublicKey.read(key.spki()).type());
        assertArrayEquals(
                key.spki(), SubjectPublicKey.of(SubjectPublicKey.read(key.spki())).getEncoded());
    }

    @Test
    void ed25519_and_rsa_are_accepted() throws Exception {
        assertEquals("Ed25519", SubjectPublicKey.read(SigningKey.ed25519().spki()).type());
        assertEquals("RSA 2048", SubjectPublicKey.read(SigningKey.rsa(2048).spki()).type());
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp224r1", "secp256k1", "brainpoolP256r1"})
    void every_other_curve_is_refused(String curve) throws Exception {
        X9ECParameters parameters = ECNamedCurveTable.getByName(curve);
        byte[] der = ec(ECNamedCurveTable.getOID(curve), parameters.getG().getEncoded(false));

        assertRefused("its curve is not accepted; use P-256, P-384 or P-521", der);
    }

    @Test
    void curve_parameters_that_are_spelled_out_are_refused() throws Exception {
        X9ECParameters parameters = ECNamedCurveTable.getByName("secp256r1");
        byte[] der =
                new SubjectPublicKeyInfo(
                                new AlgorithmIdentifier(
                                        X9ObjectIdentifiers.id_ecPublicKey, parameters),
                                parameters.getG().getEncoded(false))
                        .getEncoded();

        assertRefused("its curve is not accepted; use P-256, P-384 or P-521", der);
    }

    @Test
    void a_point_that_is_not_on_the_curve_is_refused() {
        byte[] der = SigningKey.p256().spki();
        der[der.length - 1] ^= 1;

        assertRefused(INVALID + ": its point is not on the curve", der);
    }

    @Test
    void a_coordinate_outside_the_field_is_refused() throws Exception {
        byte[] point = new byte[65];
        Arrays.fill(point, (byte) 0xff);
        point[0] = 4;

        assertRefused(
                INVALID + ": its point is not on the curve",
                ec(SECObjectIdentifiers.secp256r1, point));
    }

    @Test
    void a_compressed_point_and_the_point_at_infinity_are_refused() throws Exception {
        byte[] compressed = ECNamedCurveTable.getByName("secp256r1").getG().getEncoded(true);

        assertRefused(INVALID, ec(SECObjectIdentifiers.secp256r1, compressed));
        assertRefused(INVALID, ec(SECObjectIdentifiers.secp256r1, new byte[] {0}));
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, 2047})
    void an_rsa_key_below_2048_bits_is_refused(int bits) throws Exception {
        BigInteger modulus = BigInteger.ONE.shiftLeft(bits - 1).setBit(0);

        assertRefused(
                "its RSA key has " + bits + " bits; 2048 to 8192 are accepted",
                rsa(modulus, RSA_F4));
    }

    @Test
    void an_rsa_key_above_8192_bits_is_refused() throws Exception {
        BigInteger modulus = BigInteger.ONE.shiftLeft(8192).setBit(0);

        assertRefused("its RSA key has 8193 bits; 2048 to 8192 are accepted", rsa(modulus, RSA_F4));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 17, 65535, 65538})
    void an_rsa_exponent_below_65537_or_even_is_refused(int exponent) throws Exception {
        BigInteger modulus = ((RSAPublicKey) SigningKey.rsa(2048).pair().getPublic()).getModulus();

        assertRefused(
                "the exponent of its RSA key is not accepted; an odd one from 65537 is",
                rsa(modulus, BigInteger.valueOf(exponent)));
    }

    @Test
    void an_rsa_exponent_of_one_by_which_anybody_can_sign_is_refused() throws Exception {
        BigInteger modulus = ((RSAPublicKey) SigningKey.rsa(2048).pair().getPublic()).getModulus();

        assertRefused(INVALID, rsa(modulus, BigInteger.ONE));
    }

    /** sigstore-java registers one for the whole process, and it takes such a key. */
    @Test
    void a_provider_that_a_library_registered_is_not_asked() throws Exception {
        Security.addProvider(new BouncyCastleProvider());
        BigInteger modulus = ((RSAPublicKey) SigningKey.rsa(2048).pair().getPublic()).getModulus();

        assertRefused(INVALID, rsa(modulus, BigInteger.ONE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0100000000000000000000000000000000000000000000000000000000000000",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05"
            })
    void an_ed25519_point_by_which_anybody_can_sign_is_refused(String point) throws Exception {
        byte[] der = HEX.parseHex("302a300506032b6570032100" + point);

        assertRefused(INVALID + ": its point is not accepted", der);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // X25519, Ed448, and RSA for PSS only
                "302a300506032b656e032100"
                        + "0900000000000000000000000000000000000000000000000000000000000000",
                "3043300506032b6571033a00"
                        + "0000000000000000000000000000000000000000000000000000000000000000000000000000000000"
                        + "00000000000000000000000000000000",
                "3012300b06092a864886f70d01010a030300" + "0500"
            })
    void every_other_kind_of_key_is_refused(String der) {
        assertRefused(OTHER_KIND, HEX.parseHex(der));
    }

    @Test
    void bytes_behind_the_key_are_refused() {
        byte[] der = SigningKey.p256().spki();

        assertRefused(INVALID, Arrays.copyOf(der, der.length + 1));
        assertRefused(INVALID, Arrays.copyOf(der, der.length - 1));
        assertRefused(INVALID, new byte[0]);
    }

    @Test
    void a_key_in_another_encoding_than_der_is_refused() {
        byte[] der = SigningKey.ed25519().spki();
        byte[] longLength = new byte[der.length + 1];
        longLength[0] = der[0];
        longLength[1] = (byte) 0x81;
        System.arraycopy(der, 1, longLength, 2, der.length - 1);

        assertThrows(Unreadable.class, () -> SubjectPublicKey.read(longLength));
    }

    @Test
    void sequences_nested_without_end_are_refused() {
        byte[] deep = new byte[64 << 10];
        for (int i = 0; i < deep.length; i += 2) {
            deep[i] = 0x30;
            deep[i + 1] = (byte) 0x80;
        }

        assertRefused(INVALID, deep);
    }

    private static byte[] ec(ASN1ObjectIdentifier curve, byte[] point) throws Exception {
        return new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey, curve), point)
                .getEncoded();
    }

    /** The JDK would refuse to make some of them. */
    private static byte[] rsa(BigInteger modulus, BigInteger exponent) throws Exception {
        return new SubjectPublicKeyInfo(
                        new AlgorithmIdentifier(
                                PKCSObjectIdentifiers.rsaEncryption, DERNull.INSTANCE),
                        new org.bouncycastle.asn1.pkcs.RSAPublicKey(modulus, exponent))
                .getEncoded();
    }

    private static void assertRefused(String reason, byte[] der) {
        assertEquals(
                reason,
                assertThrows(Unreadable.class, () -> SubjectPublicKey.read(der)).getMessage());
    }
}
