package dev.autonomy.registry.adapter.layout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layouts in which nothing has a name, as cosign 3.1 saves them. */
class CosignSaveTest {

    private static final Repository ANY = new Repository("layout.example", "robot-behavior");
    private static final Artifact CHILD = Artifact.image("layer");
    private static final Artifact IMAGE = Artifact.index(CHILD);
    private static final Artifact OTHER = Artifact.image("other");
    private static final Artifact SIGNATURES = Artifact.of("t/signature", "payload");
    private static final Artifact ATTESTATIONS = Artifact.of("t/attestation", "statement");
    private static final Artifact SBOM = Artifact.of("t/sbom", "packages");
    private static final Artifact BUNDLE = Artifact.referringTo(IMAGE, "t/bundle", "{}");

    @TempDir private Path temporary;
    private LayoutFolder folder;
    private OciLayout layout;

    @BeforeEach
    void make_an_empty_layout() {
        folder = new LayoutFolder(temporary);
        layout = new OciLayout(temporary);
    }

    @Test
    void what_was_saved_with_the_image_is_attached_to_it() throws Exception {
        folder.save("imageIndex", IMAGE)
                .save("sigs", SIGNATURES)
                .save("atts", ATTESTATIONS)
                .save("sboms", SBOM);

        assertEquals(Optional.of(SIGNATURES.digest()), attached(IMAGE, AttachmentKind.SIGNATURE));
        assertEquals(
                Optional.of(ATTESTATIONS.digest()), attached(IMAGE, AttachmentKind.ATTESTATION));
        assertEquals(Optional.of(SBOM.digest()), attached(IMAGE, AttachmentKind.SBOM));
    }

    @Test
    void it_is_attached_to_nothing_else() throws Exception {
        folder.store(CHILD).save("imageIndex", IMAGE).save("sigs", SIGNATURES).list(OTHER);

        assertEquals(List.of(), layout.attachments(ANY, CHILD.digest()));
        assertEquals(List.of(), layout.attachments(ANY, OTHER.digest()));
    }

    @Test
    void what_lies_under_the_tag_goes_before_it() throws Exception {
        folder.save("image", OTHER).save("sigs", SIGNATURES);
        folder.tag(AttachmentKind.SIGNATURE.tagOf(OTHER.digest()).name(), SBOM);

        assertEquals(Optional.of(SBOM.digest()), attached(OTHER, AttachmentKind.SIGNATURE));
    }

    @Test
    void a_tag_behind_the_name_of_a_repository_is_the_tag() throws Exception {
        folder.list(IMAGE)
                .tag(
                        "registry.example/robot:"
                                + AttachmentKind.SIGNATURE.tagOf(IMAGE.digest()).name(),
                        SIGNATURES);

        assertEquals(Optional.of(SIGNATURES.digest()), attached(IMAGE, AttachmentKind.SIGNATURE));
        assertEquals(List.of(), layout.attachments(ANY, OTHER.digest()));
    }

    @Test
    void signatures_of_one_of_several_images_are_malformed() {
        folder.save("imageIndex", IMAGE).save("image", OTHER).save("sigs", SIGNATURES);

        assertThrows(Obstacle.Malformed.class, () -> layout.attachments(ANY, IMAGE.digest()));
    }

    @Test
    void two_manifests_of_signatures_are_malformed() {
        folder.save("imageIndex", IMAGE).save("sigs", SIGNATURES).save("sigs", ATTESTATIONS);

        assertThrows(Obstacle.Malformed.class, () -> layout.attachments(ANY, IMAGE.digest()));
    }

    @Test
    void bundles_are_found_although_nothing_lists_them() throws Exception {
        folder.save("imageIndex", IMAGE).store(BUNDLE);

        assertEquals(List.of(BUNDLE.digest()), referrers(IMAGE));
    }

    @Test
    void what_nothing_lists_counts_only_where_cosign_saved() throws Exception {
        folder.list(IMAGE).store(BUNDLE);

        assertEquals(List.of(), layout.attachments(ANY, IMAGE.digest()));
    }

    @Test
    void a_file_whose_name_is_not_its_digest_is_a_contradiction() throws Exception {
        folder.save("imageIndex", IMAGE).store(BUNDLE);
        Files.writeString(folder.blob(BUNDLE.digest()), "{}");

        assertThrows(Obstacle.Contradiction.class, () -> layout.attachments(ANY, IMAGE.digest()));
    }

    @Test
    void other_files_beside_the_blobs_are_passed_over() throws Exception {
        folder.save("imageIndex", IMAGE).store(BUNDLE);
        Files.writeString(folder.folder().resolve("blobs/sha256/readme.json"), "{}");
        Files.createDirectory(folder.blob(OTHER.digest()));

        assertEquals(List.of(BUNDLE.digest()), referrers(IMAGE));
    }

    private Optional<Digest> attached(Artifact subject, AttachmentKind kind) throws Exception {
        return layout.attachments(ANY, subject.digest()).stream()
                .filter(each -> each.kind() == kind)
                .map(Attachment::digest)
                .findFirst();
    }

    private List<Digest> referrers(Artifact subject) throws Exception {
        return layout.attachments(ANY, subject.digest()).stream()
                .filter(each -> each.kind() == AttachmentKind.REFERRERS)
                .flatMap(each -> ((Manifest.Index) each.manifest()).manifests().stream())
                .map(Descriptor::digest)
                .toList();
    }
}
