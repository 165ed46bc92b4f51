package dev.autonomy.registry.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.BundleResult;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.Transfer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CatalogBoardTest {

    private static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    private static final Digest BASE = digest('b');

    private final CatalogBoard board = new CatalogBoard();

    private static Digest digest(char hex) {
        return new Digest(String.valueOf(hex).repeat(64));
    }

    private static SeedEvent.Artifact image(char own) {
        return new SeedEvent.Artifact(
                "image", digest(own), Map.of(BASE, 100L, digest(own), 10L), List.of());
    }

    private void tell(String bundle, SeedEvent event) {
        board.on(new SeedEvent.OfBundle(bundle, event));
    }

    private void judge(String bundle, String registry, SeedEvent.Artifact image) {
        tell(bundle, new SeedEvent.BundleStarted(START, request(registry)));
        tell(bundle, new SeedEvent.Planned(START, List.of(image), image.bytes()));
        tell(bundle, new SeedEvent.StepFinished(START, SeedStep.PREFLIGHT));
    }

    private static SeedRequest request(String registry) {
        try {
            return new SeedRequest(
                    Reference.parse("source.example/nav:v1"),
                    Reference.parseDestination(registry + "/nav:v1"),
                    SidecarPolicy.IMAGE_ONLY,
                    new TrustPolicy.Skipped("a test"));
        } catch (InvalidInput e) {
            throw new IllegalArgumentException(e);
        }
    }

    private CatalogSnapshot snapshot() {
        return board.snapshot(START);
    }

    @Test
    void content_that_bundles_share_in_one_registry_counts_once() {
        board.on(new SeedEvent.CatalogStarted(START, List.of("nav", "arm")));
        judge("nav", "edge.example", image('1'));
        judge("arm", "edge.example", image('2'));

        assertEquals(120, snapshot().total());
        assertEquals(2, snapshot().judged());
    }

    @Test
    void content_for_two_registries_counts_for_each() {
        judge("nav", "edge.example", image('1'));
        judge("arm", "other.example", image('1'));

        assertEquals(220, snapshot().total());
    }

    @Test
    void what_one_bundle_has_brought_is_there_for_the_other() {
        judge("nav", "edge.example", image('1'));
        judge("arm", "edge.example", image('2'));
        tell("arm", new SeedEvent.StepStarted(START, SeedStep.REPLICATE));

        tell("nav", new SeedEvent.Bytes(START, image('1'), BASE, 60, 100));

        assertEquals(60, snapshot().done());
        assertEquals(60, snapshot().moving().getFirst().done());
    }

    @Test
    void a_bundle_that_does_not_pass_is_judged_and_adds_nothing_to_the_total() {
        tell("nav", new SeedEvent.BundleStarted(START, request("edge.example")));
        tell("nav", new SeedEvent.Planned(START, List.of(image('1')), 110));
        tell(
                "nav",
                new SeedEvent.BundleFinished(
                        START, BundleResult.REFUSED, ExitCode.WRONG_KEY, List.of()));

        assertEquals(0, snapshot().total());
        assertEquals(1, snapshot().judged());
        assertEquals(1, snapshot().ended());
    }

    @Test
    void a_bundle_is_under_way_from_its_first_step_to_its_end() {
        judge("nav", "edge.example", image('1'));
        assertEquals(List.of(), snapshot().moving());

        tell("nav", new SeedEvent.StepStarted(START, SeedStep.REPLICATE));
        assertEquals(SeedStep.REPLICATE, snapshot().moving().getFirst().step());

        tell("nav", new SeedEvent.ArtifactFinished(START, image('1'), Transfer.Status.COPIED));
        tell(
                "nav",
                new SeedEvent.BundleFinished(
                        START, BundleResult.SEEDED, ExitCode.SEEDED, List.of()));
        assertEquals(List.of(), snapshot().moving());
        assertEquals(snapshot().total(), snapshot().done());
    }

    @Test
    void a_lost_link_is_told_until_it_is_there_again() {
        board.on(new SeedEvent.Waiting(START, "edge.example", START, START.plusSeconds(60)));
        assertTrue(snapshot().lostLink().isPresent());

        board.on(new SeedEvent.Answering(START, "edge.example"));
        assertTrue(snapshot().lostLink().isEmpty());
    }
}
