package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** A sigstore bundle v0.3 around a DSSE envelope, and what it offers to verify that with. */
record SigstoreBundle(Material material, DsseEnvelope envelope) {

    static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    private static final List<String> CERTIFICATES = List.of("certificate", "x509CertificateChain");

    enum Material {
        PUBLIC_KEY,
        CERTIFICATE
    }

    static SigstoreBundle read(byte[] json) throws Unreadable {
        ObjectNode bundle = StrictJson.object(json);
        String mediaType = StrictJson.string(bundle, "mediaType").orElse("nothing");
        if (!mediaType.equals(MEDIA_TYPE)) {
            throw new Unreadable(
                    "it says it is "
                            + HostileText.quoted(mediaType)
                            + "; "
                            + MEDIA_TYPE
                            + " is expected");
        }
        if (bundle.has("messageSignature")) {
            throw new Unreadable(
                    "it signs a file (messageSignature), which is no statement about an image");
        }
        StrictJson.refuseOtherMembers(bundle, "mediaType", "verificationMaterial", "dsseEnvelope");
        return new SigstoreBundle(
                material(StrictJson.objectIn(bundle, "verificationMaterial")),
                DsseEnvelope.read(StrictJson.objectIn(bundle, "dsseEnvelope")));
    }

    private static Material material(ObjectNode material) throws Unreadable {
        StrictJson.refuseOtherMembers(
                material,
                "publicKey",
                "certificate",
                "x509CertificateChain",
                "tlogEntries",
                "timestampVerificationData");
        boolean key = material.has("publicKey");
        long certificates = CERTIFICATES.stream().filter(material::has).count();
        if (key == certificates > 0 || certificates > 1) {
            throw new Unreadable("it does not name the one key or certificate it was made with");
        }
        if (!key) {
            return Material.CERTIFICATE;
        }
        StrictJson.refuseOtherMembers(StrictJson.objectIn(material, "publicKey"), "hint");
        return Material.PUBLIC_KEY;
    }
}
