package dev.autonomy.registry.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.BlobReading;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.TagPublisher;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What everything that asks and writes registries must do, in memory and for real. */
public abstract class RegistryPortsContract {

    private static final Tag V1 = new Tag("v1");
    private final Artifact image = Artifact.image("layer one", "layer two");
    private final Artifact other = Artifact.image("another layer");

    protected abstract DigestResolver resolver();

    protected abstract ArtifactReader reader();

    protected abstract TagPublisher publisher();

    /** An empty repository of a registry that takes writes. */
    protected abstract Repository repository();

    /** Called before a manifest of this artifact is put, for a registry that cannot read JSON. */
    protected void expect(Artifact artifact) {}

    @Test
    void a_tag_that_was_never_set_names_nothing() throws Exception {
        assertEquals(Optional.empty(), resolver().resolve(repository(), V1));
    }

    @Test
    void a_repository_with_a_tag_is_known() throws Exception {
        store(image);
        publisher().point(repository(), V1, Optional.empty(), image.manifest().content());

        assertFalse(resolver().isUnknown(repository()));
    }

    @Test
    void a_tag_names_the_very_bytes_it_was_pointed_at() throws Exception {
        store(image);

        publisher().point(repository(), V1, Optional.empty(), image.manifest().content());

        Manifest resolved = resolver().resolve(repository(), V1).orElseThrow();
        assertEquals(image.manifest(), resolved);
        assertArrayEquals(image.manifest().content().bytes(), resolved.content().bytes());
    }

    @Test
    void a_tag_can_be_pointed_elsewhere() throws Exception {
        store(image);
        store(other);
        publisher().point(repository(), V1, Optional.empty(), image.manifest().content());

        publisher()
                .point(repository(), V1, Optional.of(image.digest()), other.manifest().content());

        assertEquals(
                Optional.of(other.digest()),
                resolver().resolve(repository(), V1).map(Manifest::digest));
    }

    @Test
    void a_manifest_is_read_by_its_digest() throws Exception {
        store(image);

        assertEquals(image.manifest(), reader().manifest(repository(), image.digest()));
    }

    @Test
    void a_manifest_that_is_not_there_is_not_found() {
        assertThrows(
                Obstacle.NotFound.class, () -> reader().manifest(repository(), image.digest()));
    }

    @Test
    void an_index_is_read_with_its_children_in_order() throws Exception {
        Artifact index = Artifact.index(image, other);
        store(image);
        store(other);
        store(index);

        Manifest.Index read = (Manifest.Index) reader().manifest(repository(), index.digest());

        assertEquals(
                List.of(image.digest(), other.digest()),
                read.manifests().stream().map(Descriptor::digest).toList());
    }

    @Test
    void a_blob_is_read_by_its_descriptor() throws Exception {
        store(image);

        byte[] read = reader().blob(repository(), firstLayer(), 1024);

        assertArrayEquals(image.blobs().get(firstLayer().digest()), read);
    }

    @Test
    void a_blob_over_the_limit_is_malformed() throws Exception {
        store(image);

        assertThrows(Obstacle.Malformed.class, () -> reader().blob(repository(), firstLayer(), 3));
    }

    @Test
    void a_blob_of_another_size_than_its_descriptor_is_a_contradiction() throws Exception {
        store(image);
        Descriptor lying = Descriptor.of(firstLayer().mediaType(), firstLayer().digest(), 4);

        assertThrows(Obstacle.Contradiction.class, () -> reader().blob(repository(), lying, 1024));
    }

    @Test
    void a_reading_that_stops_early_counts_when_the_rest_matched_too() throws Exception {
        store(image);

        int first =
                reader().read(
                                repository(),
                                firstLayer(),
                                1024,
                                bytes -> {
                                    byte[] one = new byte[1];
                                    bytes.next(one, 0, 1);
                                    return (int) one[0];
                                });

        assertEquals('l', first);
    }

    @Test
    void a_reading_sees_the_bytes_in_pieces_and_their_end() throws Exception {
        store(image);

        String read = reader().read(repository(), firstLayer(), 1024, this::piecewise);

        assertEquals("layer one|-1|-1", read);
    }

    @Test
    void a_reading_that_fails_fails_the_caller() throws Exception {
        store(image);

        assertThrows(
                IllegalStateException.class,
                () -> reader().read(repository(), firstLayer(), 1024, this::fail));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 14})
    void other_bytes_than_stated_are_a_contradiction_whatever_was_read_of_them(int size)
            throws Exception {
        store(image);
        Descriptor lying = Descriptor.of(firstLayer().mediaType(), firstLayer().digest(), size);

        assertThrows(
                Obstacle.Contradiction.class,
                () -> reader().read(repository(), lying, 1024, this::fail));
    }

    private String piecewise(BlobReading.Bytes bytes) {
        byte[] read = new byte[20];
        int length = 0;
        for (int n = bytes.next(read, 0, 2); n >= 0; n = bytes.next(read, length, 2)) {
            length += n;
        }
        return new String(read, 0, length, StandardCharsets.UTF_8)
                + "|-1|"
                + bytes.next(read, 0, 2);
    }

    private String fail(BlobReading.Bytes bytes) {
        throw new IllegalStateException("on purpose");
    }

    @Test
    void a_blob_that_is_not_there_is_not_found() {
        assertThrows(
                Obstacle.NotFound.class, () -> reader().blob(repository(), firstLayer(), 1024));
    }

    @Test
    void the_size_of_a_blob_is_told_without_reading_it() throws Exception {
        store(image);

        assertEquals(OptionalLong.of(9), reader().blobSize(repository(), firstLayer().digest()));
    }

    @Test
    void a_blob_that_is_not_there_has_no_size() throws Exception {
        assertEquals(OptionalLong.empty(), reader().blobSize(repository(), firstLayer().digest()));
    }

    @Test
    void attachments_are_found_by_their_tags() throws Exception {
        Artifact signature =
                Artifact.of("application/vnd.dev.cosign.simplesigning.v1+json", "payload");
        Artifact sbom = Artifact.image("sbom");
        Artifact referrers = Artifact.referrers(other);
        store(image);
        store(signature);
        store(sbom);
        store(other);
        store(referrers);
        attach(AttachmentKind.SIGNATURE, signature);
        attach(AttachmentKind.SBOM, sbom);
        attach(AttachmentKind.REFERRERS, referrers);

        List<Attachment> found = reader().attachments(repository(), image.digest());

        assertEquals(
                List.of(AttachmentKind.SIGNATURE, AttachmentKind.SBOM, AttachmentKind.REFERRERS),
                found.stream().map(Attachment::kind).sorted().toList());
    }

    @Test
    void a_subject_without_attachments_has_none() throws Exception {
        assertEquals(List.of(), reader().attachments(repository(), image.digest()));
    }

    @Test
    void a_tag_is_withdrawn_or_stays_as_answered() throws Exception {
        store(image);
        publisher().point(repository(), V1, Optional.empty(), image.manifest().content());

        TagPublisher.Withdrawal answer = publisher().withdraw(repository(), V1, image.digest());

        boolean gone = resolver().resolve(repository(), V1).isEmpty();
        assertEquals(answer == TagPublisher.Withdrawal.GONE, gone);
        assertTrue(reader().manifest(repository(), image.digest()).equals(image.manifest()));
    }

    private Descriptor firstLayer() {
        return ((Manifest.Image) image.manifest()).layers().getFirst();
    }

    private void attach(AttachmentKind kind, Artifact attachment) throws Exception {
        publisher()
                .point(
                        repository(),
                        kind.tagOf(image.digest()),
                        Optional.empty(),
                        attachment.manifest().content());
    }

    private void store(Artifact artifact) throws Exception {
        for (byte[] blob : artifact.blobs().values()) {
            publisher().upload(repository(), blob);
        }
        expect(artifact);
        publisher().put(repository(), artifact.manifest().content());
    }
}
