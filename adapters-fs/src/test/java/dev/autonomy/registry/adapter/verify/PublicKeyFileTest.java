package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.adapter.file.Pipe;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicKeyFileTest {

    private static final SigningKey KEY = SigningKey.p256();
    private static final String PEM = KEY.pem();
    private static final String BODY = Base64.getEncoder().encodeToString(KEY.spki());

    @TempDir private Path folder;

    @Test
    void one_public_key_block_is_a_key() throws Exception {
        TrustedKey key = read(PEM);

        assertEquals("ECDSA P-256", key.type());
        assertArrayEquals(KEY.spki(), key.subjectPublicKeyInfo());
        assertEquals(Sha256.of(KEY.spki()), key.fingerprint());
    }

    @Test
    void line_endings_and_blank_lines_around_the_block_do_not_matter() throws Exception {
        assertEquals(read(PEM).fingerprint(), read(PEM.replace("\n", "\r\n")).fingerprint());
        assertEquals(read(PEM).fingerprint(), read("\n\n" + PEM.strip()).fingerprint());
        assertEquals(read(PEM).fingerprint(), read(PEM + "\r\n \n").fingerprint());
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, '\uFEFF', it starts with a byte order mark; save it as UTF-8 without one",
        "UTF-16LE, '', it is in UTF-16; save it as UTF-8",
        "UTF-16LE, '\uFEFF', it is in UTF-16; save it as UTF-8",
        "UTF-16BE, '', it is in UTF-16; save it as UTF-8",
        "UTF-16BE, '\uFEFF', it is in UTF-16; save it as UTF-8"
    })
    void an_encoding_that_cosign_does_not_take_is_named(String charset, String mark, String reason)
            throws Exception {
        Path file =
                Files.write(
                        folder.resolve("saved.pub"),
                        (mark + PEM.replace("\n", "\r\n")).getBytes(charset));

        assertEquals(
                reason,
                assertThrows(
                                Obstacle.TrustUnusable.class,
                                () -> PublicKeyFile.read(file.toString()))
                        .seen());
    }

    @Test
    void a_mark_that_is_pasted_with_a_key_does_not_matter() throws Exception {
        assertEquals(read(PEM).fingerprint(), PublicKeyFile.text("\uFEFF" + PEM).fingerprint());
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\u00A0", "\u200B", "\u2028 ", "\uFEFF"})
    void what_cannot_be_seen_at_the_end_of_a_line_does_not_matter(String unseen) throws Exception {
        String pasted = PEM.replace("\n", unseen + "\n");

        assertEquals(read(PEM).fingerprint(), read(pasted).fingerprint());
    }

    @Test
    void what_cannot_be_seen_in_the_middle_of_a_line_is_said() {
        String reason =
                "line %d of it holds U+%s, a character that may not be seen and does not belong there";

        assertRefused(reason.formatted(1, "000C"), PEM.replace("-----\nM", "-----\fM"));
        assertRefused(reason.formatted(1, "00A0"), PEM.replace("BEGIN ", "BEGIN\u00A0"));
        assertRefused(reason.formatted(2, "200B"), PEM.replace("\nMFk", "\nM\u200BFk"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "awskms:///alias/robots",
                "gcpkms://projects/p/locations/l/keyRings/r/cryptoKeys/k",
                "azurekms://vault.example/key",
                "hashivault://key",
                "k8s://namespace/secret",
                "pkcs11:token=robots;object=key"
            })
    void the_address_of_a_key_is_told_how_to_become_a_file(String address) {
        for (String written : List.of(address, Path.of(address).toString())) {
            assertEquals(
                    "it is the address of a key that is kept elsewhere, not a file; write its public key"
                            + " to a file with: cosign public-key --key <that address> > cosign.pub",
                    assertThrows(Obstacle.TrustUnusable.class, () -> PublicKeyFile.read(written))
                            .seen());
        }
    }

    @Test
    void a_key_on_the_web_is_to_be_downloaded() {
        assertEquals(
                "it is an address, not a file; download the public key from there first",
                assertThrows(
                                Obstacle.TrustUnusable.class,
                                () -> PublicKeyFile.read("https:/keys.example/cosign.pub"))
                        .seen());
    }

    @Test
    void an_empty_file_is_called_empty() {
        assertRefused("it is empty", "");
        assertRefused("it is empty", " \n");
    }

    @Test
    void what_is_no_pem_is_told_how_a_key_file_starts() {
        String reason =
                "it holds no PEM block; a public key file starts with -----BEGIN PUBLIC KEY-----";

        assertRefused(reason, BODY);
        assertRefused(reason, new String(KEY.spki(), StandardCharsets.ISO_8859_1));
        assertRefused(reason, PEM.replace("-----", "----"));
    }

    @Test
    void an_openssh_key_is_told_how_to_convert_it() {
        String reason = "it is an OpenSSH key; convert it with: ssh-keygen -e -m pkcs8 -f <file>";

        assertRefused(reason, "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA== me@here\n");
        assertRefused(reason, "ecdsa-sha2-nistp256 AAAAE2VjZHNh me@here\n");
    }

    @Test
    void a_private_key_is_called_one_and_never_echoed() {
        for (String label :
                new String[] {
                    "PRIVATE KEY",
                    "EC PRIVATE KEY",
                    "ENCRYPTED PRIVATE KEY",
                    "ENCRYPTED SIGSTORE PRIVATE KEY",
                    "OPENSSH PRIVATE KEY"
                }) {
            byte[] secret = KEY.pair().getPrivate().getEncoded();
            String pem = SigningKey.pem(label, secret);

            Obstacle.TrustUnusable refusal =
                    assertRefused(
                            "it is a private key; choose the public key, usually cosign.pub", pem);
            assertFalse(refusal.toString().contains(pem.lines().skip(1).findFirst().orElseThrow()));
        }
    }

    @Test
    void a_certificate_is_called_one() {
        assertRefused(
                "it is a certificate, not a public key",
                SigningKey.pem("CERTIFICATE", new byte[] {1, 2, 3}));
    }

    @Test
    void a_pkcs_1_key_is_told_how_to_convert_it() {
        assertRefused(
                "it is an RSA key in PKCS#1 form; convert it with: openssl rsa -RSAPublicKey_in -pubout",
                SigningKey.pem("RSA PUBLIC KEY", new byte[] {1, 2, 3}));
    }

    @Test
    void another_block_is_not_a_public_key() {
        assertRefused(
                "its PEM block is not a PUBLIC KEY",
                SigningKey.pem("PGP PUBLIC KEY BLOCK", new byte[] {1, 2, 3}));
    }

    @Test
    void two_blocks_are_one_too_many_whatever_they_are() {
        String reason = "it holds more than one PEM block; one public key is needed";

        assertRefused(reason, PEM + SigningKey.p256().pem());
        assertRefused(reason, PEM + SigningKey.pem("CERTIFICATE", new byte[] {1}));
        assertRefused(reason, SigningKey.pem("PRIVATE KEY", new byte[] {1}) + PEM);
    }

    @Test
    void other_text_around_the_block_is_refused() {
        String reason = "there is other text around its PEM block";

        assertRefused(reason, "a comment\n" + PEM);
        assertRefused(reason, PEM + "a comment\n");
        assertRefused(reason, "x" + PEM);
    }

    @Test
    void a_damaged_block_is_called_damaged() {
        String reason = "its PEM block is damaged";
        String end = "-----END PUBLIC KEY-----";

        assertRefused(reason, PEM.replace("\n" + end, ""));
        assertRefused(reason, PEM.replace(end, "-----END CERTIFICATE-----"));
        assertRefused(reason, PEM.replace("\n", ""));
        assertRefused(reason, PEM.replace("\n", " "));
        assertRefused(reason, PEM.replace("\n" + end, end));
        assertRefused(reason, PEM.replace("=", ""));
        assertRefused(reason, PEM.replace("\nM", "\nComment: x\n\nM"));
        assertRefused(reason, PEM.replace("MFkw", "MF kw"));
        assertRefused(reason, "-----BEGIN PUBLIC KEY-----\n" + end + "\n");
    }

    @Test
    void base64_with_bits_that_do_not_matter_is_damaged() {
        assertEquals('=', BODY.charAt(BODY.length() - 1));
        char last = BODY.charAt(BODY.length() - 2);
        String otherSpelling = PEM.replace(last + "=", (char) (last + 1) + "=");

        assertRefused("its PEM block is damaged", otherSpelling);
    }

    @Test
    void content_that_is_no_key_is_called_so() {
        assertRefused(
                "it does not hold a valid key",
                SigningKey.pem("PUBLIC KEY", "hello, world".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_file_that_is_too_large_is_not_read_on() {
        assertRefused("it is too large for a key file", PEM + "\n".repeat(64 << 10));
    }

    @Test
    void a_file_that_is_not_there_and_a_folder_are_named() {
        assertEquals("there is no such file", refusal(folder.resolve("absent.pub")).seen());
        assertEquals("it is a folder", refusal(folder).seen());
        assertEquals(
                "it cannot be read",
                assertThrows(Obstacle.TrustUnusable.class, () -> PublicKeyFile.read("a\0b"))
                        .seen());
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_pipe_that_another_program_writes_the_key_to_is_read() throws Exception {
        Path pipe = Pipe.make(folder.resolve("pipe"));
        Path file = file(PEM);
        Process cat =
                new ProcessBuilder("sh", "-c", "cat '%s' >'%s'".formatted(file, pipe)).start();

        assertEquals(
                PublicKeyFile.read(file.toString()).fingerprint(),
                PublicKeyFile.read(pipe.toString()).fingerprint());
        assertEquals(0, cat.waitFor());
    }

    @Test
    void a_refusal_names_the_file() throws IOException {
        Path file = Files.writeString(folder.resolve("cosign.pub"), "");

        assertEquals("reading the public key " + file, refusal(file).attempt().toString());
    }

    private TrustedKey read(String content) throws Exception {
        return PublicKeyFile.read(file(content).toString());
    }

    private Obstacle.TrustUnusable assertRefused(String reason, String content) {
        Obstacle.TrustUnusable refusal = refusal(file(content));
        assertEquals(reason, refusal.seen());
        return refusal;
    }

    private static Obstacle.TrustUnusable refusal(Path file) {
        return assertThrows(
                Obstacle.TrustUnusable.class, () -> PublicKeyFile.read(file.toString()));
    }

    private Path file(String content) {
        try {
            return Files.writeString(folder.resolve("key.pub"), content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
