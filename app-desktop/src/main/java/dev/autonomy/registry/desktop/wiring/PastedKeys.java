package dev.autonomy.registry.desktop.wiring;

import dev.autonomy.registry.adapter.verify.PublicKeyFile;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;

/**
 * Public keys that were pasted, each in a file named for its fingerprint. Nothing but a public key
 * is ever written: a private one that was pasted by mistake must not end up on the disk.
 */
record PastedKeys(Path folder) {

    /** As much of the fingerprint as tells one key of a user from another, and can be read. */
    private static final int NAME = 16;

    private static final int LINE = 64;
    private static final byte[] LINE_END = {'\n'};

    Path keep(String text) throws Obstacle {
        TrustedKey key = PublicKeyFile.text(text);
        Path file = folder.resolve(key.fingerprint().hex().substring(0, NAME) + ".pub");
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, "key", "");
            Files.writeString(temporary, pem(key), StandardCharsets.US_ASCII);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException _) {
            throw new Obstacle.TrustUnusable(
                    Attempt.with("keeping the pasted public key in", file.toString()),
                    "it cannot be written to " + file);
        }
    }

    private static String pem(TrustedKey key) {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder(LINE, LINE_END).encodeToString(key.subjectPublicKeyInfo())
                + "\n-----END PUBLIC KEY-----\n";
    }
}
