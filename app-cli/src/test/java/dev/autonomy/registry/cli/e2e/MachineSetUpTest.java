package dev.autonomy.registry.cli.e2e;

import static dev.autonomy.registry.cli.e2e.FaultScene.BUNDLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Machines and registries set up as a fleet sets them up, and machines that lack a part of it. */
@Tag("slow")
@Timeout(180)
class MachineSetUpTest {

    private static final String ELSEWHERE = "registry.test/robot-behavior:v1";
    private static final DockerRegistry UPSTREAM = FaultScene.publisher();

    private final FaultScene scene = new FaultScene(UPSTREAM);

    @AfterAll
    static void stop() {
        UPSTREAM.close();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void a_registry_with_a_certificate_of_the_fleet_s_own_and_passwords_is_seeded()
            throws Exception {
        Path folder = scene.site.folder;
        Path certificate = folder.resolve("ca.crt");
        Path key = folder.resolve("server.key");
        TlsIdentity.make(certificate, key);
        Path passwords = folder.resolve("htpasswd");
        run("htpasswd", "-Bbc", passwords.toString(), Login.USER, Login.PLANTED);
        String auth = "auth: {htpasswd: {realm: fleet, path: " + passwords + "}}";
        try (DockerRegistry secure = DockerRegistry.startTls(auth, certificate, key)) {
            Path trusted =
                    Files.createDirectories(
                            scene.site
                                    .home()
                                    .resolve(".config/containers/certs.d")
                                    .resolve(secure.host()));
            Files.copy(certificate, trusted.resolve("ca.crt"));
            Path login = Login.authFile(folder, secure.host(), Login.PLANTED);

            Site.Ended ended =
                    scene.site.seed(
                            scene.from(),
                            secure.host() + "/robot-behavior:v1",
                            scene.key,
                            "--authfile",
                            login.toString());

            assertEquals(0, ended.status(), ended::toString);
            for (var tag : BUNDLE.tags().entrySet()) {
                assertEquals(tag.getValue(), held(secure, tag.getKey()));
            }
        }
    }

    /** What a registry's own files say about a tag. */
    private static String held(DockerRegistry registry, String tag) throws IOException {
        return Files.readString(
                registry.storage()
                        .resolve("repositories/robot-behavior/_manifests/tags")
                        .resolve(tag)
                        .resolve("current/link"));
    }

    @Test
    void plain_http_beyond_this_machine_is_not_spoken_unless_it_is_permitted() {
        beyondAProxy();

        Site.Ended ended = scene.site.seed(scene.from(), ELSEWHERE, scene.key);

        scene.assertStopped(7, ended, "registry.test", "--allow-insecure-registry");
        assertEquals(List.of(), scene.edge.requests());
    }

    @Test
    void plain_http_beyond_this_machine_is_spoken_where_it_is_permitted_and_that_is_said() {
        beyondAProxy();

        Site.Ended ended =
                scene.site.seed(scene.from(), ELSEWHERE, scene.key, "--allow-insecure-registry");

        scene.assertSeeded(ended);
        assertTrue(
                ended.err().contains("registry.test is spoken to over plain HTTP"),
                ended::toString);
    }

    /** Names that are not this machine's lead to the edge, which speaks plain HTTP. */
    private void beyondAProxy() {
        scene.site.environment.put("HTTPS_PROXY", "http://" + scene.edge.host());
        scene.site.environment.put("HTTP_PROXY", "http://" + scene.edge.host());
    }

    @Test
    void a_machine_without_a_container_policy_is_told_what_brings_one() throws Exception {
        Optional<SeedProcess> started =
                SeedProcess.startWithout(
                        Path.of("/etc/containers"),
                        scene.site,
                        scene.from(),
                        scene.to(),
                        scene.key);
        assumeTrue(started.isPresent(), "needs a user who may have a mount namespace");
        try (SeedProcess seed = started.get()) {
            scene.assertStopped(
                    3,
                    seed.await(),
                    "/etc/containers/policy.json",
                    "this machine has no container policy",
                    "containers-common");
        }
    }

    /** By this file's mode nobody may read it, and the kernel obeys that for the superuser too. */
    @Test
    void a_key_file_that_this_user_may_not_read_is_named() {
        Path unreadable = Path.of("/proc/sys/vm/compact_memory");
        assumeTrue(Files.exists(unreadable), "needs Linux");

        Site.Ended ended = scene.site.seed(scene.from(), scene.to(), unreadable);

        scene.assertStopped(4, ended, unreadable.toString(), "this user may not read it");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        assertEquals(0, process.waitFor());
    }
}
