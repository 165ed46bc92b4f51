package dev.autonomy.registry.adapter.layout;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.BlobReading;
import dev.autonomy.registry.port.DigestResolver;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * An OCI layout directory (OCI image layout spec 1.0.0) in the place of one repository, whatever
 * that is called. Every byte is checked as if a stranger had written the folder; kept between two
 * questions is only which manifests name which subject.
 */
public final class OciLayout implements DigestResolver, ArtifactReader {

    private final LayoutFiles files;
    private final LayoutManifests manifests;
    private final Referrers referrers;

    public OciLayout(Path folder) {
        this.files = new LayoutFiles(Objects.requireNonNull(folder));
        this.manifests = new LayoutManifests(files);
        this.referrers = new Referrers(manifests);
    }

    @Override
    public Optional<Manifest> resolve(Repository repository, Tag tag)
            throws Obstacle, InterruptedException {
        return manifest(LayoutIndex.read(files).under(tag));
    }

    /** A layout stands in the place of whatever repository it is asked for. */
    @Override
    public boolean isUnknown(Repository repository) {
        return false;
    }

    @Override
    public Set<String> plainHttpRegistries() {
        return Set.of();
    }

    @Override
    public Manifest manifest(Repository repository, Digest digest)
            throws Obstacle, InterruptedException {
        return manifests.read(digest);
    }

    @Override
    public <T> T read(
            Repository repository, Descriptor descriptor, long limit, BlobReading<T> reading)
            throws Obstacle, InterruptedException {
        Attempt attempt = manifests.reading(descriptor.digest());
        if (descriptor.size() > limit) {
            throw new Obstacle.Malformed(
                    attempt, descriptor.size() + " bytes; at most " + limit + " are accepted");
        }
        OptionalLong size = files.size(attempt, descriptor.digest());
        if (size.isPresent() && size.getAsLong() != descriptor.size()) {
            throw new Obstacle.Contradiction(
                    attempt, descriptor.size() + " bytes", size.getAsLong() + " bytes");
        }
        return files.read(attempt, descriptor, reading);
    }

    @Override
    public OptionalLong blobSize(Repository repository, Digest digest)
            throws Obstacle, InterruptedException {
        return files.size(manifests.reading(digest), digest);
    }

    /**
     * Referrers are those under the fallback tag and the listed manifests that name the subject; in
     * a layout that cosign saved, unlisted ones as well.
     */
    @Override
    public List<Attachment> attachments(Repository repository, Digest subject)
            throws Obstacle, InterruptedException {
        LayoutIndex index = LayoutIndex.read(files);
        CosignSave save = new CosignSave(index);
        List<Attachment> attachments = new ArrayList<>();
        for (AttachmentKind kind : AttachmentKind.values()) {
            Optional<Descriptor> tagged = index.attached(kind.tagOf(subject));
            Optional<Manifest> attached =
                    manifest(tagged.isPresent() ? tagged : save.attached(kind, subject));
            switch (kind) {
                case SIGNATURE, ATTESTATION, SBOM ->
                        attached.map(
                                        manifest ->
                                                Attachment.tagged(
                                                        repository, subject, kind, manifest))
                                .ifPresent(attachments::add);
                case REFERRERS ->
                        ReferrersList.of(
                                        manifests.reading(subject),
                                        attached,
                                        referring(index, save, subject))
                                .map(
                                        list ->
                                                new Attachment(
                                                        repository,
                                                        subject,
                                                        kind,
                                                        list,
                                                        new Attachment.Listing.ByApi(attached)))
                                .ifPresent(attachments::add);
            }
        }
        return attachments;
    }

    /** Whoever reads a layout sees the subjects of its manifests; no tag is needed for that. */
    @Override
    public ReferrersSupport referrersSupport(Repository repository, Digest subject) {
        return ReferrersSupport.API;
    }

    private List<Manifest> referring(LayoutIndex index, CosignSave save, Digest subject)
            throws Obstacle, InterruptedException {
        List<Manifest> referring = new ArrayList<>(referrers.listed(index, subject));
        if (save.isOf(subject)) {
            referring.addAll(referrers.unlisted(index, subject));
        }
        return referring;
    }

    private Optional<Manifest> manifest(Optional<Descriptor> entry)
            throws Obstacle, InterruptedException {
        return entry.isPresent() ? Optional.of(manifests.listed(entry.get())) : Optional.empty();
    }
}
