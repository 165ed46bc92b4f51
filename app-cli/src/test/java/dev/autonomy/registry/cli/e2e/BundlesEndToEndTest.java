package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.testkit.DockerRegistry;
import dev.autonomy.registry.testkit.ReferrersRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A bundle that the real cosign signed with sigstore bundles, seeded between a registry that lists
 * referrers itself and one that needs the fallback tag.
 */
class BundlesEndToEndTest {

    private static final String REPOSITORY = "/robot-behavior";

    private final SignedFixture fixture = SignedFixture.withBundles();
    private final ReferrersRegistry listing = new ReferrersRegistry(1);
    private final DockerRegistry plain = DockerRegistry.start();
    private final Machine machine = new Machine();
    private final String fallbackTag = fixture.digest("v1").replace(':', '-');

    @AfterEach
    void close() {
        machine.close();
        listing.close();
        plain.close();
    }

    @Test
    void referrers_under_the_fallback_tag_arrive_where_the_registry_lists_them() {
        fixture.publish(new TestRegistry(plain.host(), "robot-behavior"));

        Site.Ended ended = seed(plain.host(), listing.host());

        assertEquals(0, ended.status(), ended::toString);
        assertFalse(
                listing.tags().contains("robot-behavior:" + fallbackTag), listing.tags()::toString);
        assertVerifies(listing.host());
    }

    @Test
    void referrers_that_a_registry_lists_arrive_under_the_fallback_tag() {
        fixture.publish(
                new TestRegistry(listing.host(), "robot-behavior"),
                tag -> !tag.startsWith("sha256-") || tag.contains("."));

        Site.Ended ended = seed(listing.host(), plain.host());

        assertEquals(0, ended.status(), ended::toString);
        assertTrue(
                new TestRegistry(plain.host(), "robot-behavior").tags().containsKey(fallbackTag));
        assertVerifies(plain.host());
    }

    @Test
    void the_same_seed_again_changes_nothing() {
        fixture.publish(new TestRegistry(plain.host(), "robot-behavior"));
        seed(plain.host(), listing.host());

        Site.Ended ended = seed(plain.host(), listing.host());

        assertEquals(0, ended.status(), ended::toString);
        assertTrue(ended.out().contains("lready there"), ended::toString);
    }

    private Site.Ended seed(String from, String to) {
        return machine.run(
                Site.NOW,
                "registry",
                "seed",
                "--from",
                from + REPOSITORY + ":v1",
                "--to",
                to + REPOSITORY + ":v1",
                "--copy-policy",
                "--pub-key",
                fixture.key().toString(),
                "--out",
                machine.folder.resolve("seed").toString());
    }

    private void assertVerifies(String host) {
        Site.Ended ended =
                machine.run(
                        Site.NOW,
                        "bundle",
                        "verify",
                        host + REPOSITORY + ":v1",
                        "--require-lock",
                        "--require-policy",
                        "--pub-key",
                        fixture.key().toString());
        assertEquals(0, ended.status(), ended::toString);
    }
}
