package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Seeds that succeed, between two real registries, of a bundle that the real cosign signed. */
class SeedEndToEndTest {

    private static final DockerRegistry UPSTREAM = Site.publisher();

    private final Site site = new Site(UPSTREAM);

    @AfterAll
    static void stop() {
        UPSTREAM.close();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void a_fresh_seed_brings_the_whole_bundle_under_the_destinations_tags() {
        Site.Ended ended = site.seed("v1");

        assertEquals(0, ended.status(), ended::toString);
        Map<String, String> tags = site.edgeView.tags();
        assertEquals(site.fixture.digest("v1"), tags.get("v1"));
        assertEquals(site.fixture.digest("v1-lock"), tags.get("v1-lock"));
        assertEquals(site.fixture.digest("v1-policy"), tags.get("v1-policy"));
        assertTrue(ended.out().contains("Verified: " + site.edge.host()), ended::toString);
    }

    @Test
    void every_attachment_of_index_children_and_sidecars_travels_along() {
        site.seed("v1");

        Map<String, String> expected = attachmentsOf("v1");
        Map<String, String> found = site.edgeView.tags();
        found.keySet().retainAll(expected.keySet());
        assertEquals(expected, found);
        assertTrue(expected.keySet().stream().anyMatch(tag -> tag.endsWith(".att")), "fixture");
    }

    @Test
    void both_files_tell_what_was_seeded() throws IOException {
        site.seed("v1");

        JsonNode manifest = json("seed-manifest.json");
        JsonNode lock = json("seed.lock");
        assertEquals("verified", manifest.at("/verification/verdict").asText());
        assertEquals(
                site.edge.host() + "/robot-behavior@" + site.fixture.digest("v1"),
                lock.at("/image/pinned").asText());
        assertEquals(Set.of("seed-manifest.json", "seed.lock"), site.outputs().keySet());
    }

    @Test
    void the_same_seed_again_copies_nothing_and_gives_the_same_lock() throws IOException {
        site.seed("v1");
        String lock = site.outputs().get("seed.lock");
        Map<String, String> tags = site.edgeView.tags();

        Site.Ended ended = site.seed("v1");

        assertEquals(0, ended.status(), ended::toString);
        assertEquals(lock, site.outputs().get("seed.lock"));
        assertEquals(tags, site.edgeView.tags());
        assertEquals(Set.of("unchanged"), statuses());
        assertEquals(0, json("seed-manifest.json").path("promoted").size());
    }

    @Test
    void an_image_alone_is_verified_as_just_that() throws IOException {
        Site.Ended ended =
                site.command(
                        List.of(
                                "--from",
                                site.from("v1"),
                                "--to",
                                site.to("v1"),
                                "--pub-key",
                                site.fixture.key().toString(),
                                "--out",
                                site.out().toString()));

        assertEquals(0, ended.status(), ended::toString);
        assertEquals(
                "verified-image-only",
                json("seed-manifest.json").at("/verification/verdict").asText());
        assertFalse(site.edgeView.tags().containsKey("v1-lock"));
    }

    @Test
    void a_digest_is_seeded_as_it_is() {
        Site.Ended ended =
                site.command(
                        List.of(
                                "--from",
                                site.upstream.host()
                                        + "/robot-behavior@"
                                        + site.fixture.digest("v1"),
                                "--to",
                                site.to("pinned"),
                                "--pub-key",
                                site.fixture.key().toString(),
                                "--out",
                                site.out().toString()));

        assertEquals(0, ended.status(), ended::toString);
        assertEquals(Optional.of(site.fixture.digest("v1")), site.edgeView.digest("pinned"));
    }

    @Test
    void a_newer_release_replaces_the_one_before() throws IOException {
        site.seed("v1");

        Site.Ended ended = site.seed("v2");

        assertEquals(0, ended.status(), ended::toString);
        assertEquals(Optional.of(site.fixture.digest("v2")), site.edgeView.digest("v1"));
        assertEquals(
                site.fixture.digest("v1"),
                json("seed-manifest.json").at("/destination/previousDigest").asText());
    }

    @Test
    void a_layer_lost_at_the_destination_under_an_equal_tag_is_brought_again() throws IOException {
        site.seed("v1");
        String lost = site.fixture.blobs(site.fixture.children("v1").getFirst()).getLast();
        forget(lost);
        assertFalse(site.edgeView.hasBlob(lost));

        Site.Ended ended = site.seed("v1");

        assertEquals(0, ended.status(), ended::toString);
        assertTrue(site.edgeView.hasBlob(lost));
        assertTrue(statuses().contains("copied"));
    }

    @Test
    void a_rehearsal_says_what_would_happen_and_writes_nothing() {
        Site.Ended ended = site.seed("v1", "--dry-run");

        assertEquals(0, ended.status(), ended::toString);
        assertEquals(Map.of(), site.edgeView.tags());
        assertFalse(Files.exists(site.out()));
    }

    @Test
    void skipping_verification_is_loud_and_recorded() throws IOException {
        Site.Ended ended =
                site.command(
                        List.of(
                                "--from",
                                site.from("unsigned"),
                                "--to",
                                site.to("v1"),
                                "--skip-verify",
                                "--out",
                                site.out().toString()));

        assertEquals(0, ended.status(), ended::toString);
        assertTrue(ended.err().toLowerCase().contains("not checked"), ended::toString);
        assertEquals("skipped", json("seed-manifest.json").at("/verification/verdict").asText());
    }

    @Test
    void what_others_attached_at_the_destination_stays() {
        site.seed("v1");
        String tag = "sha256-" + site.fixture.digest("v1").substring(7) + ".sig";
        String theirs =
                site.fixture.digest("sha256-" + site.fixture.digest("v2").substring(7) + ".sig");
        site.edgeView.putManifest(
                tag, "application/vnd.oci.image.manifest.v1+json", pushed(theirs));

        Site.Ended ended = site.seed("v1");

        assertEquals(0, ended.status(), ended::toString);
        String united = site.edgeView.manifest(tag);
        assertNotEquals(Optional.of(theirs), site.edgeView.digest(tag));
        assertTrue(united.contains(layer(theirs)), united);
        assertTrue(united.contains(layer(site.fixture.digest(tag))), united);
    }

    @Test
    void nothing_is_left_in_the_temporary_folder() {
        site.seed("v1");

        assertEquals(List.of(), site.leftovers());
    }

    private Map<String, String> attachmentsOf(String tag) {
        Map<String, String> attachments = new TreeMap<>();
        for (String part : List.of(tag, tag + "-lock", tag + "-policy")) {
            addAttachments(attachments, site.fixture.digest(part));
        }
        site.fixture.children(tag).forEach(child -> addAttachments(attachments, child));
        return attachments;
    }

    private void addAttachments(Map<String, String> attachments, String subject) {
        for (String suffix : List.of("", ".sig", ".att", ".sbom")) {
            String tag = subject.replace(':', '-') + suffix;
            if (site.fixture.tags().contains(tag)) {
                attachments.put(tag, site.fixture.digest(tag));
            }
        }
    }

    /** Pushes a signature's blobs to the edge, and answers with its manifest. */
    private byte[] pushed(String signature) {
        site.fixture
                .blobs(signature)
                .forEach(blob -> site.edgeView.putBlob(blob, site.fixture.bytes(blob)));
        return site.fixture.bytes(signature);
    }

    private String layer(String signature) {
        return site.fixture.blobs(signature).getLast();
    }

    private void forget(String digest) throws IOException {
        String hex = digest.substring(7);
        Path data = site.edge.storage().resolve("blobs/sha256/" + hex.substring(0, 2) + "/" + hex);
        Files.delete(data.resolve("data"));
        Files.delete(data);
    }

    private JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(site.outputs().get(file));
    }

    private Set<String> statuses() throws IOException {
        return StreamSupport.stream(
                        json("seed-manifest.json").path("transfers").spliterator(), false)
                .map(transfer -> transfer.path("status").asText())
                .collect(Collectors.toSet());
    }
}
