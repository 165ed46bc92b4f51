package dev.autonomy.registry.desktop.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.seed.SeedPorts;
import dev.autonomy.registry.seed.Seeder;
import dev.autonomy.registry.testkit.Artifact;
import dev.autonomy.registry.testkit.InMemoryManifestWriter;
import dev.autonomy.registry.testkit.InMemoryRegistries;
import dev.autonomy.registry.testkit.InMemoryReplicator;
import dev.autonomy.registry.testkit.ListingComposer;
import dev.autonomy.registry.testkit.RecordedEvents;
import dev.autonomy.registry.testkit.ScriptedVerifier;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SeedJobTest {

    private static final Repository SOURCE = new Repository("source.example", "robot-behavior");
    private static final Repository EDGE = new Repository("edge.example", "robot-behavior");
    private final Artifact image = Artifact.index(Artifact.image("amd64"), Artifact.image("arm64"));
    private final InMemoryRegistries registries =
            new InMemoryRegistries()
                    .store(SOURCE, "v1", image)
                    .store(
                            SOURCE,
                            AttachmentKind.SIGNATURE.tagOf(image.digest()).name(),
                            Artifact.image("signature"));
    private final RecordedEvents events = new RecordedEvents();

    @Test
    void a_job_seeds_and_reports() throws Exception {
        SeedJob.Ending ending = ended(SeedJob.start(seeder(), request(), events));

        SeedJob.Ending.Reported reported = assertInstanceOf(SeedJob.Ending.Reported.class, ending);
        assertInstanceOf(SeedOutcome.Seeded.class, reported.report().outcome());
        assertEquals(Optional.of(image.digest()), registries.tag(EDGE, "v1"));
    }

    @Test
    void a_cancelled_job_ends_without_publishing() throws Exception {
        CountDownLatch copying = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        registries.before(
                request -> {
                    if (request.startsWith("size edge.example")) {
                        copying.countDown();
                        never.await();
                    }
                });
        SeedJob job = SeedJob.start(seeder(), request(), events);
        assertTrue(copying.await(10, TimeUnit.SECONDS));

        job.cancel();

        assertInstanceOf(SeedJob.Ending.Cancelled.class, ended(job));
        assertTrue(registries.tags(EDGE).isEmpty());
        assertInstanceOf(SeedEvent.RunFinished.class, events.all().getLast());
    }

    @Test
    void an_error_of_the_program_is_an_ending_too() throws Exception {
        registries.before(
                _ -> {
                    throw new IllegalStateException("a bug");
                });

        assertInstanceOf(
                SeedJob.Ending.Failed.class, ended(SeedJob.start(seeder(), request(), events)));
    }

    private static SeedJob.Ending ended(SeedJob job) throws Exception {
        return job.ending().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Seeder seeder() {
        return new Seeder(
                new SeedPorts(
                        registries,
                        registries,
                        new InMemoryReplicator(registries),
                        registries,
                        new ListingComposer(registries),
                        new ScriptedVerifier(),
                        new InMemoryManifestWriter()),
                Clock.systemUTC());
    }

    private static SeedRequest request() throws InvalidInput {
        return new SeedRequest(
                Reference.parse("source.example/robot-behavior:v1"),
                Reference.parseDestination("edge.example/robot-behavior:v1"),
                SidecarPolicy.IMAGE_ONLY,
                new TrustPolicy.ByKey(
                        "cosign.pub", new Freshness.NotOlderThan(Duration.ofDays(365))));
    }
}
