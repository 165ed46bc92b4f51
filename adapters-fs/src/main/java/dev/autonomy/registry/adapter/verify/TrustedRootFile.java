package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.adapter.file.InterruptibleFile;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.TrustedIdentity;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** A file with sigstore's trusted root, of at most one mebibyte. */
final class TrustedRootFile {

    private static final int MAX_SIZE = 1 << 20;

    private TrustedRootFile() {}

    /**
     * Reads the identity to trust, with the root that must vouch for it.
     *
     * @throws Obstacle.TrustUnusable saying what is wrong with the file
     */
    static TrustedIdentity read(TrustPolicy.ByIdentity policy)
            throws Obstacle.TrustUnusable, InterruptedException {
        Attempt attempt = Attempt.with("reading the trusted root", policy.trustedRootFile());
        try {
            byte[] document = bytes(Path.of(policy.trustedRootFile()));
            Optional<String> objection = SavedText.objection(document);
            if (objection.isPresent()) {
                throw new Unreadable(objection.get());
            }
            TrustedRoot.read(document);
            return new TrustedIdentity(
                    policy.identity(), policy.issuer(), Sha256.of(document), document);
        } catch (Unreadable e) {
            throw new Obstacle.TrustUnusable(attempt, e.getMessage());
        } catch (NoSuchFileException _) {
            throw new Obstacle.TrustUnusable(attempt, "there is no such file");
        } catch (AccessDeniedException _) {
            throw new Obstacle.TrustUnusable(attempt, "this user may not read it");
        } catch (InvalidPathException | IOException _) {
            throw new Obstacle.TrustUnusable(attempt, "it cannot be read");
        }
    }

    private static byte[] bytes(Path file) throws IOException, Unreadable, InterruptedException {
        if (Files.isDirectory(file)) {
            throw new Unreadable("it is a folder");
        }
        byte[] bytes = InterruptibleFile.head(file, MAX_SIZE + 1);
        if (bytes.length > MAX_SIZE) {
            throw new Unreadable("it is too large for a trusted root");
        }
        return bytes;
    }
}
