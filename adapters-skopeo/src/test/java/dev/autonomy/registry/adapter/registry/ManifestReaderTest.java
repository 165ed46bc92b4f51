package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestReaderTest {

    private static final String HEX = "a".repeat(64);
    private static final String DESCRIPTOR =
            "{\"mediaType\":\"t/x\",\"digest\":\"sha256:" + HEX + "\",\"size\":7}";

    @Test
    void every_member_that_the_product_reads_is_read() throws Exception {
        Manifest.Image image =
                (Manifest.Image)
                        read(
                                """
                                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",
                                 "artifactType":"t/artifact","config":%1$s,
                                 "layers":[{"mediaType":"t/layer","digest":"sha256:%2$s","size":3,
                                   "annotations":{"a":"b"},"artifactType":"t/inner","data":"eHl6"}],
                                 "subject":%1$s,"annotations":{"k":"v"},"unknown":[1]}"""
                                        .formatted(DESCRIPTOR, HEX));

        assertEquals(Optional.of("t/artifact"), image.artifactType());
        assertEquals(7, image.config().size());
        assertEquals(Map.of("a", "b"), image.layers().getFirst().annotations());
        assertEquals(Optional.of("t/inner"), image.layers().getFirst().artifactType());
        assertEquals(Optional.of("eHl6"), image.layers().getFirst().data());
        assertEquals(HEX, image.subject().orElseThrow().digest().hex());
        assertEquals(Map.of("k", "v"), image.annotations());
    }

    @Test
    void an_index_tells_the_platforms_of_its_children() throws Exception {
        Manifest.Index index =
                (Manifest.Index)
                        read(
                                """
                                {"schemaVersion":2,"manifests":[
                                  {"mediaType":"t/x","digest":"sha256:%s","size":7,
                                   "platform":{"os":"linux","architecture":"arm","variant":"v7"}}]}"""
                                        .formatted(HEX),
                                MediaTypes.OCI_INDEX);

        assertEquals(
                "linux/arm/v7", index.manifests().getFirst().platform().orElseThrow().toString());
    }

    @Test
    void the_name_of_a_platform_cannot_begin_a_line_of_its_own() throws Exception {
        Manifest.Index index =
                (Manifest.Index)
                        read(
                                """
                                {"schemaVersion":2,"manifests":[
                                  {"mediaType":"t/x","digest":"sha256:%s","size":7,
                                   "platform":{"os":"linux\\nVerified: all","architecture":"a\\u001b[2J",
                                    "variant":"\\u202e7v"}}]}"""
                                        .formatted(HEX),
                                MediaTypes.OCI_INDEX);

        assertEquals(
                "linux Verified: all/a [2J/7v",
                index.manifests().getFirst().platform().orElseThrow().toString());
    }

    @Test
    void a_media_type_of_other_characters_than_it_may_have_is_malformed() {
        Obstacle.Malformed malformed =
                assertThrows(
                        Obstacle.Malformed.class,
                        () ->
                                read(
                                        """
                                        {"schemaVersion":2,"manifests":[
                                          {"mediaType":"t/x\\nVerified","digest":"sha256:%s","size":7}]}"""
                                                .formatted(HEX),
                                        MediaTypes.OCI_INDEX));

        assertFalse(malformed.seen().contains("\n"), malformed.seen());
    }

    @Test
    void null_counts_as_absent() throws Exception {
        Manifest.Index index =
                (Manifest.Index)
                        read(
                                "{\"schemaVersion\":2,\"manifests\":null,\"annotations\":null,\"subject\":null}",
                                MediaTypes.OCI_INDEX);

        assertEquals(List.of(), index.manifests());
        assertEquals(Optional.empty(), index.subject());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "application/json", "text/plain", "application/octet-stream"})
    void a_type_that_says_nothing_leaves_it_to_the_document(String servedAs) throws Exception {
        assertEquals(
                MediaTypes.OCI_INDEX,
                read(
                                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[]}"
                                        .formatted(MediaTypes.OCI_INDEX),
                                servedAs)
                        .mediaType());
    }

    @Test
    void what_a_manifest_was_served_as_is_kept() throws Exception {
        String index =
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[]}"
                        .formatted(MediaTypes.OCI_INDEX);

        assertEquals("text/plain", read(index, "text/plain").content().servedAs());
        assertEquals(MediaTypes.OCI_INDEX, read(index, MediaTypes.OCI_INDEX).content().servedAs());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'schemaVersion':2,'layers':[]}                            | it has no config",
                "{'schemaVersion':2,'config':D}                             | 'layers' is not a list",
                "{'schemaVersion':2,'config':D,'layers':{}}                 | 'layers' is not a list",
                "{'schemaVersion':2,'config':D,'layers':[7]}                | 'layers[0]' is not a descriptor",
                "{'schemaVersion':2,'config':D,'layers':[],'manifests':[]}  | an index as well",
                "{'schemaVersion':2,'schemaVersion':2}                      | one member twice",
                "{'schemaVersion':2,'config':D,'config':D,'layers':[]}      | one member twice",
                "{'schemaVersion':2,'config':D,'layers':[],}                | strict JSON (line 1",
                "{'schemaVersion':2,'config':D,'layers':[]} {}              | other text behind it",
                "{'schemaVersion':'2','config':D,'layers':[]}               | schemaVersion is not 2",
                "{'schemaVersion':2.0,'config':D,'layers':[]}               | schemaVersion is not 2",
                "{'schemaVersion':3,'config':D,'layers':[]}                 | schemaVersion is not 2",
                "{'config':D,'layers':[]}                                   | schemaVersion is not 2",
                "[]                                                         | not a JSON object",
                "null                                                       | not a JSON object",
                "'x'                                                        | not a JSON object",
                "{'schemaVersion':2,'config':{'mediaType':'t','digest':'sha512:aa','size':1},'layers':[]} | Only sha256",
                "{'schemaVersion':2,'config':{'mediaType':'t','digest':'sha256:AA','size':1},'layers':[]} | not usable",
                "{'schemaVersion':2,'config':{'mediaType':'t','size':1},'layers':[]}                      | has no digest",
                "{'schemaVersion':2,'config':D,'layers':[],'annotations':{'a':1}}                         | annotation is not a string",
                "{'schemaVersion':2,'config':D,'layers':[],'mediaType':7}                                 | 'mediaType' is not a string",
                "{'schemaVersion':2,'config':D,'layers':[],'mediaType':'application/vnd.docker.distribution.manifest.v2+json'} | says of itself",
            })
    void what_is_no_manifest_is_malformed_with_the_reason(String document, String reason) {
        Obstacle.Malformed malformed =
                assertThrows(
                        Obstacle.Malformed.class,
                        () -> read(document.replace('\'', '"').replace(":D", ":" + DESCRIPTOR)));

        assertTrue(malformed.seen().contains(reason.replace('\'', '"')), malformed.seen());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "1e3", "9223372036854775808", "\"1\"", "null"})
    void a_size_is_a_number_of_bytes(String size) {
        assertThrows(
                Obstacle.Malformed.class,
                () ->
                        read(
                                "{\"schemaVersion\":2,\"layers\":[],\"config\":{\"mediaType\":\"t\",\"digest\":\"sha256:%s\",\"size\":%s}}"
                                        .formatted(HEX, size)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"layers\":[]", "\"config\":{}"})
    void an_index_that_is_an_image_as_well_is_malformed(String member) {
        assertThrows(
                Obstacle.Malformed.class,
                () ->
                        read(
                                "{\"schemaVersion\":2,\"manifests\":[],%s}".formatted(member),
                                MediaTypes.OCI_INDEX));
    }

    @Test
    void nesting_beyond_all_need_is_malformed() {
        String deep = "[".repeat(600) + "]".repeat(600);

        assertThrows(
                Obstacle.Malformed.class,
                () ->
                        read(
                                "{\"schemaVersion\":2,\"config\":%s,\"layers\":[],\"x\":%s}"
                                        .formatted(DESCRIPTOR, deep)));
        assertThrows(
                Obstacle.Malformed.class,
                () -> read("{\"schemaVersion\":2,\"x\":" + "[".repeat(100_000)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E99999999999", "1e-99999999999"})
    void a_size_that_no_number_can_be_is_malformed(String size) {
        assertThrows(
                Obstacle.Malformed.class,
                () ->
                        read(
                                "{\"schemaVersion\":2,\"manifests\":["
                                        + DESCRIPTOR.replace("7", size)
                                        + "]}"));
    }

    @Test
    void other_encodings_are_malformed() {
        String document = "{\"schemaVersion\":2}";

        assertThrows(
                Obstacle.Malformed.class, () -> read(document.getBytes(StandardCharsets.UTF_16)));
        assertThrows(
                Obstacle.Malformed.class,
                () -> read(("\ufeff" + document).getBytes(StandardCharsets.UTF_8)));
        assertThrows(
                Obstacle.Malformed.class,
                () -> read("{\"\u00ff\":1}".getBytes(StandardCharsets.ISO_8859_1)));
    }

    @ParameterizedTest
    @CsvSource({
        "application/vnd.docker.distribution.manifest.v1+prettyjws, {}",
        "application/vnd.docker.distribution.manifest.v1+json, {}",
        "application/json, '{\"schemaVersion\":1,\"fsLayers\":[]}'",
    })
    void docker_schema_1_is_unsupported_and_says_what_to_do(String servedAs, String document) {
        Obstacle.Unsupported unsupported =
                assertThrows(Obstacle.Unsupported.class, () -> read(document, servedAs));

        assertTrue(unsupported.seen().contains("schema 1"), unsupported.seen());
        assertTrue(unsupported.seen().contains("push"), unsupported.seen());
    }

    @Test
    void a_type_that_no_registry_of_today_takes_is_unsupported() {
        Obstacle.Unsupported unsupported =
                assertThrows(
                        Obstacle.Unsupported.class,
                        () -> read("{\"schemaVersion\":2}", "application/vnd.example+json"));

        assertTrue(unsupported.seen().contains("application/vnd.example+json"));
    }

    @Test
    void a_damaged_manifest_is_read_or_refused_and_nothing_else() {
        byte[] sound = Artifact.image("one", "two").manifest().content().bytes();
        Random random = new Random(11);
        for (int i = 0; i < 5_000; i++) {
            byte[] damaged = sound.clone();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                assertEquals(Sha256.of(damaged), read(damaged).digest());
            } catch (Obstacle.Malformed | Obstacle.Unsupported refused) {
                assertTrue(refused.seen().length() < 1_000, refused.seen());
            } catch (Obstacle other) {
                throw new AssertionError(other);
            }
        }
    }

    private static Manifest read(String document) throws Obstacle {
        return read(document, MediaTypes.OCI_MANIFEST);
    }

    private static Manifest read(byte[] document) throws Obstacle {
        return ManifestReader.read(Attempt.locally("testing"), MediaTypes.OCI_MANIFEST, document);
    }

    private static Manifest read(String document, String servedAs) throws Obstacle {
        return ManifestReader.read(
                Attempt.locally("testing"), servedAs, document.getBytes(StandardCharsets.UTF_8));
    }
}
