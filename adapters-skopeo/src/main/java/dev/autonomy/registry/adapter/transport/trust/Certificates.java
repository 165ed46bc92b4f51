package dev.autonomy.registry.adapter.transport.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads certificates from PEM files. */
final class Certificates {

    private Certificates() {}

    static List<Certificate> in(Path file) throws IOException, GeneralSecurityException {
        return parse(PemBlock.parse(Files.readString(file, StandardCharsets.ISO_8859_1)));
    }

    static List<Certificate> parse(Collection<PemBlock> blocks) throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<Certificate> certificates = new ArrayList<>();
        for (PemBlock block : blocks) {
            if (block.label().equals("CERTIFICATE")) {
                certificates.add(
                        factory.generateCertificate(new ByteArrayInputStream(block.der())));
            }
        }
        return certificates;
    }
}
