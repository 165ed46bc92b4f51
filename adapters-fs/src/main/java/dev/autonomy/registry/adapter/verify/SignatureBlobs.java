package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import java.util.function.Function;

/** Reads what signatures are made of; what cannot be read is a candidate too, with its reason. */
record SignatureBlobs(ArtifactReader evidence, Desk desk) {

    private static final long MAX_SIZE = 1L << 20;

    /**
     * @param attachment the manifest that names the blob
     * @param what the blob's part in the signature, for the reason
     */
    Candidate read(
            Repository repository,
            Digest attachment,
            Descriptor blob,
            String what,
            Function<byte[], Candidate> judged)
            throws Obstacle, InterruptedException {
        byte[] bytes;
        try {
            bytes = evidence.blob(repository, blob, MAX_SIZE);
        } catch (Obstacle.Contradiction e) {
            return Candidate.refused(
                    attachment,
                    Candidate.Result.CONTRADICTED,
                    "its " + what + " is not the one its manifest names: " + e.seen());
        } catch (Obstacle.NotFound _) {
            return Candidate.refused(
                    attachment, Candidate.Result.MISSING, "its " + what + " is not there");
        } catch (Obstacle.Malformed e) {
            return Candidate.notASignature(
                    attachment, "its " + what + " cannot be read: " + e.seen());
        }
        return desk.alone(() -> judged.apply(bytes));
    }
}
