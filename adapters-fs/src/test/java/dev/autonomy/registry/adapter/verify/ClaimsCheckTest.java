package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.port.Verifier;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaimsCheckTest {

    @Test
    void what_cannot_be_verified_here_counts_as_made_by_somebody_else() {
        Verifier.Subject image =
                new Verifier.Subject(
                        BundlePart.IMAGE, Scene.REPOSITORY, SignedImage.IMAGE.digest(), List.of());
        SigningKey key = SignedImage.OURS;
        ClaimsCheck claims =
                new ClaimsCheck(
                        new Verifier.Question(
                                List.of(image),
                                SidecarPolicy.IMAGE_ONLY,
                                key.trusted(),
                                Scene.A_MONTH,
                                Scene.NOW),
                        new KeyCheck(key.trusted(), new RecentProofs()));

        assertEquals(
                Candidate.refused(image.digest(), Candidate.Result.OTHER_KEY, "by a timestamp"),
                claims.candidate(
                        image,
                        image.digest(),
                        new SignerCheck.Outcome.NotVerifiable("by a timestamp"),
                        SimpleSigning::read));
    }
}
