package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.cli.Json;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code registry drift} after a real seed, with the registry's storage broken by hand. */
class DriftEndToEndTest {

    private static final DockerRegistry UPSTREAM = Site.publisher();

    private final Site site = new Site(UPSTREAM);
    private final SignedFixture fixture = site.fixture;

    @AfterAll
    static void stop() {
        UPSTREAM.close();
    }

    @BeforeEach
    void seed() {
        Site.Ended seeded = site.seed("v1");
        assertEquals(0, seeded.status(), seeded::toString);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private Site.Ended drift(String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("registry", "drift", "--lock", site.out().toString()));
        arguments.addAll(List.of(more));
        return site.run(arguments.toArray(String[]::new));
    }

    /** The states of what is not as the lock says; the object is valid by its schema. */
    private List<String> states(int status, String... more) {
        List<String> arguments = new ArrayList<>(List.of(more));
        arguments.addAll(List.of("--output", "json"));
        Site.Ended ended = drift(arguments.toArray(String[]::new));
        assertEquals(status, ended.status(), ended::toString);
        JsonNode result = Json.parse(ended.out());
        Json.assertValid("drift-result", result);
        assertEquals(status, result.path("exitCode").asInt());
        List<String> states = new ArrayList<>();
        result.path("bundles")
                .forEach(
                        bundle ->
                                bundle.path("items")
                                        .forEach(item -> states.add(item.path("state").asText())));
        return states.stream().sorted().toList();
    }

    private Path repository() {
        return site.edge.storage().resolve("repositories").resolve(Site.REPOSITORY);
    }

    private Path data(String digest) {
        String hex = digest.substring(7);
        return site.edge
                .storage()
                .resolve("blobs/sha256")
                .resolve(hex.substring(0, 2))
                .resolve(hex)
                .resolve("data");
    }

    private String layer() {
        return fixture.blobs(fixture.children("v1").getFirst()).getLast();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void right_after_a_seed_nothing_has_drifted() {
        Site.Ended ended = drift();

        assertEquals(0, ended.status(), ended::toString);
        assertTrue(
                ended.out().matches("1 bundle, \\d+ items at \\S+: nothing has drifted\\.\n"),
                ended::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--deep"})
    void a_trusted_bundle_passes_the_four_steps_where_it_is(String deep) {
        List<String> more = new ArrayList<>(List.of("--pub-key", fixture.key().toString()));
        if (!deep.isEmpty()) {
            more.add(deep);
        }

        assertEquals(List.of(), states(0, more.toArray(String[]::new)));
    }

    @Test
    void an_unmoved_bundle_can_be_stale() {
        assertEquals(
                List.of(), states(14, "--pub-key", fixture.key().toString(), "--max-age", "11h"));
    }

    @Test
    void another_key_is_a_wrong_one() {
        assertEquals(List.of(), states(12, "--pub-key", fixture.otherKey().toString()));
    }

    @Test
    void a_key_that_is_none_is_a_trust_problem() throws Exception {
        Path file = Files.writeString(site.folder.resolve("none.pub"), "not a key");

        assertEquals(List.of(), states(4, "--pub-key", file.toString()));
    }

    @Test
    void a_tag_that_moved_is_told_with_both_digests_and_what_is_left() {
        String other = fixture.digest("no-sidecars");
        fixture.publish(site.edgeView, tag -> false);
        site.edgeView.putManifest(
                "v1", "application/vnd.oci.image.index.v1+json", fixture.bytes(other));

        Site.Ended ended = drift();

        assertEquals(20, ended.status(), ended::toString);
        assertTrue(ended.out().contains("moved, old kept"), ended::toString);
        assertTrue(
                ended.out()
                        .contains(
                                fixture.digest("v1").substring(7, 19)
                                        + " -> "
                                        + other.substring(7, 19)),
                ended::toString);
        assertEquals(List.of("moved"), states(20));
        assertTrue(
                ended.out()
                        .lines()
                        .filter(line -> !line.startsWith("  autonomy"))
                        .allMatch(line -> line.length() <= 100),
                ended::toString);
    }

    @Test
    void the_command_that_repairs_it_names_source_and_destination() throws Exception {
        delete(repository().resolve("_manifests/tags/v1"));

        Site.Ended ended = drift("--pub-key", fixture.key().toString());

        assertTrue(
                ended.out()
                        .contains(
                                "autonomy registry seed --from "
                                        + site.from("v1")
                                        + "@"
                                        + fixture.digest("v1")
                                        + " --to "
                                        + site.to("v1")
                                        + " --copy-policy --pub-key "
                                        + fixture.key()),
                ended::toString);
    }

    @Test
    void a_tag_that_was_deleted_is_missing() throws Exception {
        delete(repository().resolve("_manifests/tags/v1-lock"));

        assertEquals(List.of("missing-tag"), states(20));
        assertEquals(List.of("missing-tag"), states(0, "--drift-exit-code", "0"));
        assertEquals(List.of("missing-tag"), states(42, "--drift-exit-code", "42"));
    }

    @Test
    void a_child_that_was_deleted_is_a_missing_manifest() throws Exception {
        delete(
                repository()
                        .resolve("_manifests/revisions/sha256")
                        .resolve(fixture.children("v1").getFirst().substring(7)));

        assertEquals(List.of("missing-manifest"), states(20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--deep"})
    void a_layer_that_was_deleted_is_a_missing_blob(String deep) throws Exception {
        delete(data(layer()).getParent());

        assertTrue(
                states(20, deep.isEmpty() ? new String[0] : new String[] {deep})
                        .contains("missing-blob"));
    }

    @Test
    void a_layer_that_was_cut_is_of_the_wrong_size() throws Exception {
        byte[] bytes = Files.readAllBytes(data(layer()));
        Files.write(data(layer()), Arrays.copyOf(bytes, bytes.length - 1));

        assertTrue(states(20).contains("wrong-size"));
    }

    @Test
    void a_changed_byte_of_a_layer_is_seen_by_deep_only() throws Exception {
        byte[] bytes = Files.readAllBytes(data(layer()));
        bytes[0] ^= 1;
        Files.write(data(layer()), bytes);

        assertEquals(List.of(), states(0));
        assertTrue(states(13, "--deep").contains("tampered"));
        Site.Ended told = drift("--deep");
        assertTrue(told.out().contains("is not replaced by a seed"), told::toString);
        assertFalse(told.out().contains("autonomy registry seed"), told::toString);
    }

    @Test
    void a_changed_byte_of_a_manifest_is_tampered_content() throws Exception {
        Path manifest = data(fixture.children("v1").getFirst());
        Files.writeString(manifest, Files.readString(manifest) + " ");

        assertTrue(states(13).contains("tampered"));
    }

    @Test
    void a_signature_that_is_gone_is_drift_and_incomplete_where_trust_is_asked() throws Exception {
        delete(
                repository()
                        .resolve("_manifests/tags")
                        .resolve("sha256-" + fixture.digest("v1").substring(7) + ".sig"));

        assertEquals(List.of("missing-attachment"), states(20));
        assertEquals(
                List.of("missing-attachment"), states(11, "--pub-key", fixture.key().toString()));
    }

    @Test
    void evidence_that_came_to_it_is_no_drift() {
        attach(".sbom", site.edgeView.manifest(attached(".sig")));

        assertEquals(List.of("added"), states(0));
    }

    @Test
    void a_second_signature_beside_the_locked_one_is_no_drift() {
        ObjectNode signed = (ObjectNode) Json.parse(site.edgeView.manifest(attached(".sig")));
        ArrayNode layers = (ArrayNode) signed.path("layers");
        layers.add(resigned(layers));
        attach(".sig", signed.toString());

        assertEquals(List.of("added"), states(0));
        assertEquals(List.of("added"), states(0, "--pub-key", fixture.key().toString()));
    }

    @Test
    void another_signature_in_the_place_of_the_locked_one_is_drift() {
        ObjectNode signed = (ObjectNode) Json.parse(site.edgeView.manifest(attached(".sig")));
        ArrayNode layers = (ArrayNode) signed.path("layers");
        layers.set(0, resigned(layers));
        attach(".sig", signed.toString());

        assertEquals(List.of("moved"), states(20));
    }

    private static ObjectNode resigned(ArrayNode layers) {
        ObjectNode other = layers.path(0).deepCopy();
        ((ObjectNode) other.path("annotations"))
                .put("dev.cosignproject.cosign/signature", "c2lnbmVk");
        return other;
    }

    private String attached(String suffix) {
        return "sha256-" + fixture.digest("v1").substring(7) + suffix;
    }

    private void attach(String suffix, String manifest) {
        site.edgeView.putManifest(
                attached(suffix),
                "application/vnd.oci.image.manifest.v1+json",
                manifest.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_repository_that_is_gone_is_not_found() throws Exception {
        delete(repository());

        assertEquals(List.of("missing-tag"), states(5));
    }

    @Test
    void a_registry_that_is_down_is_unreachable() {
        site.edge.kill();

        assertEquals(List.of("unreadable"), states(7));
    }

    @Test
    void another_site_with_the_same_content_is_asked_in_its_place() {
        try (DockerRegistry other = DockerRegistry.start()) {
            Site.Ended seeded =
                    site.command(
                            List.of(
                                    "--from",
                                    site.from("v1"),
                                    "--to",
                                    other.host() + "/" + Site.REPOSITORY + ":v1",
                                    "--pub-key",
                                    fixture.key().toString(),
                                    "--copy-policy",
                                    "--out",
                                    site.folder.resolve("elsewhere").toString()));
            assertEquals(0, seeded.status(), seeded::toString);
            site.edge.kill();

            assertEquals(List.of(), states(0, "--registry", other.host()));
        }
    }

    @Test
    void a_login_that_is_wanted_is_said_to_be() throws Exception {
        try (FaultProxy proxy = new FaultProxy(site.edge.port())) {
            Login login = Login.at(proxy, site.folder);

            assertEquals(List.of("unreadable"), states(6, "--registry", proxy.host()));
            assertEquals(
                    List.of(),
                    states(
                            0,
                            "--registry",
                            proxy.host(),
                            "--authfile",
                            login.authFile().toString()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"schemaVersion\": 2}", "[]", ""})
    void a_lock_that_is_none_is_malformed(String content) throws Exception {
        Files.writeString(site.out().resolve("seed.lock"), content);

        assertEquals(List.of(), states(15));
    }

    @Test
    void a_lock_that_is_not_there_is_a_storage_problem() throws Exception {
        Files.delete(site.out().resolve("seed.lock"));

        assertEquals(List.of(), states(8));
    }

    @Test
    void events_begin_and_end_as_promised_and_tell_of_bytes() {
        Site.Ended ended = drift("--deep", "--progress", "json");

        List<JsonNode> lines = ended.err().lines().map(Json::parse).toList();
        lines.forEach(line -> Json.assertValid("drift-event", line));
        List<String> names = lines.stream().map(line -> line.path("event").asText()).toList();
        assertEquals("run-started", names.getFirst());
        assertEquals("run-finished", names.getLast());
        assertTrue(names.contains("bundle-checked"), ended::toString);
        long total =
                lines.stream()
                        .filter(line -> line.path("event").asText().equals("counted"))
                        .mapToLong(line -> line.path("totalBytes").asLong())
                        .max()
                        .orElse(0);
        Map<String, Long> done = new TreeMap<>();
        lines.stream()
                .filter(line -> line.path("event").asText().equals("bytes"))
                .forEach(line -> done.put(line.path("blob").asText(), line.path("done").asLong()));
        assertEquals(total, done.values().stream().mapToLong(Long::longValue).sum());
        assertTrue(total > 0, ended::toString);
    }

    @Test
    void nothing_is_written_anywhere() throws Exception {
        Map<String, Long> before = everything();

        drift("--deep", "--pub-key", fixture.key().toString());

        assertEquals(before, everything());
        assertFalse(before.isEmpty());
    }

    /** All files of the site and of the registry's storage, with the time of their last change. */
    private Map<String, Long> everything() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        for (Path root : List.of(site.folder, site.edge.storage())) {
            try (Stream<Path> found = Files.walk(root)) {
                for (Path file : found.toList()) {
                    files.put(file.toString(), Files.getLastModifiedTime(file).toMillis());
                }
            }
        }
        return files;
    }
}
