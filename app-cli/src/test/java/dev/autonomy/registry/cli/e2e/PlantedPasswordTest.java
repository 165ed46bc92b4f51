package dev.autonomy.registry.cli.e2e;

import static dev.autonomy.registry.cli.e2e.FaultScene.upload;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A password that the run needs is seen nowhere: in no command line of any process while it runs,
 * not in what is printed with {@code --debug}, in events, results or files.
 */
@Tag("slow")
@Timeout(180)
class PlantedPasswordTest {

    private static final DockerRegistry UPSTREAM = FaultScene.publisher();

    private final FaultScene scene = new FaultScene(UPSTREAM);
    private final List<String> seenWhileRunning = new CopyOnWriteArrayList<>();

    @AfterAll
    static void stop() {
        UPSTREAM.close();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void from_an_authfile() {
        Login login = Login.at(scene.source, scene.site.folder);
        lookWhileItRuns();

        Site.Ended ended =
                scene.seed(
                        "--debug", "--output", "json", "--authfile", login.authFile().toString());

        scene.assertSeeded(ended);
        assertSeenNowhere(ended);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"credHelpers\":{\"HOST\":\"planted\"}}", "{\"credsStore\":\"planted\"}"})
    void from_a_credential_helper(String config) throws IOException {
        Login login = Login.at(scene.source, scene.site.folder);
        Files.delete(login.authFile());
        Path bin = Files.createDirectory(scene.site.folder.resolve("bin"));
        Path helper =
                Files.writeString(
                        bin.resolve("docker-credential-planted"),
                        """
                        #!/bin/sh
                        echo '{"ServerURL":"x","Username":"%s","Secret":"%s"}'
                        """
                                .formatted(Login.USER, Login.PLANTED));
        Files.setPosixFilePermissions(helper, PosixFilePermissions.fromString("rwx------"));
        Path docker = Files.createDirectory(scene.site.home().resolve(".docker"));
        Files.writeString(
                docker.resolve("config.json"), config.replace("HOST", scene.source.host()));
        scene.site.environment.put("PATH", bin + ":" + System.getenv("PATH"));
        lookWhileItRuns();

        Site.Ended ended = scene.seed("--debug", "--progress", "json");

        scene.assertSeeded(ended);
        assertSeenNowhere(ended);
    }

    @Test
    void in_the_address_of_a_proxy_that_does_not_answer() {
        scene.site.environment.put(
                "HTTPS_PROXY", "http://" + Login.USER + ":" + Login.PLANTED + "@127.0.0.1:1");

        Site.Ended ended =
                scene.site.seed(
                        "registry.invalid/robot-behavior:v1",
                        scene.to(),
                        scene.key,
                        "--debug",
                        "--output",
                        "json");

        scene.assertStopped(7, ended);
        assertSeenNowhere(ended);
    }

    @Test
    void when_it_is_refused() {
        Login.at(scene.source, scene.site.folder);
        Path wrong =
                Login.authFile(scene.site.folder, scene.source.host(), Login.PLANTED + "-outdated");

        Site.Ended ended =
                scene.seed("--debug", "--output", "json", "--authfile", wrong.toString());

        scene.assertStopped(6, ended, scene.source.host());
        assertSeenNowhere(ended);
    }

    private void lookWhileItRuns() {
        scene.edge.always(upload(), new Fault.Before(this::look));
    }

    private void look() throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            processes
                    .filter(path -> path.getFileName().toString().matches("\\d+"))
                    .forEach(path -> seenWhileRunning.add(commandLine(path)));
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"));
        } catch (IOException _) {
            return "";
        }
    }

    private void assertSeenNowhere(Site.Ended ended) {
        assertFalse(Login.isIn(ended.out()), ended::toString);
        assertFalse(Login.isIn(ended.err()), ended::toString);
        scene.site.outputs().values().forEach(file -> assertFalse(Login.isIn(file), file));
        seenWhileRunning.forEach(line -> assertFalse(Login.isIn(line), line));
        if (ended.status() == 0) {
            String copy = "docker://" + scene.source.host();
            assertTrue(seenWhileRunning.stream().anyMatch(line -> line.contains(copy)), "no copy");
        }
    }
}
