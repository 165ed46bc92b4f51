package dev.autonomy.registry.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.Replicator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What everything that moves content must do, in memory and for real. */
public abstract class ReplicatorContract {

    private final Artifact amd64 = Artifact.image("shared", "amd64");
    private final Artifact arm64 = Artifact.image("shared", "arm64");
    private final Artifact index = Artifact.index(amd64, arm64);
    private final Map<Digest, Long> arrived = new ConcurrentHashMap<>();

    protected abstract Replicator replicator();

    protected abstract ArtifactReader reader();

    protected abstract DigestResolver resolver();

    protected abstract Repository from();

    protected abstract Repository to();

    /** Puts the artifact and everything below it into the repository that is copied from. */
    protected abstract void stock(Artifact artifact) throws Exception;

    @Test
    void the_tool_names_itself() throws Exception {
        assertEquals("skopeo", replicator().prepare().name());
    }

    @Test
    void an_index_arrives_with_everything_below_it() throws Exception {
        stock(index);

        copy(index);

        assertEquals(index.manifest(), reader().manifest(to(), index.digest()));
        for (Artifact child : index.children()) {
            assertEquals(child.manifest(), reader().manifest(to(), child.digest()));
            for (Descriptor layer : ((Manifest.Image) child.manifest()).layers()) {
                assertEquals(
                        OptionalLong.of(layer.size()), reader().blobSize(to(), layer.digest()));
            }
        }
    }

    @Test
    void content_of_types_nobody_knows_arrives() throws Exception {
        Artifact lock = Artifact.of("application/vnd.autonomyops.lock.v1+json", "{\"lock\":1}");
        stock(lock);

        copy(lock);

        assertEquals(lock.manifest(), reader().manifest(to(), lock.digest()));
    }

    @Test
    void no_tag_moves() throws Exception {
        stock(index);

        copy(index);

        assertEquals(Optional.empty(), resolver().resolve(to(), new Tag("latest")));
    }

    @Test
    void copying_again_changes_nothing() throws Exception {
        stock(index);
        copy(index);

        copy(index);

        assertEquals(index.manifest(), reader().manifest(to(), index.digest()));
    }

    @Test
    void what_the_source_does_not_have_cannot_be_copied() {
        assertThrows(Obstacle.class, () -> copy(index));
    }

    @Test
    void every_blob_is_told_to_have_arrived_whole() throws Exception {
        stock(index);
        copy(index);
        copy(index);
        for (Descriptor blob : blobs(index)) {
            assertEquals(blob.size(), arrived.get(blob.digest()));
        }
    }

    private void copy(Artifact artifact) throws Obstacle, InterruptedException {
        arrived.clear();
        replicator()
                .copy(
                        new Replicator.Cargo(from(), to(), artifact.digest(), blobs(artifact)),
                        arrived::put);
    }

    private static List<Descriptor> blobs(Artifact artifact) {
        Stream<Descriptor> own =
                artifact.manifest() instanceof Manifest.Image image
                        ? Stream.concat(Stream.of(image.config()), image.layers().stream())
                        : Stream.empty();
        return Stream.concat(
                        own, artifact.children().stream().flatMap(child -> blobs(child).stream()))
                .distinct()
                .toList();
    }
}
