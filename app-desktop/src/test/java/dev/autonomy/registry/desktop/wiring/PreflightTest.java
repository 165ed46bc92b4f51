package dev.autonomy.registry.desktop.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.desktop.wizard.PlainHttpPolicy;
import dev.autonomy.registry.desktop.wizard.ReviewFact;
import dev.autonomy.registry.desktop.wizard.ReviewItem;
import dev.autonomy.registry.desktop.wizard.SeedOrder;
import dev.autonomy.registry.desktop.wizard.Side;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.seed.SeedPorts;
import dev.autonomy.registry.testkit.Artifact;
import dev.autonomy.registry.testkit.InMemoryManifestWriter;
import dev.autonomy.registry.testkit.InMemoryRegistries;
import dev.autonomy.registry.testkit.InMemoryReplicator;
import dev.autonomy.registry.testkit.ListingComposer;
import dev.autonomy.registry.testkit.ScriptedVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

    private static final Repository SOURCE = new Repository("source.example", "robot");
    private static final Repository EDGE = new Repository("edge.example", "robot");

    private final Artifact image = Artifact.index(Artifact.image("amd64"), Artifact.image("arm64"));
    private final Artifact lock = Artifact.image("lock");
    private final Artifact policy = Artifact.image("policy");
    private final InMemoryRegistries registries = new InMemoryRegistries();
    private final InMemoryReplicator replicator = new InMemoryReplicator(registries);
    private final ScriptedVerifier verifier = new ScriptedVerifier();
    private final List<ReviewFact> told = Collections.synchronizedList(new ArrayList<>());
    @TempDir private Path folder;

    PreflightTest() {
        publish("v1", image);
        publish("v1-lock", lock);
        publish("v1-policy", policy);
    }

    @Test
    void everything_that_can_be_seen_is_told_and_the_whole_seed_is_rehearsed() throws Exception {
        look();

        assertEquals(1, count(ReviewFact.ToolFound.class));
        assertEquals(2, count(ReviewFact.RegistryAnswered.class));
        assertEquals(image.digest(), the(ReviewFact.SourceImageFound.class).digest());
        assertEquals(1, count(ReviewFact.SidecarsFound.class));
        assertEquals(Optional.empty(), the(ReviewFact.DestinationTagRead.class).held());
        assertTrue(the(ReviewFact.FolderWritable.class).freeBytes() > 0);
        ReviewFact.Rehearsed rehearsed = the(ReviewFact.Rehearsed.class);
        assertInstanceOf(SeedOutcome.Rehearsed.class, rehearsed.report().outcome());
        assertEquals(6, rehearsed.artifacts().size());
        assertTrue(rehearsed.totalBytes() > 0);
    }

    @Test
    void nothing_is_written_anywhere() throws Exception {
        look();

        assertTrue(registries.isEmpty(EDGE));
        assertEquals(List.of(), replicator.copied());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void a_folder_whose_rights_look_well_but_that_takes_no_file_is_a_problem() throws Exception {
        folder = Path.of("/proc");

        look();

        ReviewFact.Blocked blocked = the(ReviewFact.Blocked.class);
        assertEquals(ReviewItem.OUTPUT_FOLDER, blocked.item());
        assertInstanceOf(Obstacle.StorageFailed.class, blocked.obstacle());
        assertTrue(blocked.obstacle().seen().startsWith("a file cannot be made there"));
    }

    @Test
    void a_destination_that_wants_a_login_does_not_hide_what_the_source_has() throws Exception {
        registries.before(
                request -> {
                    if (request.startsWith("resolve edge.example")) {
                        throw loginWanted();
                    }
                });

        look();

        ReviewFact.Blocked blocked = the(ReviewFact.Blocked.class);
        assertEquals(ReviewItem.DESTINATION_REGISTRY, blocked.item());
        assertEquals(1, count(ReviewFact.SourceImageFound.class));
        assertEquals(1, count(ReviewFact.SidecarsFound.class));
        assertEquals(0, count(ReviewFact.Rehearsed.class));
    }

    @Test
    void several_obstacles_are_told_at_once() throws Exception {
        replicator.unfit(
                new Obstacle.ToolMissing(
                        Obstacle.ToolMissing.Reason.ABSENT,
                        Attempt.locally("looking for skopeo"),
                        "no skopeo"));
        registries.before(
                request -> {
                    if (request.startsWith("resolve edge.example")) {
                        throw loginWanted();
                    }
                });

        look();

        assertEquals(2, count(ReviewFact.Blocked.class));
    }

    @Test
    void an_image_that_does_not_exist_is_the_images_problem_and_not_the_registrys()
            throws Exception {
        new Preflight(ports(), Clock.systemUTC(), order("source.example/robot:v9"), told::add)
                .run();

        assertEquals(ReviewItem.SOURCE_IMAGE, the(ReviewFact.Blocked.class).item());
        assertTrue(
                told.stream()
                        .anyMatch(
                                fact ->
                                        fact instanceof ReviewFact.RegistryAnswered answered
                                                && answered.side() == Side.FROM));
    }

    @Test
    void a_missing_lock_is_named() throws Exception {
        registries.store(SOURCE, "v2", image);

        new Preflight(ports(), Clock.systemUTC(), order("source.example/robot:v2"), told::add)
                .run();

        ReviewFact.Blocked blocked = the(ReviewFact.Blocked.class);
        assertEquals(ReviewItem.SIDECARS, blocked.item());
        assertTrue(blocked.obstacle().seen().contains("source.example/robot:v2-lock"));
    }

    @Test
    void a_bundle_that_cannot_pass_is_told_as_the_rehearsals_verdict() throws Exception {
        verifier.answering(Verdict.WRONG_KEY);

        look();

        SeedOutcome.Refused refused =
                assertInstanceOf(
                        SeedOutcome.Refused.class,
                        the(ReviewFact.Rehearsed.class).report().outcome());
        assertEquals(Verdict.WRONG_KEY, refused.verdict());
    }

    @Test
    void an_interruption_ends_every_look() {
        registries.before(
                request -> {
                    if (request.startsWith("resolve")) {
                        throw new InterruptedException();
                    }
                });

        assertThrows(InterruptedException.class, this::look);
    }

    private void look() throws Exception {
        new Preflight(ports(), Clock.systemUTC(), order("source.example/robot:v1"), told::add)
                .run();
    }

    private SeedPorts ports() {
        return new SeedPorts(
                registries,
                registries,
                replicator,
                registries,
                new ListingComposer(registries),
                verifier,
                new InMemoryManifestWriter());
    }

    private SeedOrder order(String from) throws InvalidInput {
        return new SeedOrder(
                new SeedRequest(
                        Reference.parse(from),
                        Reference.parseDestination("edge.example/robot:v1"),
                        SidecarPolicy.WITH_SIDECARS,
                        new TrustPolicy.ByKey(
                                "cosign.pub", new Freshness.NotOlderThan(Duration.ofDays(365)))),
                folder.resolve("not/there/yet"),
                PlainHttpPolicy.LOOPBACK_ONLY,
                Optional.empty());
    }

    private void publish(String tag, Artifact artifact) {
        registries
                .store(SOURCE, tag, artifact)
                .store(
                        SOURCE,
                        AttachmentKind.SIGNATURE.tagOf(artifact.digest()).name(),
                        Artifact.image("signature of " + tag));
    }

    private static Obstacle loginWanted() {
        return new Obstacle.AccessDenied(
                Obstacle.AccessDenied.Reason.LOGIN_WANTED,
                Attempt.at("asking", "edge.example/robot:v1", "edge.example"),
                "401");
    }

    private long count(Class<? extends ReviewFact> type) {
        return told.stream().filter(type::isInstance).count();
    }

    private <T extends ReviewFact> T the(Class<T> type) {
        return told.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing of " + type + " in " + told));
    }
}
