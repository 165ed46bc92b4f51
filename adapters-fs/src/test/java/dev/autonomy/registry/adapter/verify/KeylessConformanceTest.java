package dev.autonomy.registry.adapter.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.autonomy.registry.adapter.document.StrictJson;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.Obstacle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The data of sigstore's conformance suite. One bundle of its good ones is a DSSE envelope in
 * format v0.3 with an entry of Rekor v1; the others are of kinds that are refused.
 */
class KeylessConformanceTest {

    private static final String IDENTITY =
            "https://github.com/sigstore-conformance/extremely-dangerous-public-oidc-beacon/.github/workflows/extremely-dangerous-oidc-beacon.yml@refs/heads/main";
    private static final String ISSUER = "https://token.actions.githubusercontent.com";
    private static final String GOOD = "happy-path-intoto-in-dsse-v3";
    private static final String NO_START = "trust-root-tlog-missing-validity-start_fail";

    @Test
    void the_bundle_of_the_public_instance_is_accepted() throws Exception {
        SignerCheck.Outcome.Signed signed =
                assertInstanceOf(SignerCheck.Outcome.Signed.class, outcome(cases().resolve(GOOD)));

        assertEquals(
                "https://in-toto.io/Statement/v1",
                StrictJson.object(signed.payload()).path("_type").asText());
    }

    @TestFactory
    Stream<DynamicTest> no_other_bundle_is_accepted() throws Exception {
        List<Path> others =
                folders().filter(each -> !each.endsWith(GOOD) && !each.endsWith(NO_START)).toList();
        assertFalse(others.isEmpty(), "no case");
        return others.stream()
                .map(
                        each ->
                                dynamicTest(
                                        each.getFileName().toString(),
                                        () ->
                                                assertFalse(
                                                        outcome(each)
                                                                instanceof
                                                                SignerCheck.Outcome.Signed)));
    }

    /** What is good and refused is refused for its kind, not as somebody else's. */
    @Test
    void a_good_bundle_in_the_newer_log_is_said_to_be_of_another_kind() throws Exception {
        assertInstanceOf(
                SignerCheck.Outcome.NotVerifiable.class,
                outcome(cases().resolve("rekor2-dsse-happy-path")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "happy-path-v0.3-new-mediaType",
                "rekor2-happy-path",
                "rekor2-timestamp-with-embedded-cert"
            })
    void a_good_signature_of_a_file_is_said_to_be_one(String name) throws Exception {
        String said =
                assertInstanceOf(
                                SignerCheck.Outcome.Unreadable.class,
                                outcome(cases().resolve(name)))
                        .reason();

        assertTrue(said.contains("it signs a file"), said);
    }

    @Test
    void a_trusted_root_without_the_start_of_a_validity_is_refused() throws Exception {
        Path folder = cases().resolve(NO_START);

        Obstacle.TrustUnusable refusal =
                assertThrows(Obstacle.TrustUnusable.class, () -> outcome(folder));

        assertEquals("a log of signatures in it lacks the start of its validity", refusal.seen());
    }

    private static SignerCheck.Outcome outcome(Path folder) throws Exception {
        Path own = folder.resolve("trusted_root.json");
        Path root =
                Files.exists(own)
                        ? own
                        : Vectors.folder().resolve("conformance/trusted_root.public-good.json");
        KeylessCheck check =
                new KeylessCheck(
                        TrustedRootFile.read(
                                new TrustPolicy.ByIdentity(
                                        text(folder.resolve("identity"), IDENTITY),
                                        text(folder.resolve("issuer"), ISSUER),
                                        root.toString(),
                                        new Freshness.Unchecked())),
                        new RecentProofs());
        return check.bundle(Files.readAllBytes(folder.resolve("bundle.sigstore.json")));
    }

    private static String text(Path file, String otherwise) throws Exception {
        return Files.exists(file) ? Files.readString(file).strip() : otherwise;
    }

    private static Path cases() {
        return Vectors.folder().resolve("conformance/bundle-verify");
    }

    private static Stream<Path> folders() throws Exception {
        try (Stream<Path> files = Files.list(cases())) {
            return files.filter(Files::isDirectory).sorted().toList().stream();
        }
    }
}
