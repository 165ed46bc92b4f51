package dev.autonomy.registry.seed;

import static dev.autonomy.registry.seed.SeedScene.EDGE;
import static dev.autonomy.registry.seed.SeedScene.NOW;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.testkit.Artifact;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RemarksTest {

    private final SeedScene scene = new SeedScene();

    static Stream<Arguments> names() {
        return Stream.of(
                arguments("upstream.example/fleet/robot-behavior:v1", List.of()),
                arguments("upstream.example/robot-arm:v1", List.of(Warning.Kind.OTHER_NAME)),
                arguments("upstream.example/robot-behavior:v2", List.of(Warning.Kind.OTHER_NAME)),
                arguments("not a reference", List.of(Warning.Kind.OTHER_NAME)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void a_lock_that_calls_the_bundle_otherwise_is_remarked_on(
            String named, List<Warning.Kind> expected) throws Exception {
        scene.verifier.naming(named);

        assertEquals(expected, warnings());
    }

    @Test
    void a_bundle_signed_before_the_one_at_the_destination_is_remarked_on() throws Exception {
        Artifact current = currentAtTheEdge();
        scene.verifier.signedAt(scene.image.digest(), NOW.minus(Duration.ofDays(2)));
        scene.verifier.signedAt(current.digest(), NOW.minus(Duration.ofDays(1)));

        assertEquals(List.of(Warning.Kind.OLDER_THAN_CURRENT), warnings());
    }

    @Test
    void a_bundle_signed_after_the_one_at_the_destination_is_not() throws Exception {
        Artifact current = currentAtTheEdge();
        scene.verifier.signedAt(scene.image.digest(), NOW.minus(Duration.ofDays(1)));
        scene.verifier.signedAt(current.digest(), NOW.minus(Duration.ofDays(2)));

        assertEquals(List.of(), warnings());
    }

    @Test
    void a_destination_whose_bundle_nobody_trusted_signed_is_not_remarked_on() throws Exception {
        scene.registries.store(EDGE, "v1", Artifact.image("unsigned"));
        scene.verifier.signedAt(scene.image.digest(), NOW.minus(Duration.ofDays(2)));

        assertEquals(List.of(), warnings());
    }

    private Artifact currentAtTheEdge() {
        Artifact current = Artifact.image("current");
        scene.registries.store(EDGE, "v1", current);
        scene.attach(EDGE, current, AttachmentKind.SIGNATURE, SeedScene.signature("current"));
        return current;
    }

    private List<Warning.Kind> warnings() throws InterruptedException {
        return scene.seed().warnings().stream().map(Warning::kind).toList();
    }
}
