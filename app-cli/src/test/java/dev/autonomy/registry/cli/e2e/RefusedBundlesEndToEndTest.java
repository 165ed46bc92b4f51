package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autonomy.registry.testkit.DockerRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bundles that do not pass, over a destination that holds a good one: each has its exit code and
 * its words, and leaves tags and files as they were.
 */
class RefusedBundlesEndToEndTest {

    private static final DockerRegistry UPSTREAM = Site.publisher();

    private final Site site = new Site(UPSTREAM);
    private Map<String, String> tagsBefore;
    private Map<String, String> outputsBefore;

    @BeforeEach
    void a_good_bundle_is_there() {
        Site.Ended ended = site.seed("v1");
        assertEquals(0, ended.status(), ended::toString);
        tagsBefore = site.edgeView.tags();
        outputsBefore = site.outputs();
    }

    @AfterAll
    static void stop() {
        UPSTREAM.close();
    }

    @AfterEach
    void close() {
        site.close();
    }

    static Stream<Arguments> bundles() {
        return Stream.of(
                arguments("unsigned", 10, "Never signed"),
                arguments("other-key", 12, "Wrong key"),
                arguments("lock-fingerprint", 13, "fingerprint"),
                arguments("lock-other-release", 13, "another image"),
                arguments("policy-bytes", 13, "not the one the lock names"),
                arguments("no-signed-at", 14, "autonomy.signed-at"),
                arguments("future", 14, "ahead of this machine's clock"),
                arguments("policy-version", 16, "1.5.0"),
                arguments("no-sidecars", 5, "no-sidecars-lock"));
    }

    @Test
    void a_sidecar_that_is_not_there_is_asked_for_by_its_place() {
        Site.Ended ended = site.seed("no-sidecars");

        assertTrue(ended.err().contains("at <tag>-lock and <tag>-policy"), ended::toString);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bundles")
    void a_bundle_that_does_not_pass_changes_nothing(String tag, int status, String words) {
        Site.Ended ended = site.seed(tag);

        assertEquals(status, ended.status(), ended::toString);
        assertTrue(ended.err().contains(words), ended::toString);
        assertTrue(
                status < 10 || ended.err().contains("still points at " + site.fixture.digest("v1")),
                ended::toString);
        assertNothingChanged();
    }

    @Test
    void a_key_that_did_not_sign_is_the_wrong_key() {
        Site.Ended ended = site.seed(site.from("v2"), site.to("v1"), site.fixture.otherKey());

        assertEquals(12, ended.status(), ended::toString);
        assertNothingChanged();
    }

    @Test
    void a_signature_older_than_the_maximum_age_is_stale() {
        Site.Ended ended =
                site.at(Site.NOW.plus(Duration.ofDays(10))).seed("v2", "--max-age", "24h");

        assertEquals(14, ended.status(), ended::toString);
        assertNothingChanged();
    }

    @Test
    void an_unchecked_time_lets_an_old_bundle_pass_and_says_so() {
        site.environment.put("AUTONOMY_TRUST_TIME", "false");

        Site.Ended ended = site.seed("no-signed-at");

        assertEquals(0, ended.status(), ended::toString);
        assertTrue(ended.err().contains("replayed"), ended::toString);
    }

    @Test
    void a_reference_that_is_not_there_is_not_found() {
        Site.Ended ended = site.seed("v9");

        assertEquals(5, ended.status(), ended::toString);
        assertTrue(ended.err().contains("robot-behavior:v9"), ended::toString);
        assertNothingChanged();
    }

    @Test
    void a_rehearsal_ends_with_the_exit_code_the_seed_would_have() {
        for (Arguments bundle :
                List.of(arguments("other-key", 12), arguments("policy-version", 16))) {
            assertEquals(
                    bundle.get()[1], site.seed((String) bundle.get()[0], "--dry-run").status());
        }
        assertNothingChanged();
    }

    private void assertNothingChanged() {
        assertEquals(tagsBefore, site.edgeView.tags());
        assertEquals(outputsBefore, site.outputs());
        assertEquals(List.of(), site.leftovers());
    }
}
