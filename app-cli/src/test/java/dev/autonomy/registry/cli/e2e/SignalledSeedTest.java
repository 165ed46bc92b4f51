package dev.autonomy.registry.cli.e2e;

import static dev.autonomy.registry.cli.e2e.FaultScene.blob;
import static dev.autonomy.registry.cli.e2e.FaultScene.manifest;
import static dev.autonomy.registry.cli.e2e.FaultScene.upload;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ctrl-C and its like, sent to a real process that waits for a registry in each of its steps. */
@Tag("slow")
@Timeout(180)
class SignalledSeedTest {

    /** Far more than the two seconds that are promised: the harness may share its machine. */
    private static final int BOUND_SECONDS = 10;

    private static final int SIGNALLED = 128;
    private static final int SIGTERM = 15;

    private static final Instant NOW = Instant.now();
    private static final RandomBundle BUNDLE = new RandomBundle(NOW, 7, 20_000);
    private static final DockerRegistry UPSTREAM = FaultScene.publisher(BUNDLE);

    private final FaultScene scene = new FaultScene(UPSTREAM, BUNDLE).at(NOW);
    private final CountDownLatch reached = new CountDownLatch(1);

    @AfterAll
    static void stop() {
        UPSTREAM.close();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    static Stream<Arguments> moments() {
        String image = BUNDLE.digest("v1");
        String payload = BUNDLE.payloadOf("v1");
        return Stream.of(
                arguments(0, "INT", new Moment(1, manifest("GET", "v1"))),
                arguments(1, "TERM", new Moment(1, upload())),
                arguments(2, "INT", new Moment(1, manifest("PUT", BUNDLE.digest("v1-lock")))),
                arguments(3, "TERM", new Moment(2, manifest("GET", image))),
                arguments(4, "INT", new Moment(1, blob("GET", payload))));
    }

    /** The request, by its number among its like at the destination, that is never answered. */
    record Moment(int number, Predicate<FaultProxy.Request> requests) {}

    @ParameterizedTest(name = "step {0}, SIG{1}")
    @MethodSource("moments")
    void a_signal_ends_it_in_time_and_nothing_is_published(int step, String signal, Moment moment)
            throws Exception {
        scene.edge.nth(moment.number(), moment.requests(), new Fault.Silence(reached::countDown));
        try (SeedProcess seed = scene.start()) {
            assertTrue(reached.await(60, TimeUnit.SECONDS), "never came to step " + step);
            seed.awaitTold(
                    "\"step\":%d,\"name\":\"%s\"".formatted(step, SeedStep.values()[step].label()));
            List<ProcessHandle> children = seed.children();

            seed.signal(signal);
            Site.Ended ended = seed.await(BOUND_SECONDS);

            scene.assertStopped(130, ended);
            assertEquals(step, lastStep(ended), ended::toString);
            assertEquals(List.of(), children.stream().filter(ProcessHandle::isAlive).toList());
        }
        scene.assertCleanRerun();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1-lock", "v1-policy", "v1"})
    void tags_go_back_when_the_signal_comes_among_them(String tag) throws Exception {
        scene.seedOlder();
        Map<String, String> before = scene.site.edgeView.tags();
        Map<String, String> outputs = scene.site.outputs();
        scene.edge.nth(1, manifest("PUT", tag), new Fault.Silence(reached::countDown));
        try (SeedProcess seed = scene.start()) {
            assertTrue(reached.await(60, TimeUnit.SECONDS), "never came to the promotion");

            seed.signal("INT");
            Site.Ended ended = seed.await(BOUND_SECONDS);

            assertEquals(130, ended.status(), ended::toString);
        }
        Map<String, String> after = scene.site.edgeView.tags();
        after.keySet().retainAll(before.keySet());
        assertEquals(before, after);
        assertEquals(outputs, scene.site.outputs());
        assertEquals(List.of(), scene.site.leftovers());
        scene.assertCleanRerun();
    }

    @Test
    void a_registry_that_went_silent_does_not_hold_up_the_end() throws Exception {
        scene.edge.nth(
                1,
                manifest("PUT", "v1"),
                new Fault.Silence(
                        () -> {
                            scene.edge.always(_ -> true, new Fault.Silence());
                            reached.countDown();
                        }));
        try (SeedProcess seed = scene.start()) {
            assertTrue(reached.await(60, TimeUnit.SECONDS), "never came to the promotion");

            seed.signal("INT");

            assertEquals(130, seed.await(BOUND_SECONDS).status());
        }
        scene.assertCleanRerun();
    }

    @Test
    void a_signal_ends_the_wait_for_a_key_that_a_pipe_does_not_give() throws Exception {
        Path pipe = scene.site.folder.resolve("cosign.pub");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        try (SeedProcess seed = SeedProcess.start(scene.site, scene.from(), scene.to(), pipe);
                OutputStream _ = Files.newOutputStream(pipe)) {
            seed.signal("INT");

            assertEquals(130, seed.await(BOUND_SECONDS).status());
        }
    }

    @Test
    void a_second_signal_ends_it_at_once() throws Exception {
        Path pipe = scene.site.folder.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        skopeoThatDoesNotEnd(pipe);
        List<ProcessHandle> children = List.of();
        try (SeedProcess seed = scene.start()) {
            awaitSaid("copying", pipe);
            children = seed.children();
            seed.signal("TERM");
            awaitSaid("asked to end", pipe);

            seed.signal("TERM");

            assertEquals(SIGNALLED + SIGTERM, seed.await(BOUND_SECONDS).status());
        } finally {
            children.stream()
                    .flatMap(each -> Stream.concat(Stream.of(each), each.descendants()))
                    .toList()
                    .forEach(ProcessHandle::destroyForcibly);
        }
        assertEquals(Map.of(), scene.site.edgeView.tags());
    }

    /** Each platform's copy says it, and they may do so together. */
    private static void awaitSaid(String words, Path pipe) throws IOException {
        while (!Files.readAllLines(pipe).contains(words)) {
            // What another copy said before.
        }
    }

    /** A skopeo that says on the pipe what it does, and is not ended by being asked to. */
    private void skopeoThatDoesNotEnd(Path pipe) throws IOException {
        Path bin = Files.createDirectory(scene.site.folder.resolve("bin"));
        Path skopeo =
                Files.writeString(
                        bin.resolve("skopeo"),
                        """
                        #!/bin/sh
                        case "$*" in
                        *docker://*)
                            trap 'echo asked to end > %1$s' TERM
                            echo copying > %1$s
                            while :; do sleep 600; done ;;
                        esac
                        PATH=%2$s exec skopeo "$@"
                        """
                                .formatted(pipe, System.getenv("PATH")));
        Files.setPosixFilePermissions(skopeo, PosixFilePermissions.fromString("rwx------"));
        scene.site.environment.put("PATH", bin + ":" + System.getenv("PATH"));
    }

    private static int lastStep(Site.Ended ended) {
        String last =
                ended.err()
                        .lines()
                        .filter(line -> line.contains("\"step-started\""))
                        .reduce("", (_, next) -> next);
        return Integer.parseInt(last.replaceFirst(".*\"step\":(\\d).*", "$1"));
    }
}
