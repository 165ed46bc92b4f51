package dev.autonomy.registry.cli.e2e;

import static dev.autonomy.registry.cli.e2e.FaultScene.OLDER;
import static dev.autonomy.registry.cli.e2e.FaultScene.manifest;
import static dev.autonomy.registry.cli.e2e.FaultScene.upload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A second seed that comes while the first one is in the middle. */
@Tag("slow")
@Timeout(180)
class SeedsAtOnceTest {

    private static final DockerRegistry UPSTREAM = FaultScene.publisher();

    private final FaultScene scene = new FaultScene(UPSTREAM);
    private final CompletableFuture<Site.Ended> second = new CompletableFuture<>();

    @AfterAll
    static void stop() {
        UPSTREAM.close();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void the_second_at_the_same_outputs_is_refused_and_the_first_goes_on() {
        scene.edge.first(1, upload(), new Fault.Before(() -> second.complete(scene.seed())));

        Site.Ended first = scene.seed();

        assertEquals(17, second.join().status(), second::toString);
        assertTrue(second.join().err().contains("another seed is running there"));
        scene.assertSeeded(first);
    }

    @Test
    void the_same_bundle_twice_at_one_destination_is_what_both_wanted() throws IOException {
        Path other = scene.site.folder.resolve("other");
        scene.edge.first(
                1, upload(), new Fault.Before(() -> second.complete(scene.seedInto(other))));

        Site.Ended first = scene.seed();

        assertEquals(0, second.join().status(), second.join()::toString);
        scene.assertSeeded(first);
        assertEquals(
                scene.site.outputs().get("seed.lock"),
                Files.readString(other.resolve("seed.lock")));
    }

    @Test
    void another_bundle_published_meanwhile_is_a_conflict_for_the_first() throws IOException {
        Path other = scene.site.folder.resolve("other");
        scene.edge.first(1, upload(), new Fault.Before(() -> scene.seedOlderInto(other)));

        Site.Ended first = scene.seed();

        assertEquals(17, first.status(), first::toString);
        assertTrue(first.err().contains("somebody else moved the tag"), first::toString);
        OLDER.tags().forEach((tag, digest) -> assertEquals(digest, tagged(tag), tag));
        assertEquals(OLDER.digest("v1"), lockIn(other).at("/image/digest").asText());
        scene.assertCleanRerun();
    }

    @Test
    void the_slower_of_two_promotions_that_cross_calls_nothing_seeded() throws IOException {
        Path other = scene.site.folder.resolve("other");
        scene.edge.first(
                1, manifest("PUT", "v1"), new Fault.Before(() -> scene.seedOlderInto(other)));

        Site.Ended first = scene.seed();

        assertEquals(17, first.status(), first::toString);
        assertTrue(first.err().contains("once all tags were moved"), first::toString);
        assertTrue(first.err().contains("somebody else moved the tag"), first::toString);
        assertEquals(Map.of(), scene.site.outputs());
        assertEquals(OLDER.digest("v1"), lockIn(other).at("/image/digest").asText());
    }

    private String tagged(String tag) {
        return scene.site.edgeView.digest(tag).orElse("nothing");
    }

    private static JsonNode lockIn(Path folder) throws IOException {
        return new ObjectMapper().readTree(folder.resolve("seed.lock").toFile());
    }
}
