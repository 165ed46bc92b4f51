package dev.autonomy.registry.adapter.transport.trust;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientKeyTest {

    /** What a PKCS #8 RSA key of 2048 bits has before the PKCS #1 key in it. */
    private static final int BEFORE_PKCS1 = 26;

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void a_key_in_pkcs_8_is_read(String algorithm) throws Exception {
        PrivateKey key = KeyPairGenerator.getInstance(algorithm).generateKeyPair().getPrivate();

        assertEquals(key, ClientKey.parse(pem("PRIVATE KEY", key.getEncoded())));
    }

    @Test
    void an_rsa_key_in_pkcs_1_is_read() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        PrivateKey key = generator.generateKeyPair().getPrivate();
        byte[] pkcs8 = key.getEncoded();
        byte[] pkcs1 = Arrays.copyOfRange(pkcs8, BEFORE_PKCS1, pkcs8.length);

        assertEquals(key, ClientKey.parse(pem("RSA PRIVATE KEY", pkcs1)));
    }

    @ParameterizedTest
    @CsvSource({
        "secp256r1, 06082a8648ce3d030107, 32",
        "secp384r1, 06052b81040022,       48",
        "secp521r1, 06052b81040023,       66",
    })
    void a_key_on_a_curve_in_sec_1_is_read(String curve, String oid, int length) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec(curve));
        ECPrivateKey key = (ECPrivateKey) generator.generateKeyPair().getPrivate();
        byte[] sec1 = sec1(fixed(key.getS().toByteArray(), length), HexFormat.of().parseHex(oid));

        ECPrivateKey read = (ECPrivateKey) ClientKey.parse(pem("EC PRIVATE KEY", sec1));

        assertEquals(key.getS(), read.getS());
        assertEquals(key.getParams().getOrder(), read.getParams().getOrder());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ENCRYPTED PRIVATE KEY", "PUBLIC KEY", "PRIVATE KEY", "EC PRIVATE KEY"})
    void anything_else_is_refused(String label) {
        assertThrows(
                InvalidKeySpecException.class, () -> ClientKey.parse(pem(label, new byte[] {1})));
    }

    @Test
    void no_bytes_make_the_reader_fail_in_another_way() {
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            assertThrows(
                    InvalidKeySpecException.class,
                    () -> ClientKey.parse(pem("EC PRIVATE KEY", bytes)));
        }
    }

    private static byte[] sec1(byte[] secret, byte[] curve) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {2, 1, 1, 4, (byte) secret.length});
        body.writeBytes(secret);
        body.writeBytes(new byte[] {(byte) 0xa0, (byte) curve.length});
        body.writeBytes(curve);
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        key.write(0x30);
        key.write(body.size());
        key.writeBytes(body.toByteArray());
        return key.toByteArray();
    }

    private static byte[] fixed(byte[] number, int length) {
        byte[] fixed = new byte[length];
        int used = Math.min(length, number.length);
        System.arraycopy(number, number.length - used, fixed, length - used, used);
        return fixed;
    }

    private static List<PemBlock> pem(String label, byte[] der) {
        return PemBlock.parse("text before\n" + KeyMaterial.pem(label, der) + "text behind");
    }
}
