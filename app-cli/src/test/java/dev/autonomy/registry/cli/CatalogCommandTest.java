package dev.autonomy.registry.cli;

import static dev.autonomy.registry.cli.Scene.EDGE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.testkit.Artifact;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two commands that bring many bundles, over registries in memory. */
class CatalogCommandTest {

    private static final String TWO =
            """
            schemaVersion: 1
            defaults:
              fromRegistry: source.example
              toRegistry: edge.example
              pubKey: keys/release.pub
            bundles:
              - from: robot-behavior:v1
                copyPolicy: true
              - name: nav
                from: nav-stack:v2
            """;

    private final Scene scene = new Scene();
    private final Artifact nav = Artifact.image("nav");

    @TempDir private Path folder;

    @BeforeEach
    void publishAnother() {
        store(new Repository("source.example", "nav-stack"));
    }

    private void store(Repository repository) {
        scene.registries.store(repository, "v2", nav);
        scene.registries.store(
                repository,
                AttachmentKind.SIGNATURE.tagOf(nav.digest()).name(),
                Artifact.of("application/vnd.dev.cosign.simplesigning.v1+json", "of nav"));
    }

    private Scene.Ended seed(String catalog, String... more) throws Exception {
        Path file = folder.resolve("site.yaml");
        Files.writeString(file, catalog);
        return run(List.of("registry", "seed-catalog", "--catalog", file.toString()), more);
    }

    private Scene.Ended sync(String... more) {
        return run(
                List.of(
                        "registry",
                        "sync",
                        "--from-registry",
                        "source.example",
                        "--to-registry",
                        "edge.example",
                        "--pub-key",
                        "cosign.pub"),
                more);
    }

    private Scene.Ended run(List<String> arguments, String... more) {
        return scene.run(
                Stream.concat(arguments.stream(), Arrays.stream(more)).toArray(String[]::new));
    }

    private Optional<Digest> atEdge(String name, String tag) {
        return scene.registries.tag(new Repository("edge.example", name), tag);
    }

    @Test
    void a_catalog_is_brought_and_summed_up() throws Exception {
        Scene.Ended ended = seed(TWO, "--out", "seed");

        assertEquals(0, ended.status(), ended.err());
        assertEquals(Optional.of(scene.image.digest()), atEdge("robot-behavior", "v1"));
        assertEquals(Optional.of(nav.digest()), atEdge("nav-stack", "v2"));
        assertTrue(ended.out().startsWith("2 bundles: 2 seeded"), ended.out());
        assertTrue(
                ended.out().contains("Wrote seed/catalog-manifest.json and seed/catalog.lock"),
                ended.out());
    }

    @Test
    void keys_are_looked_for_beside_the_catalog() throws Exception {
        seed(TWO);

        assertTrue(
                scene.verifier.loaded().toString().contains(folder + "/keys/release.pub"),
                scene.verifier.loaded()::toString);
    }

    @Test
    void a_catalog_may_come_from_standard_input() {
        scene.stdin = new ByteArrayInputStream(TWO.getBytes(StandardCharsets.UTF_8));

        Scene.Ended ended = scene.run("registry", "seed-catalog", "--catalog", "-");

        assertEquals(0, ended.status(), ended.err());
    }

    @Test
    void one_refusal_leaves_the_edge_untouched_and_names_the_bundle() throws Exception {
        Scene.Ended ended = seed(TWO.replace("nav-stack:v2", "gone:v2"));

        assertEquals(5, ended.status());
        assertTrue(scene.registries.isEmpty(EDGE));
        assertTrue(
                ended.err().contains("nav: Pinning the image source.example/gone:v2"), ended.err());
        assertTrue(ended.out().startsWith("2 bundles: 1 stopped, 1 not attempted"), ended.out());
    }

    @Test
    void with_keep_going_the_others_are_brought() throws Exception {
        Scene.Ended ended = seed(TWO.replace("nav-stack:v2", "gone:v2"), "--keep-going");

        assertEquals(5, ended.status());
        assertEquals(Optional.of(scene.image.digest()), atEdge("robot-behavior", "v1"));
        assertTrue(ended.out().startsWith("2 bundles: 1 seeded, 1 stopped"), ended.out());
    }

    @Test
    void a_dry_run_shows_the_plan_of_every_bundle_and_writes_nothing() throws Exception {
        Scene.Ended ended = seed(TWO, "--dry-run");

        assertEquals(0, ended.status());
        assertTrue(scene.registries.isEmpty(EDGE));
        assertTrue(
                ended.out()
                        .contains(
                                "nav                           Verified, image only  edge.example/nav-stack:v2 → "
                                        + nav.digest().abbreviated()
                                        + " (new)"),
                ended.out());
        assertTrue(ended.out().endsWith("Nothing was written.\n"), ended.out());
    }

    @Test
    void a_dry_run_that_no_bundle_passes_tells_of_no_files() throws Exception {
        Scene.Ended ended = seed(TWO.replace("from: ", "from: gone/"), "--dry-run");

        assertEquals(5, ended.status(), ended.err());
        assertTrue(ended.out().endsWith("Nothing was written.\n"), ended.out());
    }

    @Test
    void a_catalog_with_problems_is_refused_with_their_places() throws Exception {
        Scene.Ended ended = seed("schemaVersion: 1\nbundels: []\n");

        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("site.yaml:2:1"), ended.err());
        assertEquals(List.of(), scene.setups);
    }

    @Test
    void a_catalog_that_is_not_there_is_a_file_that_cannot_be_read() {
        Scene.Ended ended =
                scene.run("registry", "seed-catalog", "--catalog", folder + "/none.yaml");

        assertEquals(8, ended.status());
        assertTrue(ended.err().contains("none.yaml"), ended.err());
    }

    @Test
    void trust_for_all_is_given_once_only() throws Exception {
        Scene.Ended ended = seed(TWO, "--pub-key", "other.pub");

        assertEquals(2, ended.status());
        assertTrue(ended.err().contains("site.yaml:5:"), ended.err());
    }

    @Test
    void the_result_is_one_object_by_its_schema() throws Exception {
        JsonNode whole = Json.parse(seed(TWO, "--output", "json").out());
        JsonNode failed =
                Json.parse(seed(TWO.replace("v2", "v9"), "--output", "json", "--dry-run").out());
        JsonNode misused = Json.parse(seed("no: 1", "--output", "json").out());

        for (JsonNode each : List.of(whole, failed, misused)) {
            Json.assertValid("catalog-result", each);
        }
        assertEquals("seeded", whole.get("outcome").textValue());
        assertEquals("not-found", failed.at("/bundles/1/error/kind").textValue());
        assertEquals("not-found", failed.at("/error/kind").textValue());
        assertEquals("usage", misused.at("/error/kind").textValue());
    }

    @Test
    void events_of_a_bundle_carry_its_name() throws Exception {
        Scene.Ended ended = seed(TWO, "--progress", "json", "--keep-going");

        List<String> events = Json.events(ended.err());
        assertEquals("run-started", events.getFirst());
        assertEquals("catalog-started", events.get(1));
        assertEquals("run-finished", events.getLast());
        assertEquals("catalog-finished", events.get(events.size() - 2));
        assertTrue(
                Json.lines(ended.err()).stream()
                        .filter(each -> each.get("event").textValue().equals("promoted"))
                        .allMatch(each -> each.has("bundle")));
    }

    @Test
    void a_log_has_a_line_for_each_bundle() throws Exception {
        Scene.Ended ended = seed(TWO, "--progress", "plain");

        assertEquals(
                2, ended.err().lines().filter(line -> line.startsWith("✓ ")).count(), ended.err());
        assertFalse(ended.err().contains("replicate"), ended.err());
    }

    @Test
    void sync_brings_repositories_to_the_same_place() {
        Scene.Ended ended = sync("--repos", "robot-behavior:v1,nav-stack:v2");

        assertEquals(0, ended.status(), ended.err());
        assertEquals(Optional.of(scene.image.digest()), atEdge("robot-behavior", "v1"));
        assertEquals(Optional.of(nav.digest()), atEdge("nav-stack", "v2"));
    }

    @Test
    void repositories_may_be_given_one_by_one_and_without_a_tag() {
        scene.registries.store(new Repository("source.example", "nav-stack"), "latest", nav);

        Scene.Ended ended = sync("--repos", "robot-behavior:v1", "--repos", "nav-stack");

        assertEquals(0, ended.status(), ended.err());
        assertEquals(Optional.of(nav.digest()), atEdge("nav-stack", "latest"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "registry sync --repos a|--from-registry is missing.",
                "registry sync --from-registry a.example --to-registry b.example --skip-verify|--repos is missing.",
                "registry sync --from-registry a/b --to-registry b.example --repos a --skip-verify|--from-registry Registry unexpected \"/\" at character 2",
                "registry sync --from-registry a.example --to-registry a.example --repos a --skip-verify|are the same registry",
                "registry sync --from-registry a.example --to-registry b.example --repos a,,b --skip-verify|--repos Repository nothing between two commas",
                "registry sync --from-registry a.example --to-registry b.example --repos A --skip-verify|--repos A Repository capital letter",
                "registry sync --from-registry a.example --to-registry b.example --repos a@sha256:00 --skip-verify|--repos Repository a digest at character 2",
                "registry sync --from-registry a.example --to-registry b.example --repos a:v1,a:v1 --skip-verify|a:v1 and a:v1 both want the name a-v1",
                "registry sync --from-registry a.example --to-registry b.example --repos a|--pub-key, --certificate-identity, --skip-verify give exactly one",
                "registry sync --from-registry a.example --to-registry b.example --repos a --skip-verify --parallel 2|\"--parallel\" is not an option",
                "registry seed-catalog|--catalog is missing.",
                "registry seed-catalog --catalog x --parallel 0|--parallel Number \"0\". Give a number from 1 to 16.",
                "registry seed-catalog --catalog x --parallel two|--parallel Number \"two\"",
                "registry seed-catalog --catalog x --trusted-root y|--certificate-identity is missing",
                "registry seed-catalog --catalog x --max-age 1d|--max-age Duration unexpected \"d\" at character 2",
                "registry seed-catalog --catalog --out|--catalog Path the option --out",
            })
    void each_usage_rule_names_its_options(String arguments, String expected) {
        Scene.Ended ended = scene.run(arguments.split(" "));

        assertEquals(2, ended.status());
        String told = ended.err().replace(": ", " ").replaceAll("\\s+", " ");
        assertTrue(told.contains(expected), ended.err());
        assertEquals(List.of(), scene.setups);
    }
}
