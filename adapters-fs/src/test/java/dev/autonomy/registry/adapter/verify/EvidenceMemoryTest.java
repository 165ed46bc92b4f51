package dev.autonomy.registry.adapter.verify;

import static dev.autonomy.registry.adapter.verify.BundleScene.IMAGE;
import static dev.autonomy.registry.adapter.verify.BundleScene.OURS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.BlobReading;
import java.lang.ref.WeakReference;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is in memory while evidence is read side by side. */
@Timeout(60)
class EvidenceMemoryTest {

    @Test
    void what_arrived_at_the_same_time_is_taken_apart_one_at_a_time() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Proofs watched =
                (proof, computation) -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    Thread.yield();
                    boolean holds = computation.getAsBoolean();
                    now.decrementAndGet();
                    return holds;
                };
        Scene scene =
                new Scene(OURS)
                        .verifier(new CosignVerifier(watched))
                        .with(BundlePart.IMAGE, IMAGE, Manifests.signedOften(OURS, IMAGE));

        assertEquals(Verdict.VERIFIED_IMAGE_ONLY, scene.verifyImage().verdict());
        assertEquals(1, most.get());
    }

    @Test
    void of_a_manifest_nothing_is_held_while_its_blob_arrives() throws Exception {
        Queue<WeakReference<Manifest>> read = new ConcurrentLinkedQueue<>();
        Scene scene = BundleScene.inNewerFormat();
        ArtifactReader evidence =
                new GatedReader(scene.registries(), _ -> {}) {
                    @Override
                    public Manifest manifest(Repository repository, Digest digest)
                            throws Obstacle, InterruptedException {
                        Manifest anew = copy(super.manifest(repository, digest));
                        read.add(new WeakReference<>(anew));
                        return anew;
                    }

                    @Override
                    public <T> T read(
                            Repository repository,
                            Descriptor descriptor,
                            long limit,
                            BlobReading<T> reading)
                            throws Obstacle, InterruptedException {
                        while (read.stream().anyMatch(each -> each.get() != null)) {
                            System.gc();
                        }
                        return super.read(repository, descriptor, limit, reading);
                    }
                };

        assertEquals(
                Verdict.VERIFIED, scene.verify(SidecarPolicy.WITH_SIDECARS, evidence).verdict());
        assertEquals(6, read.size());
    }

    private static Manifest copy(Manifest manifest) {
        return switch (manifest) {
            case Manifest.Image image ->
                    new Manifest.Image(
                            image.content(),
                            image.artifactType(),
                            image.config(),
                            image.layers(),
                            image.subject(),
                            image.annotations());
            case Manifest.Index index ->
                    new Manifest.Index(
                            index.content(),
                            index.artifactType(),
                            index.manifests(),
                            index.subject(),
                            index.annotations());
        };
    }
}
