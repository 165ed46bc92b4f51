package dev.autonomy.registry.seed;

import static dev.autonomy.registry.seed.SeedScene.SOURCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.VerifyRequest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerifyReport;
import dev.autonomy.registry.outcome.Warning;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BundleVerifierTest {

    private final SeedScene scene = new SeedScene();

    @Test
    void a_bundle_that_passes_is_verified() throws Exception {
        VerifyReport report =
                verify("source.example/robot-behavior:v1", SidecarPolicy.WITH_SIDECARS);

        assertEquals(
                Optional.of(Verdict.VERIFIED),
                report.verification().map(VerificationReport::verdict));
        assertEquals(ExitCode.SEEDED, report.exitCode());
        assertEquals(
                Map.of(
                        BundlePart.IMAGE, scene.image.digest(),
                        BundlePart.LOCK, scene.lock.digest(),
                        BundlePart.POLICY, scene.policy.digest()),
                report.pinned());
    }

    @Test
    void a_lock_alone_can_be_required() throws Exception {
        VerifyReport report = verify("source.example/robot-behavior:v1", SidecarPolicy.WITH_LOCK);

        assertEquals(
                Optional.of(Verdict.VERIFIED),
                report.verification().map(VerificationReport::verdict));
        assertEquals(2, report.pinned().size());
    }

    @Test
    void an_image_alone_is_said_to_be_just_that() throws Exception {
        VerifyReport report = verify("source.example/robot-behavior:v1", SidecarPolicy.IMAGE_ONLY);

        assertEquals(
                Optional.of(Verdict.VERIFIED_IMAGE_ONLY),
                report.verification().map(VerificationReport::verdict));
    }

    @Test
    void a_verdict_names_the_exit_code() throws Exception {
        scene.verifier.answering(Verdict.TAMPERED);

        VerifyReport report = verify("source.example/robot-behavior:v1", SidecarPolicy.IMAGE_ONLY);

        assertEquals(ExitCode.TAMPERED, report.exitCode());
    }

    @Test
    void a_missing_sidecar_is_an_obstacle_that_names_it() throws Exception {
        scene.registries.store(SOURCE, "bare", scene.image);

        VerifyReport report = verify("source.example/robot-behavior:bare", SidecarPolicy.WITH_LOCK);

        assertEquals(ExitCode.NOT_FOUND, report.exitCode());
        assertEquals(
                Optional.of(SOURCE.at(new Tag("bare-lock"))),
                report.obstacles().getFirst().attempt().artifact());
    }

    static Stream<Arguments> names() {
        return Stream.of(
                arguments("upstream.example/fleet/robot-behavior:v1", List.of()),
                arguments("upstream.example/robot-arm:v1", List.of(Warning.Kind.OTHER_NAME)),
                arguments("upstream.example/robot-behavior:v2", List.of(Warning.Kind.OTHER_NAME)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_lock_that_calls_the_bundle_otherwise_is_remarked_on_as_in_a_seed(
            String named, List<Warning.Kind> expected) throws Exception {
        scene.verifier.naming(named);

        VerifyReport report = verify("source.example/robot-behavior:v1", SidecarPolicy.WITH_LOCK);

        assertEquals(expected, report.warnings().stream().map(Warning::kind).toList());
    }

    @Test
    void an_unusable_key_is_found_before_a_registry_is_asked() throws Exception {
        scene.verifier.unusable(
                new Obstacle.TrustUnusable(
                        Attempt.locally("reading the public key"), "it is empty"));

        VerifyReport report = verify("source.example/robot-behavior:v1", SidecarPolicy.IMAGE_ONLY);

        assertInstanceOf(Obstacle.TrustUnusable.class, report.obstacles().getFirst());
        assertTrue(scene.registries.requests().isEmpty());
    }

    private VerifyReport verify(String reference, SidecarPolicy sidecars)
            throws InvalidInput, InterruptedException {
        return new BundleVerifier(
                        scene.registries,
                        scene.registries,
                        scene.verifier,
                        Clock.fixed(SeedScene.NOW, ZoneOffset.UTC))
                .verify(
                        new VerifyRequest(
                                Reference.parse(reference),
                                sidecars,
                                (TrustPolicy.Checked) SeedScene.byKey()));
    }
}
