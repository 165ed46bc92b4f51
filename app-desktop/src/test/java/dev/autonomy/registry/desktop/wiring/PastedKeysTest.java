package dev.autonomy.registry.desktop.wiring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.adapter.verify.PublicKeyFile;
import dev.autonomy.registry.outcome.Obstacle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PastedKeysTest {

    @TempDir private Path home;

    private Path folder;
    private KeyPair pair;

    @BeforeEach
    void make_a_key() throws Exception {
        folder = home.resolve("keys");
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        pair = generator.generateKeyPair();
    }

    @Test
    void a_public_key_is_kept_in_a_file_named_for_its_fingerprint() throws Exception {
        Path file =
                new PastedKeys(folder)
                        .keep("\r\n" + pem("PUBLIC", pair.getPublic().getEncoded()) + "\n\n");

        assertArrayEquals(
                pair.getPublic().getEncoded(),
                PublicKeyFile.read(file.toString()).subjectPublicKeyInfo());
        assertEquals(
                PublicKeyFile.read(file.toString()).fingerprint().hex().substring(0, 16) + ".pub",
                file.getFileName().toString());
    }

    @Test
    void a_private_key_is_named_and_not_written() {
        Obstacle.TrustUnusable refused =
                assertThrows(
                        Obstacle.TrustUnusable.class,
                        () ->
                                new PastedKeys(folder)
                                        .keep(pem("PRIVATE", pair.getPrivate().getEncoded())));

        assertEquals(
                "it is a private key; choose the public key, usually cosign.pub", refused.seen());
        assertFalse(Files.exists(folder));
    }

    private static String pem(String kind, byte[] der) {
        return "-----BEGIN %s KEY-----%n%s%n-----END %s KEY-----"
                .formatted(kind, Base64.getEncoder().encodeToString(der), kind);
    }
}
