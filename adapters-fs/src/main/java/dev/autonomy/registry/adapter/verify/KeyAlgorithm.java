package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.Unreadable;
import java.io.IOException;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * What a SubjectPublicKeyInfo says it is: the algorithm's identifier and parameters as DER in hex.
 */
record KeyAlgorithm(String identifier, String parameters) {

    static KeyAlgorithm of(byte[] der) throws Unreadable {
        try {
            SubjectPublicKeyInfo info =
                    SubjectPublicKeyInfo.getInstance(ASN1Primitive.fromByteArray(der));
            ASN1Encodable parameters = info.getAlgorithm().getParameters();
            return new KeyAlgorithm(
                    hex(info.getAlgorithm().getAlgorithm()),
                    parameters == null ? "" : hex(parameters));
        } catch (IOException | RuntimeException _) {
            // The parser answers odd structures with unchecked exceptions as well.
            throw new Unreadable("it does not hold a valid key");
        }
    }

    private static String hex(ASN1Encodable value) throws IOException {
        return HexFormat.of().formatHex(value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
    }
}
