package dev.autonomy.registry.adapter.transport.trust;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads the private key of a client certificate: PKCS #8, or the older forms that OpenSSL and Go
 * write for RSA (PKCS #1) and elliptic curves (SEC 1).
 */
final class ClientKey {

    private static final byte[] VERSION_0 = {2, 1, 0};
    private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");
    private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");
    private static final int SEQUENCE = 0x30;
    private static final int OCTET_STRING = 0x04;
    private static final int PARAMETERS = 0xa0;

    private ClientKey() {}

    static PrivateKey parse(List<PemBlock> blocks) throws GeneralSecurityException {
        for (PemBlock block : blocks) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return pkcs8(block.der());
                }
                case "RSA PRIVATE KEY" -> {
                    return pkcs8(wrapped(RSA, block.der()));
                }
                case "EC PRIVATE KEY" -> {
                    byte[] algorithm = joined(EC, curve(block.der()));
                    return pkcs8(wrapped(algorithm, block.der()));
                }
                case "ENCRYPTED PRIVATE KEY" ->
                        throw new InvalidKeySpecException("the private key is encrypted");
                default -> {}
            }
        }
        throw new InvalidKeySpecException("there is no private key in it");
    }

    private static PrivateKey pkcs8(byte[] der) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm)
                        .generatePrivate(new PKCS8EncodedKeySpec(der));
            } catch (InvalidKeySpecException _) {
                continue;
            }
        }
        throw new InvalidKeySpecException("the private key is of no known kind");
    }

    private static byte[] wrapped(byte[] algorithm, byte[] key) {
        return element(
                SEQUENCE,
                joined(VERSION_0, element(SEQUENCE, algorithm), element(OCTET_STRING, key)));
    }

    /** The named curve inside a SEC 1 key: version, key, then the parameters. */
    private static byte[] curve(byte[] sec1) throws InvalidKeySpecException {
        try {
            int at = contentStart(sec1, 0);
            while ((sec1[at] & 0xff) != PARAMETERS) {
                at = contentStart(sec1, at) + contentLength(sec1, at);
            }
            int start = contentStart(sec1, at);
            byte[] curve = new byte[contentLength(sec1, at)];
            System.arraycopy(sec1, start, curve, 0, curve.length);
            return curve;
        } catch (IndexOutOfBoundsException _) {
            throw new InvalidKeySpecException("the private key names no curve");
        }
    }

    private static int contentStart(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    private static int contentLength(byte[] der, int at) throws InvalidKeySpecException {
        int first = der[at + 1] & 0xff;
        if (first > 0x81) {
            throw new InvalidKeySpecException("the private key is of no known kind");
        }
        return first < 0x80 ? first : der[at + 2] & 0xff;
    }

    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            out.write(0x82);
            out.write(content.length >> 8);
            out.write(content.length);
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
