package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users and machines get wrong: each with its exit code and words, and nothing written. */
@Tag("slow")
@Timeout(180)
class BadInputTest {

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
    void no_skopeo() throws IOException {
        scene.site.environment.put("PATH", folder("empty").toString());

        scene.assertStopped(
                3,
                scene.seed(),
                "no skopeo",
                "apt-get install skopeo",
                "github.com/containers/skopeo");
    }

    @Test
    void a_skopeo_that_is_too_old() throws IOException {
        Path skopeo =
                Files.writeString(
                        folder("bin").resolve("skopeo"), "#!/bin/sh\necho skopeo version 1.4.0\n");
        Files.setPosixFilePermissions(skopeo, PosixFilePermissions.fromString("rwx------"));
        scene.site.environment.put("PATH", skopeo.getParent().toString());

        scene.assertStopped(3, scene.seed(), "1.9.3", "1.4.0");
    }

    @Test
    void a_private_key_given_as_public() throws Exception {
        byte[] key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate().getEncoded();
        Path file =
                Files.writeString(
                        scene.site.folder.resolve("cosign.key"),
                        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
                                .formatted(Base64.getMimeEncoder().encodeToString(key)));

        Site.Ended ended = scene.site.seed(scene.from(), scene.to(), file);

        scene.assertStopped(4, ended, "private key", file.toString());
        assertFalse(
                ended.err().contains(Base64.getEncoder().encodeToString(key).substring(20, 50)));
    }

    @Test
    void a_key_file_that_cannot_be_read() throws IOException {
        Path folder = folder("keys");

        scene.assertStopped(
                4, scene.site.seed(scene.from(), scene.to(), folder), folder.toString());
    }

    @Test
    void a_digest_as_destination() {
        String to = scene.to() + "@" + FaultScene.BUNDLE.digest("v1");

        scene.assertStopped(2, scene.site.seed(scene.from(), to, scene.key), "--to", "digest");
    }

    @Test
    void outputs_where_a_file_is_in_the_way() throws IOException {
        Path file = Files.writeString(scene.site.folder.resolve("file"), "mine");

        scene.assertStopped(8, scene.seedInto(file.resolve("seed")), file.toString());
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void all_problems_of_the_machine_are_told_at_once() throws IOException {
        scene.site.environment.put("PATH", folder("empty").toString());
        Path file = Files.writeString(scene.site.folder.resolve("file"), "mine");

        Site.Ended ended =
                scene.site.command(
                        List.of(
                                "--from",
                                scene.from(),
                                "--to",
                                scene.to(),
                                "--pub-key",
                                "/nowhere/cosign.pub",
                                "--out",
                                file.toString()));

        scene.assertStopped(3, ended, "no skopeo", "/nowhere/cosign.pub", file.toString());
    }

    @Test
    void a_registry_that_is_down() throws IOException {
        String down = "127.0.0.1:" + portWhereNothingListens();

        Site.Ended ended = scene.site.seed(down + "/x:v1", scene.to(), scene.key);

        scene.assertStopped(7, ended, down, "check that " + down + " runs");
    }

    @Test
    void a_login_that_is_wanted() {
        Login.at(scene.source, scene.site.folder);

        scene.assertStopped(
                6,
                scene.seed(),
                scene.source.host(),
                "skopeo login --tls-verify=false " + scene.source.host());
    }

    @Test
    void a_login_that_is_wanted_for_writing() {
        Login.at(scene.edge, scene.site.folder);

        scene.assertStopped(6, scene.seed(), scene.edge.host(), "skopeo login");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-v1", "--all", "@x", "../x:v1", "a b:v1", "x:$(id)"})
    void a_reference_that_is_an_option_or_none(String reference) {
        Site.Ended ended = scene.site.seed(reference, scene.to(), scene.key);

        scene.assertStopped(2, ended, "--from");
        assertEquals(List.of(), scene.source.requests());
    }

    @Test
    void a_certificate_that_does_not_fit_is_never_answered_with_plain_http() throws Exception {
        Path certificate = scene.site.folder.resolve("ca.crt");
        try (DockerRegistry secure = secureRegistry(certificate)) {
            Site.Ended ended =
                    scene.site.seed(
                            secure.host() + "/robot-behavior:v1",
                            scene.to(),
                            scene.key,
                            "--allow-insecure-registry");

            scene.assertStopped(7, ended, secure.host(), "certs.d");
            assertTrue(ended.err().contains("does not switch this check off"), ended::toString);
        }
    }

    private static int portWhereNothingListens() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(scene.site.folder.resolve(name));
    }

    private DockerRegistry secureRegistry(Path certificate) throws Exception {
        Path key = scene.site.folder.resolve("server.key");
        TlsIdentity.make(certificate, key);
        return DockerRegistry.startTls("", certificate, key);
    }
}
