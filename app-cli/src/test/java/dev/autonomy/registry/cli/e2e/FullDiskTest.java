package dev.autonomy.registry.cli.e2e;

import static dev.autonomy.registry.cli.e2e.FaultScene.BUNDLE;
import static dev.autonomy.registry.cli.e2e.FaultScene.OLDER;
import static dev.autonomy.registry.cli.e2e.FaultScene.blob;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Disks without room, each a small file system that the test mounts; skipped where it may not. */
@Tag("slow")
@Timeout(180)
class FullDiskTest {

    private static final DockerRegistry UPSTREAM = FaultScene.publisher();

    private final FaultScene scene = new FaultScene(UPSTREAM);
    private Optional<Path> mounted = Optional.empty();

    @AfterAll
    static void stop() {
        UPSTREAM.close();
    }

    @AfterEach
    void close() throws Exception {
        if (mounted.isPresent()) {
            run("umount", mounted.get().toString());
        }
        scene.close();
    }

    @Test
    void outputs_that_find_no_room_leave_tags_and_earlier_outputs_as_they_were() throws Exception {
        mount(Files.createDirectory(scene.site.out()));
        scene.seedOlder();
        Map<String, String> outputs = scene.site.outputs();
        scene.edge.first(
                1,
                blob("GET", BUNDLE.payloadOf("v1")),
                new Fault.After(() -> fill(scene.site.out())));

        Site.Ended ended = scene.seed();

        assertEquals(8, ended.status(), ended::toString);
        assertTrue(ended.err().contains("No space left on device"), ended::toString);
        Files.delete(scene.site.out().resolve("filler"));
        assertEquals(outputs, scene.site.outputs());
        OLDER.tags()
                .forEach(
                        (tag, digest) ->
                                assertEquals(Optional.of(digest), scene.site.edgeView.digest(tag)));
        scene.assertCleanRerun();
    }

    @Test
    void a_folder_for_temporary_files_without_room_is_named() throws Exception {
        mount(scene.site.temporary());
        fill(scene.site.temporary());

        Site.Ended ended = scene.seed();

        Files.delete(scene.site.temporary().resolve("filler"));
        scene.assertStopped(8, ended, scene.site.temporary().toString(), "No space left");
        scene.assertCleanRerun();
    }

    private void mount(Path folder) throws Exception {
        boolean allowed =
                run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", folder.toString()) == 0;
        assumeTrue(allowed, "needs a user who may mount a small file system");
        mounted = Optional.of(folder);
    }

    private static void fill(Path folder) throws IOException {
        try (OutputStream filler = Files.newOutputStream(folder.resolve("filler"))) {
            for (int page = 0; page < 1024; page++) {
                filler.write(new byte[4096]);
            }
        } catch (IOException full) {
            assertTrue(full.getMessage().contains("No space left on device"), full.getMessage());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
