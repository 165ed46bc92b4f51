package dev.autonomy.registry.adapter.transport.trust;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The authorities this machine trusts, where Go looks for them (crypto/x509): {@code
 * SSL_CERT_FILE}, {@code SSL_CERT_DIR}, or the distributions' usual places. Read once, when first
 * asked for.
 */
final class SystemCertificates {

    private static final List<String> FILES =
            List.of(
                    "/etc/ssl/certs/ca-certificates.crt",
                    "/etc/pki/tls/certs/ca-bundle.crt",
                    "/etc/ssl/ca-bundle.pem",
                    "/etc/pki/tls/cacert.pem",
                    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
                    "/etc/ssl/cert.pem");

    private static final List<String> FOLDERS = List.of("/etc/ssl/certs", "/etc/pki/tls/certs");

    private final List<String> files;
    private final List<String> folders;
    private Optional<List<Certificate>> loaded = Optional.empty();

    SystemCertificates(Function<String, Optional<String>> variables) {
        this.files = variables.apply("SSL_CERT_FILE").map(List::of).orElse(FILES);
        this.folders =
                variables
                        .apply("SSL_CERT_DIR")
                        .map(names -> List.of(names.split(":")))
                        .orElse(FOLDERS);
    }

    synchronized List<Certificate> all() {
        if (loaded.isEmpty()) {
            loaded = Optional.of(load());
        }
        return loaded.get();
    }

    /** The first file that can be read, and every file of the folders. */
    private List<Certificate> load() {
        List<Certificate> certificates = new ArrayList<>();
        Set<ByteBuffer> seen = new HashSet<>();
        files.stream()
                .map(Path::of)
                .filter(file -> Files.isRegularFile(file) && Files.isReadable(file))
                .findFirst()
                .ifPresent(file -> addAll(certificates, seen, file));
        for (String folder : folders) {
            try (Stream<Path> entries = Files.list(Path.of(folder))) {
                entries.sorted()
                        .filter(Files::isRegularFile)
                        .forEach(file -> addAll(certificates, seen, file));
            } catch (IOException _) {
                continue;
            }
        }
        return certificates;
    }

    /** A certificate that cannot be read is not trusted, and keeps no other from being so. */
    private static void addAll(List<Certificate> certificates, Set<ByteBuffer> seen, Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.ISO_8859_1);
            for (PemBlock block : PemBlock.parse(text)) {
                if (seen.add(ByteBuffer.wrap(block.der()))) {
                    addReadable(certificates, block);
                }
            }
        } catch (IOException _) {
            return;
        }
    }

    private static void addReadable(List<Certificate> certificates, PemBlock block) {
        try {
            certificates.addAll(Certificates.parse(List.of(block)));
        } catch (CertificateException _) {
            return;
        }
    }
}
