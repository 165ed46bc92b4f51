package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.autonomy.registry.model.TrustedIdentity;
import org.junit.jupiter.api.Test;

class SignersTest {

    private final Signers signers = new Signers(new RecentProofs());

    @Test
    void a_trusted_root_is_read_once_for_all_questions_with_it() throws Exception {
        TrustedIdentity identity = KeylessScene.identity(new KeylessScene().trustedRoot());

        assertSame(signers.check(identity), signers.check(identity));
    }

    @Test
    void another_anchor_is_checked_by_itself() throws Exception {
        SignerCheck ofKey = signers.check(SigningKey.p256().trusted());
        SignerCheck ofOtherKey = signers.check(SigningKey.p256().trusted());
        SignerCheck ofIdentity =
                signers.check(KeylessScene.identity(new KeylessScene().trustedRoot()));

        assertNotSame(ofKey, ofOtherKey);
        assertEquals("identity", ofIdentity.knownBy());
    }
}
