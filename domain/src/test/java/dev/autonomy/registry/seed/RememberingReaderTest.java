package dev.autonomy.registry.seed;

import static dev.autonomy.registry.seed.SeedScene.EDGE;
import static dev.autonomy.registry.seed.SeedScene.SOURCE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.Parallel;
import dev.autonomy.registry.port.TagPublisher;
import dev.autonomy.registry.testkit.Artifact;
import dev.autonomy.registry.testkit.InMemoryRegistries;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RememberingReaderTest {

    private static final long LIMIT = 8L << 20;

    private final InMemoryRegistries registries = new InMemoryRegistries();
    private final RunMemory memory = new RunMemory();
    private final ArtifactReader reader = new RememberingReader(registries, memory);
    private final Artifact image = Artifact.image("layer");

    @Test
    void a_manifest_is_read_once() throws Exception {
        registries.store(SOURCE, image);

        reader.manifest(SOURCE, image.digest());
        reader.manifest(SOURCE, image.digest());

        assertEquals(1, registries.requests().size());
    }

    @Test
    void a_blob_is_read_once_and_its_bytes_stay_the_same() throws Exception {
        registries.store(SOURCE, image);

        byte[] first = reader.blob(SOURCE, layer(image), LIMIT);
        byte[] second = reader.blob(SOURCE, layer(image), LIMIT);

        assertArrayEquals(first, second);
        assertEquals(1, registries.requests().size());
    }

    @Test
    void what_one_registry_served_is_not_taken_for_another_s() throws Exception {
        registries.store(SOURCE, image);
        reader.manifest(SOURCE, image.digest());
        reader.blob(SOURCE, layer(image), LIMIT);

        assertThrows(Obstacle.NotFound.class, () -> reader.manifest(EDGE, image.digest()));
        assertThrows(Obstacle.NotFound.class, () -> reader.blob(EDGE, layer(image), LIMIT));
    }

    @Test
    void a_limit_below_what_is_remembered_still_holds() throws Exception {
        registries.store(SOURCE, image);
        reader.blob(SOURCE, layer(image), LIMIT);

        assertThrows(Obstacle.Malformed.class, () -> reader.blob(SOURCE, layer(image), 1));
    }

    @Test
    void a_size_that_another_manifest_states_wrongly_is_still_a_contradiction() throws Exception {
        registries.store(SOURCE, image);
        reader.blob(SOURCE, layer(image), LIMIT);
        Descriptor lying = Descriptor.of("x/y", layer(image).digest(), layer(image).size() + 1);

        assertThrows(Obstacle.Contradiction.class, () -> reader.blob(SOURCE, lying, LIMIT));
    }

    @Test
    void what_could_not_be_read_is_asked_for_again() throws Exception {
        assertThrows(Obstacle.NotFound.class, () -> reader.blob(SOURCE, layer(image), LIMIT));
        registries.store(SOURCE, image);

        assertEquals("layer".length(), reader.blob(SOURCE, layer(image), LIMIT).length);
    }

    @Test
    void a_blob_too_large_for_the_client_to_bring_is_not_remembered() throws Exception {
        Artifact large = Artifact.image("x".repeat((int) TagPublisher.MAX_BLOB_SIZE + 1));
        registries.store(SOURCE, large);

        reader.blob(SOURCE, layer(large), LIMIT);
        reader.blob(SOURCE, layer(large), LIMIT);

        assertEquals(2, registries.requests().size());
    }

    @Test
    void what_has_no_room_is_read_each_time() throws Exception {
        for (char letter = 'a'; letter < 'p'; letter++) {
            Artifact large = Artifact.image((letter + "").repeat((int) TagPublisher.MAX_BLOB_SIZE));
            registries.store(SOURCE, large);
            reader.blob(SOURCE, layer(large), LIMIT);
        }
        Artifact last = Artifact.image("z".repeat((int) TagPublisher.MAX_BLOB_SIZE));
        registries.store(SOURCE, last);

        reader.blob(SOURCE, layer(last), LIMIT);
        reader.blob(SOURCE, layer(last), LIMIT);

        String question = "blob source.example " + layer(last).digest();
        assertEquals(2, registries.requests().stream().filter(question::equals).count());
    }

    @Test
    void what_failed_takes_no_room() throws Exception {
        Artifact large = Artifact.image("x".repeat((int) TagPublisher.MAX_BLOB_SIZE));
        for (int i = 0; i < 20; i++) {
            assertThrows(Obstacle.NotFound.class, () -> reader.blob(SOURCE, layer(large), LIMIT));
        }
        registries.store(SOURCE, large);

        reader.blob(SOURCE, layer(large), LIMIT);
        reader.blob(SOURCE, layer(large), LIMIT);

        assertEquals(21, registries.requests().size());
    }

    @Test
    void who_asks_for_what_another_is_reading_waits_for_it() throws Exception {
        registries.store(SOURCE, image);
        CountDownLatch asked = new CountDownLatch(2);
        AtomicInteger questions = new AtomicInteger();
        registries.before(_ -> questions.incrementAndGet());

        Parallel.map(
                List.of(1, 2),
                _ -> {
                    asked.countDown();
                    asked.await();
                    return reader.blob(SOURCE, layer(image), LIMIT);
                });

        assertEquals(1, questions.get());
    }

    @Test
    void what_was_found_under_a_tag_is_not_read_again_by_its_digest() throws Exception {
        Artifact signature = SeedScene.signature("payload");
        registries.store(SOURCE, AttachmentKind.SIGNATURE.tagOf(image.digest()).name(), signature);

        reader.attachments(SOURCE, image.digest());
        reader.manifest(SOURCE, signature.digest());

        assertEquals(1, registries.requests().size());
    }

    private static Descriptor layer(Artifact artifact) {
        return ((Manifest.Image) artifact.manifest()).layers().getFirst();
    }
}
