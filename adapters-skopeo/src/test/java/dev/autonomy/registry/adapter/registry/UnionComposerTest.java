package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.AttachmentComposer.Union;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnionComposerTest {

    private static final Repository REPOSITORY = new Repository("edge.example.com", "app");
    private static final Digest SUBJECT = new Digest("0".repeat(64));
    private static final String SIGNATURE = "application/vnd.dev.cosign.simplesigning.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";

    private final UnionComposer composer = new UnionComposer();

    @Test
    void the_signatures_present_come_first_and_the_others_follow() throws Exception {
        Union union =
                composer.unite(
                        signatures(layer("a", "1"), layer("b", "2")),
                        signatures(layer("c", "3"), layer("a", "1")));

        assertEquals(
                List.of(digest("a"), digest("b"), digest("c")),
                layers(union).stream().map(Descriptor::digest).toList());
    }

    @Test
    void two_signatures_of_one_payload_are_two() throws Exception {
        Union union = composer.unite(signatures(layer("a", "1")), signatures(layer("a", "2")));

        assertEquals(
                List.of("1", "2"),
                layers(union).stream().map(each -> each.annotations().get("sig")).toList());
    }

    @Test
    void what_is_present_already_stays_as_it_is() throws Exception {
        Attachment present = signatures(layer("a", "1"), layer("b", "2"));

        Union union = composer.unite(present, signatures(layer("b", "2")));

        assertSame(present.manifest(), union.manifest());
        assertEquals(List.of(), union.blobs());
    }

    @Test
    void what_only_adds_to_the_present_is_taken_as_it_is() throws Exception {
        Attachment incoming = signatures(layer("a", "1"), layer("b", "2"));

        Union union = composer.unite(signatures(layer("a", "1")), incoming);

        assertSame(incoming.manifest(), union.manifest());
        assertEquals(List.of(), union.blobs());
    }

    /** Written by cosign 3.1.1 for two signatures of one payload. */
    @Test
    void the_config_is_the_one_cosign_would_have_written() throws Exception {
        String payload = "22aecfa10cbc1c7e4fe6753d571b7896da9514b2ad87e7e6d83698e05038ce43";
        String twice = "\"sha256:" + payload + "\",\"sha256:" + payload + "\"";

        Union union =
                composer.unite(
                        signatures(layerOf(payload, "1")), signatures(layerOf(payload, "2")));

        byte[] config = union.blobs().getFirst();
        assertEquals(
                "{\"architecture\":\"\",\"created\":\"0001-01-01T00:00:00Z\",\"history\":[{\"created\":\"0001-01-01T00:00:00Z\"},{\"created\":\"0001-01-01T00:00:00Z\"}],\"os\":\"\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                        + twice
                        + "]},\"config\":{}}",
                new String(config, StandardCharsets.UTF_8));
        Descriptor descriptor = ((Manifest.Image) union.manifest()).config();
        assertEquals(
                "sha256:4ff8140cfa0450d734a2e3f97e72b7ebecfca646ec6dc0aa33fddf0208740d80",
                descriptor.digest().toString());
        assertEquals(342, descriptor.size());
    }

    @Test
    void the_same_two_always_give_the_same_bytes() throws Exception {
        Attachment present = signatures(layer("a", "1"));
        Attachment incoming = signatures(layer("b", "2"));

        assertArrayEquals(
                composer.unite(present, incoming).manifest().content().bytes(),
                composer.unite(present, incoming).manifest().content().bytes());
    }

    @Test
    void a_union_united_again_with_either_side_does_not_change() throws Exception {
        Attachment present = signatures(layer("a", "1"));
        Attachment incoming = signatures(layer("b", "2"));
        Attachment both =
                attachment(AttachmentKind.SIGNATURE, composer.unite(present, incoming).manifest());

        assertSame(both.manifest(), composer.unite(both, incoming).manifest());
        assertSame(both.manifest(), composer.unite(both, present).manifest());
    }

    @Test
    void unknown_members_of_both_documents_and_of_their_entries_are_kept() throws Exception {
        String extended = layer("a", "1").replaceFirst("\\{", "{\"urls\":[\"x\"],\"future\":1.50,");
        Union union =
                composer.unite(
                        image(CONFIG, "c1", "\"one\":{\"z\":1,\"a\":[true]},", extended),
                        image(CONFIG, "c2", "\"two\":12345678901234567890,", layer("b", "2")));

        String text = new String(union.manifest().content().bytes(), StandardCharsets.UTF_8);
        assertTrue(text.contains("\"one\":{\"z\":1,\"a\":[true]}"), text);
        assertTrue(text.contains("\"two\":12345678901234567890"), text);
        assertTrue(text.contains("\"urls\":[\"x\"],\"future\":1.50"), text);
    }

    @Test
    void annotations_of_both_documents_are_kept() throws Exception {
        Union union =
                composer.unite(
                        image(
                                CONFIG,
                                "c",
                                "\"annotations\":{\"x\":\"1\",\"y\":\"2\"},",
                                layer("a", "1")),
                        image(
                                CONFIG,
                                "c",
                                "\"annotations\":{\"z\":\"3\",\"y\":\"2\"},",
                                layer("b", "2")));

        assertEquals("{x=1, y=2, z=3}", new TreeMap<>(union.manifest().annotations()).toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "annotations.k | \"annotations\":{\"k\":\"one\"},    | \"annotations\":{\"k\":\"two\"},",
                "artifactType  | \"artifactType\":\"one\",           | \"artifactType\":\"two\",",
                "future        | \"future\":[\"one\"],               | \"future\":[\"two\"],",
            })
    void a_member_that_both_have_and_that_differs_collides(
            String member, String present, String incoming) {
        Obstacle.Conflict conflict =
                assertThrows(
                        Obstacle.Conflict.class,
                        () ->
                                composer.unite(
                                        image(CONFIG, "c", present, layer("a", "1")),
                                        image(CONFIG, "c", incoming, layer("b", "2"))));

        assertEquals(Obstacle.Conflict.Reason.EVIDENCE_COLLIDES, conflict.reason());
        assertTrue(conflict.seen().contains(member + " is "), conflict.seen());
        assertTrue(conflict.seen().contains("one"), conflict.seen());
        assertTrue(conflict.seen().contains("two"), conflict.seen());
    }

    @Test
    void another_subject_collides() {
        Obstacle.Conflict conflict =
                conflict(
                        image(CONFIG, "c", subject("s1"), layer("a", "1")),
                        image(CONFIG, "c", subject("s2"), layer("b", "2")));

        assertTrue(conflict.seen().contains("subject"), conflict.seen());
        assertTrue(conflict.seen().contains(digest("s1").hex()), conflict.seen());
        assertTrue(conflict.seen().contains(digest("s2").hex()), conflict.seen());
    }

    @Test
    void another_type_of_config_collides() {
        Obstacle.Conflict conflict =
                conflict(
                        image(CONFIG, "c", "", layer("a", "1")),
                        image("application/vnd.oci.empty.v1+json", "c", "", layer("b", "2")));

        assertTrue(conflict.seen().contains("config.mediaType is " + CONFIG), conflict.seen());
    }

    @Test
    void a_config_that_cosign_did_not_make_up_is_kept_when_both_have_it() throws Exception {
        String empty = "application/vnd.oci.empty.v1+json";
        Union union =
                composer.unite(
                        image(empty, "{}", "", layer("a", "1")),
                        image(empty, "{}", "", layer("b", "2")));

        assertEquals(digest("{}"), ((Manifest.Image) union.manifest()).config().digest());
        assertEquals(List.of(), union.blobs());
        assertTrue(
                conflict(
                                image(empty, "x", "", layer("a", "1")),
                                image(empty, "y", "", layer("b", "2")))
                        .seen()
                        .contains("config.digest"));
    }

    @Test
    void docker_typed_signatures_are_united_as_such() throws Exception {
        String dockerConfig = "application/vnd.docker.container.image.v1+json";
        Union union =
                composer.unite(
                        image(MediaTypes.DOCKER_MANIFEST, dockerConfig, "one", "", layer("a", "1")),
                        image(
                                MediaTypes.DOCKER_MANIFEST,
                                dockerConfig,
                                "two",
                                "",
                                layer("b", "2")));

        Manifest.Image image = (Manifest.Image) union.manifest();
        assertEquals(MediaTypes.DOCKER_MANIFEST, image.mediaType());
        assertEquals(dockerConfig, image.config().mediaType());
        assertEquals(Sha256.of(union.blobs().getFirst()), image.config().digest());
        assertEquals(
                List.of(digest("a"), digest("b")),
                image.layers().stream().map(Descriptor::digest).toList());
    }

    @Test
    void an_index_and_a_manifest_collide() {
        assertTrue(
                conflict(signatures(layer("a", "1")), referrers(entry("a", "")))
                        .seen()
                        .contains("the media type is " + MediaTypes.OCI_MANIFEST));
    }

    @Test
    void referrers_are_united_by_their_digests_and_the_present_entry_stands() throws Exception {
        Union union =
                composer.unite(
                        referrers(entry("a", "\"artifactType\":\"t/a\","), entry("b", "")),
                        referrers(
                                entry("c", "\"future\":{},"),
                                entry("a", "\"artifactType\":\"t/other\",")));

        Manifest.Index index = (Manifest.Index) union.manifest();
        assertEquals(
                List.of(digest("a"), digest("b"), digest("c")),
                index.manifests().stream().map(Descriptor::digest).toList());
        assertEquals("t/a", index.manifests().getFirst().artifactType().orElseThrow());
        assertTrue(
                new String(index.content().bytes(), StandardCharsets.UTF_8)
                        .contains("\"future\":{}"));
        assertEquals(List.of(), union.blobs());
    }

    private Obstacle.Conflict conflict(Attachment present, Attachment incoming) {
        return assertThrows(Obstacle.Conflict.class, () -> composer.unite(present, incoming));
    }

    private static List<Descriptor> layers(Union union) {
        return ((Manifest.Image) union.manifest()).layers();
    }

    @Test
    void a_list_loses_the_entries_that_stay_behind_and_keeps_the_rest_as_it_was() throws Exception {
        String kept = layer("kept", "1");
        Attachment list = referrers(layer("gone", "1"), kept);

        Attachment shortened = composer.without(list, Set.of(digest("gone")));

        assertEquals(referrers(kept), shortened);
    }

    @Test
    void what_is_no_list_is_not_shortened() {
        assertThrows(
                Obstacle.Malformed.class,
                () -> composer.without(signatures(layer("a", "1")), Set.of(digest("a"))));
    }

    @Test
    void a_manifest_full_of_what_nobody_knows_is_not_kept_in_memory() {
        Attachment full =
                image(
                        CONFIG,
                        "config",
                        "\"x\":[" + "{},".repeat(1_390_000) + "{}],",
                        layer("a", "1"));

        Obstacle.Malformed malformed =
                assertThrows(
                        Obstacle.Malformed.class,
                        () -> composer.unite(signatures(layer("b", "2")), full));

        assertTrue(malformed.seen().contains("values"), malformed.seen());
    }

    @Test
    void a_union_that_tools_would_read_differently_is_not_made() {
        Attachment present = image(CONFIG, "config", "\"note\":1,", layer("a", "1"));
        Attachment incoming = image(CONFIG, "config", "\"Note\":1,", layer("b", "2"));

        assertThrows(Obstacle.Malformed.class, () -> composer.unite(present, incoming));
    }

    private static Attachment signatures(String... layers) {
        return image(
                MediaTypes.OCI_MANIFEST,
                CONFIG,
                "config of " + String.join(",", layers),
                "",
                layers);
    }

    private static Attachment image(
            String configType, String config, String members, String layer) {
        return image(MediaTypes.OCI_MANIFEST, configType, config, members, layer);
    }

    private static Attachment image(
            String mediaType, String configType, String config, String members, String... layers) {
        return attachment(
                AttachmentKind.SIGNATURE,
                """
                {"schemaVersion":2,"mediaType":"%s",%s"config":{"mediaType":"%s","size":%d,"digest":"%s"},"layers":[%s]}"""
                        .formatted(
                                mediaType,
                                members,
                                configType,
                                config.length(),
                                digest(config),
                                String.join(",", layers)),
                mediaType);
    }

    private static Attachment referrers(String... entries) {
        return attachment(
                AttachmentKind.REFERRERS,
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
                        .formatted(MediaTypes.OCI_INDEX, String.join(",", entries)),
                MediaTypes.OCI_INDEX);
    }

    private static Attachment attachment(AttachmentKind kind, String json, String mediaType) {
        try {
            return attachment(
                    kind,
                    ManifestReader.read(
                            Attempt.locally("testing"),
                            mediaType,
                            json.getBytes(StandardCharsets.UTF_8)));
        } catch (Obstacle e) {
            throw new IllegalArgumentException(json, e);
        }
    }

    private static Attachment attachment(AttachmentKind kind, Manifest manifest) {
        return Attachment.tagged(REPOSITORY, SUBJECT, kind, manifest);
    }

    private static String layer(String payload, String signature) {
        return layerOf(digest(payload).hex(), signature);
    }

    private static String layerOf(String hex, String signature) {
        return "{\"mediaType\":\"%s\",\"size\":1,\"digest\":\"sha256:%s\",\"annotations\":{\"sig\":\"%s\"}}"
                .formatted(SIGNATURE, hex, signature);
    }

    private static String entry(String manifest, String members) {
        return "{%s\"mediaType\":\"%s\",\"size\":1,\"digest\":\"%s\"}"
                .formatted(members, MediaTypes.OCI_MANIFEST, digest(manifest));
    }

    private static String subject(String manifest) {
        return "\"subject\":" + entry(manifest, "") + ",";
    }

    private static Digest digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
