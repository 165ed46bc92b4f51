package dev.autonomy.registry.adapter.skopeo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.AccessDenied;
import dev.autonomy.registry.outcome.Obstacle.Unreachable;
import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.port.Replicator.BlobProgress;
import dev.autonomy.registry.port.Replicator.Cargo;
import dev.autonomy.registry.testkit.Artifact;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the skopeo of this machine does under the settings it is given. */
class RealSkopeoTest {

    /** "joe" with the password "s3cret", as htpasswd -B writes it. */
    private static final String HTPASSWD =
            "joe:$2y$05$E4v7Kd86RayDdABxbBuCre5k1j.5rNqD0R5.QdaWxFUTFuBdR7ozS";

    private static final BlobProgress UNHEARD = (blob, bytes) -> {};

    @TempDir private Path folder;
    private final RegistryOverHttp http = new RegistryOverHttp();
    private final List<DockerRegistry> started = new ArrayList<>();
    private final DockerRegistry source = started(DockerRegistry.start());
    private final Repository from = new Repository(source.host(), "fleet/app");
    private final Artifact image = Artifact.image("one", "two");

    @AfterEach
    void stop() {
        started.forEach(DockerRegistry::close);
    }

    @Test
    void no_rule_of_the_users_about_mirrors_or_blocking_is_applied() throws Exception {
        http.put(from, image);
        Repository to = new Repository(started(DockerRegistry.start()).host(), "app");
        String rules =
                """
                [[registry]]
                location = "%s"
                blocked = true
                [[registry]]
                location = "%s"
                blocked = true
                """
                        .formatted(from.registry() + "/fleet", to.registry());
        write("home/.config/containers/registries.conf", rules);
        write("home/.config/containers/registries.conf.d/rules.conf", rules);
        SkopeoReplicator replicator = replicator(plain(from, to));

        replicator.copy(cargo(to, image), UNHEARD);

        assertEquals(image.manifest(), http.manifest(to, image.digest()));
        assertEquals(
                List.of(
                        Warning.Kind.REGISTRIES_CONF_NOT_APPLIED,
                        Warning.Kind.REGISTRIES_CONF_NOT_APPLIED,
                        Warning.Kind.REGISTRIES_CONF_NOT_APPLIED,
                        Warning.Kind.REGISTRIES_CONF_NOT_APPLIED),
                replicator.notApplied(from, to).stream().map(Warning::kind).toList());
    }

    @Test
    void nothing_is_fetched_from_a_mirror() throws Exception {
        http.put(from, image);
        Repository to = new Repository(started(DockerRegistry.start()).host(), "app");
        Set<String> asked = ConcurrentHashMap.newKeySet();
        HttpServer mirror =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        mirror.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestURI().toString());
                    exchange.sendResponseHeaders(404, -1);
                    exchange.close();
                });
        mirror.start();
        write(
                "home/.config/containers/registries.conf.d/mirror.conf",
                """
                [[registry]]
                location = "%s"
                [[registry.mirror]]
                location = "127.0.0.1:%d"
                insecure = true
                """
                        .formatted(from.registry(), mirror.getAddress().getPort()));

        try {
            replicator(plain(from, to)).copy(cargo(to, image), UNHEARD);
        } finally {
            mirror.stop(0);
        }

        assertEquals(image.manifest(), http.manifest(to, image.digest()));
        assertEquals(Set.of(), asked);
    }

    @Test
    void no_signature_is_looked_for_elsewhere() throws Exception {
        http.put(from, image);
        Repository to = new Repository(started(DockerRegistry.start()).host(), "app");
        write(
                "home/.config/containers/registries.d/store.yaml",
                """
                docker:
                  %s:
                    lookaside: http://127.0.0.1:1/
                    use-sigstore-attachments: true
                """
                        .formatted(from.registry()));

        replicator(plain(from, to)).copy(cargo(to, image), UNHEARD);

        assertEquals(image.manifest(), http.manifest(to, image.digest()));
    }

    @Test
    void the_container_policy_of_the_machine_stays_in_force() throws Exception {
        http.put(from, image);
        Repository to = new Repository(started(DockerRegistry.start()).host(), "app");
        write("home/.config/containers/policy.json", "{\"default\":[{\"type\":\"reject\"}]}");

        AccessDenied denied =
                assertThrows(
                        AccessDenied.class,
                        () -> replicator(plain(from, to)).copy(cargo(to, image), UNHEARD));

        assertEquals(AccessDenied.Reason.CONTAINER_POLICY, denied.reason());
        assertEquals("this machine's container policy refuses the image", denied.seen());
    }

    @Test
    void credentials_come_from_the_file_given() throws Exception {
        http.put(from, image);
        Repository to = new Repository(lockedRegistry().host(), "app");
        String auth =
                Base64.getEncoder().encodeToString("joe:s3cret".getBytes(StandardCharsets.UTF_8));
        Path file =
                write(
                        "auth.json",
                        "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(to.registry(), auth));

        replicator(plain(from, to).authFile(file)).copy(cargo(to, image), UNHEARD);
    }

    @Test
    void credentials_come_from_the_users_own_search_as_well() throws Exception {
        http.put(from, image);
        Repository to = new Repository(lockedRegistry().host(), "app");
        String auth =
                Base64.getEncoder().encodeToString("joe:s3cret".getBytes(StandardCharsets.UTF_8));
        write(
                "home/.docker/config.json",
                "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(to.registry(), auth));

        replicator(plain(from, to)).copy(cargo(to, image), UNHEARD);
    }

    @Test
    void without_credentials_a_login_is_wanted() throws Exception {
        http.put(from, image);
        Repository to = new Repository(lockedRegistry().host(), "app");

        AccessDenied denied =
                assertThrows(
                        AccessDenied.class,
                        () -> replicator(plain(from, to)).copy(cargo(to, image), UNHEARD));

        assertEquals(AccessDenied.Reason.LOGIN_WANTED, denied.reason());
        assertEquals(to.registry(), denied.attempt().registry().orElseThrow());
    }

    @Test
    void plain_http_is_spoken_only_where_it_is_allowed() throws Exception {
        http.put(from, image);
        Repository to = new Repository(started(DockerRegistry.start()).host(), "app");
        Settings settings = Settings.in(folder).plainHttp(Set.of(from.registry()));

        Unreachable unreachable =
                assertThrows(
                        Unreachable.class,
                        () -> replicator(settings).copy(cargo(to, image), UNHEARD));

        assertEquals(Unreachable.Reason.SPEAKS_PLAIN_HTTP, unreachable.reason());
        assertEquals(to.registry(), unreachable.attempt().registry().orElseThrow());
    }

    @Test
    void a_registry_that_is_gone_is_named() throws Exception {
        http.put(from, image);
        DockerRegistry gone = DockerRegistry.start();
        gone.close();
        Repository to = new Repository(gone.host(), "app");

        Unreachable unreachable =
                assertThrows(
                        Unreachable.class,
                        () -> replicator(plain(from, to)).copy(cargo(to, image), UNHEARD));

        assertEquals(Unreachable.Reason.CONNECTION_REFUSED, unreachable.reason());
        assertEquals(to.registry(), unreachable.attempt().registry().orElseThrow());
    }

    @Test
    void content_that_the_source_has_broken_never_arrives() throws Exception {
        Artifact large = Artifact.image(noise(100_000));
        http.put(from, large);
        Repository to = new Repository(started(DockerRegistry.start()).host(), "app");
        Digest layer = ((Manifest.Image) large.manifest()).layers().getFirst().digest();
        Path data =
                source.storage()
                        .resolve("blobs/sha256")
                        .resolve(layer.hex().substring(0, 2))
                        .resolve(layer.hex())
                        .resolve("data");
        Files.writeString(data, "X" + Files.readString(data).substring(1));

        Obstacle.Contradiction contradiction =
                assertThrows(
                        Obstacle.Contradiction.class,
                        () -> replicator(plain(from, to)).copy(cargo(to, large), UNHEARD));

        assertEquals(layer.toString(), contradiction.expected());
        assertEquals(from.registry(), contradiction.attempt().registry().orElseThrow());
    }

    @Test
    void a_large_blob_is_followed_to_its_end() throws Exception {
        Artifact large = Artifact.image(noise(12_000_000));
        http.put(from, large);
        Repository to = new Repository(started(DockerRegistry.start()).host(), "app");
        Map<Digest, List<Long>> told = new ConcurrentHashMap<>();

        replicator(plain(from, to))
                .copy(
                        cargo(to, large),
                        (blob, bytes) ->
                                told.computeIfAbsent(blob, _ -> new CopyOnWriteArrayList<>())
                                        .add(bytes));

        for (Descriptor blob : blobs(large)) {
            // Told by a bar or its end, and once more when the whole copy is done.
            assertTrue(told.get(blob.digest()).size() >= 2, told::toString);
            assertEquals(blob.size(), told.get(blob.digest()).getLast());
        }
    }

    @Test
    @Timeout(120)
    void a_registry_that_accepts_and_says_nothing_is_a_stall() throws Exception {
        http.put(from, image);
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Repository to = new Repository("127.0.0.1:" + silent.getLocalPort(), "app");
            Settings settings = plain(from, to).stallTimeout(Duration.ofSeconds(1));

            Unreachable unreachable =
                    assertThrows(
                            Unreachable.class,
                            () -> replicator(settings).copy(cargo(to, image), UNHEARD));

            assertEquals(Unreachable.Reason.STALLED, unreachable.reason());
            assertEquals(to.registry(), unreachable.attempt().registry().orElseThrow());
        }
    }

    @Test
    @Timeout(120)
    void a_source_that_stops_in_the_middle_of_a_blob_is_the_one_that_stalled() throws Exception {
        Artifact large = Artifact.image(noise(12_000_000));
        http.put(from, large);
        Repository to = new Repository(started(DockerRegistry.start()).host(), "app");
        try (FreezingRelay relay = FreezingRelay.ofAnswers(from.registry(), 5_000_000)) {
            Repository slow = new Repository(relay.host(), from.path());

            assertEquals(Optional.of(slow.registry()), stalled(slow, to, large));
        }
    }

    @Test
    @Timeout(120)
    void a_destination_that_stops_in_the_middle_of_a_blob_is_the_one_that_stalled()
            throws Exception {
        Artifact large = Artifact.image(noise(30_000_000));
        http.put(from, large);
        DockerRegistry edge = started(DockerRegistry.start());
        try (FreezingRelay relay = FreezingRelay.ofQuestions(edge.host(), 5_000_000)) {
            Repository slow = new Repository(relay.host(), "app");

            assertEquals(Optional.of(slow.registry()), stalled(from, slow, large));
        }
    }

    /** The registry that a copy names when it stalls. */
    private Optional<String> stalled(Repository source, Repository to, Artifact artifact) {
        Settings settings = plain(source, to).stallTimeout(Duration.ofSeconds(2));
        Unreachable unreachable =
                assertThrows(
                        Unreachable.class,
                        () ->
                                replicator(settings)
                                        .copy(
                                                new Cargo(
                                                        source,
                                                        to,
                                                        artifact.digest(),
                                                        blobs(artifact)),
                                                UNHEARD));
        assertEquals(Unreachable.Reason.STALLED, unreachable.reason());
        return unreachable.attempt().registry();
    }

    private DockerRegistry lockedRegistry() throws IOException {
        Path users = write("htpasswd", HTPASSWD + "\n");
        return started(
                DockerRegistry.start("auth: {htpasswd: {realm: test, path: " + users + "}}"));
    }

    private DockerRegistry started(DockerRegistry registry) {
        started.add(registry);
        return registry;
    }

    private Settings plain(Repository... repositories) {
        return Settings.in(folder)
                .plainHttp(Set.copyOf(Stream.of(repositories).map(Repository::registry).toList()));
    }

    private static SkopeoReplicator replicator(Settings settings) {
        return new SkopeoReplicator(settings.build());
    }

    private Cargo cargo(Repository to, Artifact artifact) {
        return new Cargo(from, to, artifact.digest(), blobs(artifact));
    }

    private static List<Descriptor> blobs(Artifact artifact) {
        Manifest.Image manifest = (Manifest.Image) artifact.manifest();
        return Stream.concat(Stream.of(manifest.config()), manifest.layers().stream()).toList();
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** Text that no compression shortens much. */
    private static String noise(int characters) {
        Random random = new Random(7);
        return random.ints(characters, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
