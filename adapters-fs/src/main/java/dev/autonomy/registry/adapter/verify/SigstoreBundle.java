package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.HostileText;
import dev.autonomy.registry.adapter.document.KnownMembers;
import dev.autonomy.registry.adapter.document.Unreadable;
import java.util.stream.Stream;

/**
 * A sigstore bundle v0.3 around a DSSE envelope, read strictly and not believed yet, and what it
 * offers to verify that with (sigstore protobuf-specs, sigstore_bundle.proto).
 */
record SigstoreBundle(Signer signer, KnownMembers material, DsseEnvelope envelope) {

    static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

    /** What the signer is to be known by. */
    enum Signer {
        KEY,
        CERTIFICATE
    }

    static SigstoreBundle read(byte[] document) throws Unreadable {
        KnownMembers bundle =
                KnownMembers.of(
                        document,
                        "mediaType",
                        "verificationMaterial",
                        "dsseEnvelope",
                        "messageSignature");
        String mediaType = bundle.text("mediaType");
        if (!mediaType.equals(MEDIA_TYPE)) {
            throw new Unreadable(
                    "its mediaType is " + HostileText.quoted(mediaType) + ", not " + MEDIA_TYPE);
        }
        if (bundle.has("messageSignature")) {
            throw new Unreadable(
                    "it signs a file (messageSignature), which is no statement about an image");
        }
        KnownMembers material =
                bundle.object(
                        "verificationMaterial",
                        "publicKey",
                        "certificate",
                        "x509CertificateChain",
                        "tlogEntries",
                        "timestampVerificationData");
        return new SigstoreBundle(signer(material), material, DsseEnvelope.in(bundle));
    }

    private static Signer signer(KnownMembers material) throws Unreadable {
        long named =
                Stream.of("publicKey", "certificate", "x509CertificateChain")
                        .filter(material::has)
                        .count();
        if (named != 1) {
            throw new Unreadable("it does not name the one key or certificate it was made with");
        }
        if (!material.has("publicKey")) {
            return Signer.CERTIFICATE;
        }
        material.object("publicKey", "hint");
        return Signer.KEY;
    }
}
