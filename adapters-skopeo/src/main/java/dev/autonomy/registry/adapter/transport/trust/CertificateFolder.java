package dev.autonomy.registry.adapter.transport.trust;

import dev.autonomy.registry.adapter.words.Words;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * What {@code certs.d/<host[:port]>} holds for one registry: authorities ({@code *.crt}) and client
 * certificates with their keys ({@code *.cert}, {@code *.key}) (containers-certs.d(5)).
 */
record CertificateFolder(List<Certificate> authorities, Optional<KeyStore> identities) {

    private static final char[] NO_PASSWORD = new char[0];

    /** The first folder that exists; without any, nothing. */
    static CertificateFolder of(Path home, String registry) throws Obstacle {
        Optional<Path> folder =
                Stream.of(
                                home.resolve(".config/containers/certs.d"),
                                Path.of("/etc/containers/certs.d"),
                                Path.of("/etc/docker/certs.d"))
                        .map(parent -> parent.resolve(registry))
                        .filter(Files::isDirectory)
                        .findFirst();
        return folder.isEmpty()
                ? new CertificateFolder(List.of(), Optional.empty())
                : read(folder.get());
    }

    Optional<KeyManager[]> keyManagers() throws GeneralSecurityException {
        if (identities.isEmpty()) {
            return Optional.empty();
        }
        KeyManagerFactory factory =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(identities.get(), NO_PASSWORD);
        return Optional.of(factory.getKeyManagers());
    }

    private static CertificateFolder read(Path folder) throws Obstacle {
        List<Certificate> authorities = new ArrayList<>();
        Optional<KeyStore> identities = Optional.empty();
        for (Path file : files(folder)) {
            String name = file.getFileName().toString();
            try {
                if (name.endsWith(".crt")) {
                    authorities.addAll(Certificates.in(file));
                } else if (name.endsWith(".cert")) {
                    KeyStore store = identities.isPresent() ? identities.get() : emptyStore();
                    addIdentity(store, file, sibling(file, ".cert", ".key"));
                    identities = Optional.of(store);
                } else if (name.endsWith(".key")) {
                    requireFile(sibling(file, ".key", ".cert"));
                }
            } catch (IOException e) {
                throw unusable(file, "it cannot be read");
            } catch (GeneralSecurityException e) {
                throw unusable(file, Words.clean(e.getMessage()));
            }
        }
        return new CertificateFolder(authorities, identities);
    }

    private static List<Path> files(Path folder) throws Obstacle {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw unusable(folder, "it cannot be read");
        }
    }

    private static void addIdentity(KeyStore store, Path certificate, Path key)
            throws IOException, GeneralSecurityException, Obstacle {
        requireFile(key);
        List<Certificate> chain = Certificates.in(certificate);
        if (chain.isEmpty()) {
            throw unusable(certificate, "there is no certificate in it");
        }
        PrivateKey secret =
                ClientKey.parse(PemBlock.parse(Files.readString(key, StandardCharsets.ISO_8859_1)));
        store.setKeyEntry(
                certificate.getFileName().toString(),
                secret,
                NO_PASSWORD,
                chain.toArray(Certificate[]::new));
    }

    private static void requireFile(Path file) throws Obstacle {
        if (!Files.isRegularFile(file)) {
            throw unusable(
                    file,
                    "it is missing; a client certificate (.cert) and its key (.key) go together");
        }
    }

    private static Path sibling(Path file, String suffix, String other) {
        String name = file.getFileName().toString();
        return file.resolveSibling(name.substring(0, name.length() - suffix.length()) + other);
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    private static Obstacle unusable(Path file, String why) {
        return new Obstacle.StorageFailed(
                Attempt.with("reading the certificates in", file.toString()), why);
    }
}
