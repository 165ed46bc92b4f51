package dev.autonomy.registry.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.VerifyRequest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TagAndDigestHintTest {

    private static final TrustPolicy.Checked TRUST =
            new TrustPolicy.ByKey("cosign.pub", new Freshness.NotOlderThan(Duration.ofDays(365)));
    private static final String DIGEST = "sha256:" + "ab".repeat(32);
    private static final String HINT =
            "ask the publisher which of the two is meant. To have the digest, whatever the tag holds,"
                    + " leave out the tag before @"
                    + DIGEST
                    + ".";
    private static final Obstacle MOVED =
            new Obstacle.Conflict(
                    Obstacle.Conflict.Reason.SOURCE_TAG_MOVED,
                    Attempt.at("pinning the image", "source.example/app:v1", "source.example"),
                    "expected another digest");

    @Test
    void a_tag_that_holds_another_digest_than_the_one_beside_it_may_be_left_out() throws Exception {
        String both = "source.example/app:v1@" + DIGEST;

        assertEquals(HINT, SeedHint.of(MOVED, seed(both)));
        assertEquals(HINT, VerifyHint.of(MOVED, verify(both)));
    }

    @Test
    void a_tag_alone_that_moves_is_another_matter() throws Exception {
        assertNotEquals(HINT, SeedHint.of(MOVED, seed("source.example/app:v1")));
        assertNotEquals(HINT, VerifyHint.of(MOVED, verify("source.example/app:v1")));
    }

    private static SeedRequest seed(String from) throws Exception {
        return new SeedRequest(
                Reference.parse(from),
                Reference.parseDestination("edge.example/app:v1"),
                SidecarPolicy.IMAGE_ONLY,
                TRUST);
    }

    private static VerifyRequest verify(String reference) throws Exception {
        return new VerifyRequest(Reference.parse(reference), SidecarPolicy.IMAGE_ONLY, TRUST);
    }
}
