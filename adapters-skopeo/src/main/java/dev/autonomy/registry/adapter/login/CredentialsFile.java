package dev.autonomy.registry.adapter.login;

import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A credentials file that somebody names (spec 1.2, {@code --authfile}), looked at beforehand. */
public record CredentialsFile(Path path) {

    private static final int LARGEST = 1 << 20;

    /**
     * Reads it as the seed will, and keeps nothing of it.
     *
     * @throws Obstacle.LoginUnusable saying what is wrong with it; never what is in it
     */
    public void requireUsable() throws Obstacle {
        if (!Files.isRegularFile(path)) {
            throw CredentialStore.unusable(
                    path,
                    Files.exists(path) ? "it is not a regular file" : "there is no such file");
        }
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw CredentialStore.unusable(path, "it is larger than a credentials file can be");
            }
            AuthFile.parse(bytes);
        } catch (IOException _) {
            throw CredentialStore.unusable(path, "it cannot be read");
        } catch (Unreadable e) {
            throw CredentialStore.unusable(path, e.getMessage());
        }
    }
}
