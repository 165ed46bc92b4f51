package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.testkit.Artifact;
import dev.autonomy.registry.testkit.InMemoryManifestWriter;
import dev.autonomy.registry.testkit.InMemoryRegistries;
import dev.autonomy.registry.testkit.InMemoryReplicator;
import dev.autonomy.registry.testkit.ListingComposer;
import dev.autonomy.registry.testkit.RecordedEvents;
import dev.autonomy.registry.testkit.ScriptedVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Two registries, a signed two-platform bundle with lock and policy in the first, and a seeder
 * between them.
 */
final class SeedScene {

    static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    static final Repository SOURCE = new Repository("source.example", "robot-behavior");
    static final Repository EDGE = new Repository("edge.example", "robot-behavior");

    final Artifact amd64 = Artifact.image("shared", "amd64");
    final Artifact arm64 = Artifact.image("shared", "arm64");
    final Artifact image = Artifact.index(amd64, arm64);
    final Artifact lock = Artifact.of("application/vnd.autonomyops.lock.v1+json", "lock");
    final Artifact policy =
            Artifact.of("application/vnd.autonomyops.policy-bundle.v1+tar", "policy");
    final Artifact signature = signature("of image");
    final InMemoryRegistries registries = new InMemoryRegistries("edge.example");
    final InMemoryReplicator replicator = new InMemoryReplicator(registries);
    final ScriptedVerifier verifier = new ScriptedVerifier();
    final InMemoryManifestWriter writer = new InMemoryManifestWriter();
    final RecordedEvents events = new RecordedEvents();
    final List<Duration> pauses = new ArrayList<>();

    SeedScene() {
        publish("v1", image, lock, policy);
        attach(SOURCE, image, AttachmentKind.SIGNATURE, signature);
        attach(SOURCE, lock, AttachmentKind.SIGNATURE, signature("of lock"));
        attach(SOURCE, policy, AttachmentKind.SIGNATURE, signature("of policy"));
    }

    static Artifact signature(String... payloads) {
        return Artifact.of("application/vnd.dev.cosign.simplesigning.v1+json", payloads);
    }

    void publish(
            String tag, Artifact imageArtifact, Artifact lockArtifact, Artifact policyArtifact) {
        registries
                .store(SOURCE, tag, imageArtifact)
                .store(SOURCE, tag + "-lock", lockArtifact)
                .store(SOURCE, tag + "-policy", policyArtifact);
    }

    void attach(Repository repository, Artifact subject, AttachmentKind kind, Artifact attachment) {
        registries.store(repository, kind.tagOf(subject.digest()).name(), attachment);
    }

    static SeedRequest request(String from, SidecarPolicy sidecars, TrustPolicy trust) {
        try {
            return new SeedRequest(
                    Reference.parse(from),
                    Reference.parseDestination("edge.example/robot-behavior:v1"),
                    sidecars,
                    trust);
        } catch (InvalidInput e) {
            throw new IllegalArgumentException(e);
        }
    }

    static TrustPolicy byKey() {
        return new TrustPolicy.ByKey(
                "cosign.pub", new Freshness.NotOlderThan(Duration.ofDays(365)));
    }

    static SeedRequest wholeBundle() {
        return request("source.example/robot-behavior:v1", SidecarPolicy.WITH_SIDECARS, byKey());
    }

    Seeder seeder() {
        return new Seeder(
                new SeedPorts(
                        registries,
                        registries,
                        replicator,
                        registries,
                        new ListingComposer(registries),
                        verifier,
                        writer),
                Clock.fixed(NOW, ZoneOffset.UTC),
                pauses::add);
    }

    SeedReport seed() throws InterruptedException {
        return seed(wholeBundle());
    }

    SeedReport seed(SeedRequest request) throws InterruptedException {
        return seeder().seed(request, events);
    }

    /** The requests that changed something at the edge. */
    List<String> writes() {
        return registries.requests().stream()
                .filter(request -> request.matches("(put|upload|point|withdraw) .*"))
                .toList();
    }

    static SeedOutcome.Stopped stopped(SeedReport report) {
        return (SeedOutcome.Stopped) report.outcome();
    }
}
