package dev.autonomy.registry.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrustPolicyTest {

    private static final Freshness DAY = new Freshness.NotOlderThan(Duration.ofDays(1));
    private static final Freshness ANY = new Freshness.Unchecked();

    @Test
    void the_same_signer_may_be_asked_for_under_another_rule_of_age() {
        assertEquals(new TrustPolicy.ByKey("k", DAY), new TrustPolicy.ByKey("k", ANY).with(DAY));
        assertEquals(
                new TrustPolicy.ByIdentity("i", "o", "r", DAY),
                new TrustPolicy.ByIdentity("i", "o", "r", ANY).with(DAY));
    }

    @Test
    void what_is_not_verified_has_no_age() {
        assertEquals(
                new TrustPolicy.Skipped("a test"), new TrustPolicy.Skipped("a test").with(DAY));
    }
}
