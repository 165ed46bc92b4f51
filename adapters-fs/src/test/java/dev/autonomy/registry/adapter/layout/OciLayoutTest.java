package dev.autonomy.registry.adapter.layout;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.file.Pipe;
import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OciLayoutTest {

    private static final Repository ANY = new Repository("layout.example", "robot-behavior");
    private static final Tag V1 = new Tag("v1");
    private static final Artifact IMAGE = Artifact.image("layer one", "layer two");
    private static final Artifact SBOM = Artifact.referringTo(IMAGE, "application/spdx", "{}");
    private static final Artifact OF_OTHER_IMAGE =
            Artifact.referringTo(Artifact.image("another"), "application/spdx", "{}");
    private static final Artifact NOTE = Artifact.referringTo(IMAGE, "text/plain", "note");

    @TempDir private Path temporary;
    private LayoutFolder folder;
    private OciLayout layout;

    @BeforeEach
    void make_an_empty_layout() {
        folder = new LayoutFolder(temporary);
        layout = new OciLayout(temporary);
    }

    @Test
    void it_speaks_to_no_registry() {
        assertEquals(Set.of(), layout.plainHttpRegistries());
    }

    @Test
    void every_tag_is_read_at_this_moment() throws Exception {
        folder.tag("v1", IMAGE);
        Optional<Digest> before = layout.resolve(ANY, V1).map(Manifest::digest);

        folder.point(ANY, V1, Optional.empty(), SBOM.manifest().content());

        assertEquals(Optional.of(IMAGE.digest()), before);
        assertEquals(Optional.of(SBOM.digest()), layout.resolve(ANY, V1).map(Manifest::digest));
    }

    @Test
    void manifests_that_name_the_subject_are_its_referrers() throws Exception {
        folder.tag("v1", IMAGE).list(SBOM).list(OF_OTHER_IMAGE).list(NOTE);

        Attachment referrers = onlyAttachment();

        assertEquals(AttachmentKind.REFERRERS, referrers.kind());
        assertEquals(new Attachment.Listing.ByApi(Optional.empty()), referrers.listing());
        assertEquals(List.of(SBOM.digest(), NOTE.digest()), listed(referrers));
        assertEquals(
                ArtifactReader.ReferrersSupport.API, layout.referrersSupport(ANY, IMAGE.digest()));
    }

    @Test
    void a_list_under_the_fallback_tag_comes_first_and_nothing_is_listed_twice() throws Exception {
        Artifact list = Artifact.referrers(NOTE);
        folder.tag("v1", IMAGE).list(SBOM).list(NOTE);
        folder.tag(AttachmentKind.REFERRERS.tagOf(IMAGE.digest()).name(), list);

        Attachment referrers = onlyAttachment();

        assertEquals(Optional.of(list.manifest()), referrers.underTag());
        assertEquals(List.of(NOTE.digest(), SBOM.digest()), listed(referrers));
    }

    @Test
    void a_referrer_is_described_as_a_registry_describes_it() throws Exception {
        folder.tag("v1", IMAGE).list(SBOM);

        Descriptor entry =
                assertInstanceOf(Manifest.Index.class, onlyAttachment().manifest())
                        .manifests()
                        .getFirst();

        assertEquals(MediaTypes.OCI_MANIFEST, entry.mediaType());
        assertEquals(SBOM.manifest().content().size(), entry.size());
        assertEquals(Optional.of(Artifact.CONFIG), entry.artifactType());
    }

    @Test
    void two_manifests_under_one_tag_are_malformed() {
        folder.tag("v1", IMAGE).tag("v1", SBOM);

        assertThrows(Obstacle.Malformed.class, () -> layout.resolve(ANY, V1));
    }

    @Test
    void the_same_manifest_twice_under_one_tag_is_no_question() throws Exception {
        folder.tag("v1", IMAGE).tag("v1", IMAGE);

        assertEquals(Optional.of(IMAGE.manifest()), layout.resolve(ANY, V1));
    }

    @Test
    void other_bytes_under_a_digest_are_a_contradiction() throws Exception {
        folder.tag("v1", IMAGE);
        byte[] bytes = Files.readAllBytes(folder.blob(IMAGE.digest()));
        bytes[bytes.length - 1] = ' ';
        Files.write(folder.blob(IMAGE.digest()), bytes);

        assertThrows(Obstacle.Contradiction.class, () -> layout.manifest(ANY, IMAGE.digest()));
        assertThrows(Obstacle.Contradiction.class, () -> layout.resolve(ANY, V1));
        assertThrows(Obstacle.Contradiction.class, () -> layout.attachments(ANY, SBOM.digest()));
    }

    @Test
    void other_bytes_of_the_same_size_in_a_blob_are_a_contradiction() throws Exception {
        folder.store(IMAGE);
        Descriptor layer = ((Manifest.Image) IMAGE.manifest()).layers().getFirst();
        Files.writeString(folder.blob(layer.digest()), "LAYER ONE");

        assertThrows(Obstacle.Contradiction.class, () -> layout.blob(ANY, layer, 1024));
        assertThrows(
                Obstacle.Contradiction.class,
                () ->
                        layout.read(
                                ANY,
                                layer,
                                1024,
                                _ -> {
                                    throw new IllegalStateException("not to be believed");
                                }));
    }

    @Test
    void a_size_in_the_index_that_is_not_the_manifest_s_is_a_contradiction() {
        folder.store(IMAGE).index(indexOf(MediaTypes.OCI_MANIFEST, 3));

        assertThrows(Obstacle.Contradiction.class, () -> layout.resolve(ANY, V1));
    }

    @Test
    void a_manifest_that_is_listed_as_something_else_is_malformed() {
        folder.store(IMAGE).index(indexOf(MediaTypes.OCI_INDEX, IMAGE.manifest().content().size()));

        assertThrows(Obstacle.Malformed.class, () -> layout.resolve(ANY, V1));
    }

    @Test
    void a_listed_manifest_that_is_not_there_is_not_found() throws Exception {
        folder.tag("v1", IMAGE);
        Files.delete(folder.blob(IMAGE.digest()));

        assertThrows(Obstacle.NotFound.class, () -> layout.resolve(ANY, V1));
    }

    @Test
    void entries_that_are_no_manifests_are_passed_over() throws Exception {
        folder.index(indexOf("application/octet-stream", 7));

        assertEquals(Optional.empty(), layout.resolve(ANY, V1));
        assertEquals(List.of(), layout.attachments(ANY, IMAGE.digest()));
    }

    @Test
    void a_manifest_without_a_media_type_is_what_its_members_make_it() throws Exception {
        Digest image =
                raw(
                        """
                        {"schemaVersion":2,"config":%s,"layers":[]}"""
                                .formatted(descriptor()));
        Digest index = raw("{\"schemaVersion\":2,\"manifests\":[%s]}".formatted(descriptor()));

        assertEquals(MediaTypes.OCI_MANIFEST, layout.manifest(ANY, image).mediaType());
        assertEquals(
                1,
                assertInstanceOf(Manifest.Index.class, layout.manifest(ANY, index))
                        .manifests()
                        .size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"schemaVersion\":2,\"manifests\":[]} {}",
                "\uFEFF{}",
                "{\"schemaVersion\":2,\"schemaVersion\":2,\"manifests\":[]}",
                "{\"schemaVersion\":3,\"manifests\":[]}",
                "{\"schemaVersion\":\"2\",\"manifests\":[]}",
                "{\"schemaVersion\":2}",
                "{\"schemaVersion\":2,\"config\":{\"mediaType\":\"x\",\"digest\":\"sha256:00\",\"size\":2},\"layers\":[]}",
                "{\"schemaVersion\":2,\"manifests\":[],\"layers\":[]}",
                "{\"schemaVersion\":2,\"manifests\":[],\"config\":{}}",
                "{\"schemaVersion\":2,\"manifests\":[1]}",
                "{\"schemaVersion\":2,\"manifests\":{}}",
                "{\"schemaVersion\":2,\"manifests\":[],\"subject\":1}",
                "{\"schemaVersion\":2,\"manifests\":[],\"annotations\":[]}",
                "{\"schemaVersion\":2,\"manifests\":[],\"annotations\":{\"a\":1}}",
                "{\"schemaVersion\":2,\"mediaType\":2,\"manifests\":[]}"
            })
    void what_is_not_a_manifest_is_malformed(String json) throws Exception {
        Digest digest = raw(json);

        assertThrows(Obstacle.Malformed.class, () -> layout.manifest(ANY, digest));
    }

    @Test
    void an_image_manifest_that_lists_manifests_as_well_is_malformed() throws Exception {
        Digest both =
                raw(
                        """
                        {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[],"manifests":[]}"""
                                .formatted(MediaTypes.OCI_MANIFEST, descriptor()));

        assertThrows(Obstacle.Malformed.class, () -> layout.manifest(ANY, both));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"size\":-1",
                "\"size\":1.5",
                "\"size\":\"2\"",
                "\"size\":99999999999999999999",
                "\"no\":1"
            })
    void a_size_that_is_no_number_of_bytes_is_malformed(String size) throws Exception {
        Digest digest =
                raw(
                        """
                        {"schemaVersion":2,"manifests":[{"mediaType":"x","digest":"%s",%s}]}"""
                                .formatted(IMAGE.digest(), size));

        assertThrows(Obstacle.Malformed.class, () -> layout.manifest(ANY, digest));
    }

    @Test
    void docker_schema_1_is_unsupported_and_says_what_to_do() throws Exception {
        Digest digest = raw("{\"schemaVersion\":1,\"fsLayers\":[]}");

        Obstacle.Unsupported unsupported =
                assertThrows(Obstacle.Unsupported.class, () -> layout.manifest(ANY, digest));

        assertTrue(unsupported.seen().contains("schema 1"), unsupported.seen());
        assertTrue(unsupported.seen().contains("build"), unsupported.seen());
    }

    @Test
    void a_manifest_of_another_type_is_unsupported() throws Exception {
        Digest digest =
                raw(
                        """
                        {"schemaVersion":2,"mediaType":"application/vnd.oci.artifact.manifest.v1+json"}""");

        assertThrows(Obstacle.Unsupported.class, () -> layout.manifest(ANY, digest));
    }

    @Test
    void a_manifest_over_the_limit_is_malformed_before_it_is_read() throws Exception {
        Digest digest = Artifact.sha256("some manifest".getBytes());
        Path file = folder.blob(digest);
        Files.createDirectories(file.getParent());
        try (var channel =
                Files.newByteChannel(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.position(ArtifactReader.MAX_MANIFEST_SIZE);
            channel.write(ByteBuffer.wrap(new byte[1]));
        }

        assertThrows(Obstacle.Malformed.class, () -> layout.manifest(ANY, digest));
    }

    @Test
    void an_index_over_the_limit_is_malformed() {
        folder.index(
                "{\"schemaVersion\":2,\"manifests\":[]}"
                        + " ".repeat((int) ArtifactReader.MAX_MANIFEST_SIZE));

        assertThrows(Obstacle.Malformed.class, () -> layout.resolve(ANY, V1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../etc/passwd",
                "sha256:../../../../etc/passwd",
                "sha256:AA5FF2C7BA6BA4B3C4BE4DE9E8B2FD0F8E7E6C3F5B9C0D1E2F3A4B5C6D7E8F90",
                "sha512:00"
            })
    void a_digest_that_is_not_one_leads_to_no_file(String digest) {
        folder.index(
                """
                {"schemaVersion":2,"manifests":[{"mediaType":"%s","digest":"%s","size":2,"annotations":{"%s":"v1"}}]}"""
                        .formatted(MediaTypes.OCI_MANIFEST, digest, LayoutFolder.TAG));

        assertThrows(Obstacle.Malformed.class, () -> layout.resolve(ANY, V1));
    }

    @Test
    void what_is_no_regular_file_is_not_there() throws Exception {
        Files.createDirectories(folder.blob(IMAGE.digest()));

        assertThrows(Obstacle.NotFound.class, () -> layout.manifest(ANY, IMAGE.digest()));
        assertTrue(layout.blobSize(ANY, IMAGE.digest()).isEmpty());
    }

    @Test
    void a_link_to_a_device_is_not_there() throws Exception {
        folder.store(IMAGE);
        Files.delete(folder.blob(IMAGE.digest()));
        Path link = Files.createSymbolicLink(folder.blob(IMAGE.digest()), Path.of("/dev/zero"));

        assertThrows(Obstacle.NotFound.class, () -> layout.manifest(ANY, IMAGE.digest()));

        Files.delete(link);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_pipe_is_not_there_and_not_waited_for() throws Exception {
        folder.store(IMAGE);
        Files.delete(folder.blob(IMAGE.digest()));
        Pipe.make(folder.blob(IMAGE.digest()));

        assertThrows(Obstacle.NotFound.class, () -> layout.manifest(ANY, IMAGE.digest()));
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void a_pipe_in_the_place_of_the_index_is_not_waited_for() throws Exception {
        Files.delete(temporary.resolve("index.json"));
        Pipe.make(temporary.resolve("index.json"));

        assertThrows(Obstacle.StorageFailed.class, () -> layout.resolve(ANY, V1));
    }

    @Test
    void what_the_system_makes_up_while_it_is_read_is_not_read() throws Exception {
        folder.store(IMAGE);
        Files.delete(folder.blob(IMAGE.digest()));
        Files.createSymbolicLink(folder.blob(IMAGE.digest()), Path.of("/proc/self/status"));

        Obstacle.Contradiction refused =
                assertThrows(
                        Obstacle.Contradiction.class, () -> layout.manifest(ANY, IMAGE.digest()));

        assertEquals(Artifact.sha256(new byte[0]).toString(), refused.found());
    }

    @Test
    void a_folder_that_does_not_say_that_it_is_a_layout_is_none() throws Exception {
        Files.delete(temporary.resolve("oci-layout"));

        assertThrows(Obstacle.StorageFailed.class, () -> layout.resolve(ANY, V1));
    }

    @Test
    void a_layout_of_another_version_is_unsupported() throws Exception {
        Files.writeString(temporary.resolve("oci-layout"), "{\"imageLayoutVersion\":\"2.0.0\"}");

        assertThrows(Obstacle.Unsupported.class, () -> layout.resolve(ANY, V1));
    }

    @Test
    void a_layout_without_an_index_is_none() throws Exception {
        Files.delete(temporary.resolve("index.json"));

        assertThrows(Obstacle.StorageFailed.class, () -> layout.attachments(ANY, IMAGE.digest()));
    }

    @Test
    void a_question_that_was_given_up_reads_nothing() {
        folder.tag("v1", IMAGE);
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> layout.resolve(ANY, V1));
    }

    @Test
    void an_empty_blob_is_read() throws Exception {
        folder.upload(ANY, new byte[0]);

        assertArrayEquals(
                new byte[0],
                layout.blob(ANY, Descriptor.of("x", Artifact.sha256(new byte[0]), 0), 0));
    }

    private Attachment onlyAttachment() throws Exception {
        List<Attachment> attachments = layout.attachments(ANY, IMAGE.digest());
        assertEquals(1, attachments.size(), attachments::toString);
        return attachments.getFirst();
    }

    private static List<Digest> listed(Attachment referrers) {
        return ((Manifest.Index) referrers.manifest())
                .manifests().stream().map(Descriptor::digest).toList();
    }

    private Digest raw(String json) throws Exception {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        folder.upload(ANY, bytes);
        return Artifact.sha256(bytes);
    }

    private static String descriptor() {
        return "{\"mediaType\":\"application/json\",\"digest\":\"%s\",\"size\":2}"
                .formatted(IMAGE.digest());
    }

    private static String indexOf(String mediaType, long size) {
        return """
               {"schemaVersion":2,"manifests":[{"mediaType":"%s","digest":"%s","size":%d,"annotations":{"%s":"v1"}}]}"""
                .formatted(mediaType, IMAGE.digest(), size, LayoutFolder.TAG);
    }
}
