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
 * that is called. Every byte is checked as if a stranger had written the folder; nothing is kept
 * between two questions.
 */
public final class OciLayout implements DigestResolver, ArtifactReader {

    private final LayoutFiles files;

    public OciLayout(Path folder) {
        this.files = new LayoutFiles(Objects.requireNonNull(folder));
    }

    @Override
    public Optional<Manifest> resolve(Repository repository, Tag tag)
            throws Obstacle, InterruptedException {
        return resolve(LayoutIndex.read(files), tag);
    }

    @Override
    public Set<String> plainHttpRegistries() {
        return Set.of();
    }

    @Override
    public Manifest manifest(Repository repository, Digest digest)
            throws Obstacle, InterruptedException {
        return manifest(reading(digest), digest);
    }

    @Override
    public <T> T read(
            Repository repository, Descriptor descriptor, long limit, BlobReading<T> reading)
            throws Obstacle, InterruptedException {
        Attempt attempt = reading(descriptor.digest());
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
        return files.size(reading(digest), digest);
    }

    /**
     * Referrers are those under the fallback tag and the listed manifests that name the subject.
     */
    @Override
    public List<Attachment> attachments(Repository repository, Digest subject)
            throws Obstacle, InterruptedException {
        LayoutIndex index = LayoutIndex.read(files);
        List<Attachment> attachments = new ArrayList<>();
        for (AttachmentKind kind : AttachmentKind.values()) {
            Optional<Manifest> underTag = resolve(index, kind.tagOf(subject));
            switch (kind) {
                case SIGNATURE, ATTESTATION, SBOM ->
                        underTag.map(
                                        manifest ->
                                                Attachment.tagged(
                                                        repository, subject, kind, manifest))
                                .ifPresent(attachments::add);
                case REFERRERS ->
                        ReferrersList.of(reading(subject), underTag, referring(index, subject))
                                .map(
                                        list ->
                                                new Attachment(
                                                        repository,
                                                        subject,
                                                        kind,
                                                        list,
                                                        new Attachment.Listing.ByApi(underTag)))
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

    private Optional<Manifest> resolve(LayoutIndex index, Tag tag)
            throws Obstacle, InterruptedException {
        Optional<Descriptor> named = index.under(files, tag);
        return named.isPresent() ? Optional.of(listed(named.get())) : Optional.empty();
    }

    private List<Manifest> referring(LayoutIndex index, Digest subject)
            throws Obstacle, InterruptedException {
        List<Manifest> referring = new ArrayList<>();
        for (Descriptor each : index.manifests()) {
            Manifest manifest = listed(each);
            if (manifest.subject().filter(named -> named.digest().equals(subject)).isPresent()) {
                referring.add(manifest);
            }
        }
        return referring;
    }

    private Manifest listed(Descriptor descriptor) throws Obstacle, InterruptedException {
        Attempt attempt = reading(descriptor.digest());
        Manifest manifest = manifest(attempt, descriptor.digest());
        if (manifest.content().size() != descriptor.size()) {
            throw new Obstacle.Contradiction(
                    attempt, descriptor.size() + " bytes", manifest.content().size() + " bytes");
        }
        if (!manifest.mediaType().equals(descriptor.mediaType())) {
            throw new Obstacle.Malformed(
                    attempt,
                    "it is listed as "
                            + descriptor.mediaType()
                            + " and says of itself that it is "
                            + manifest.mediaType());
        }
        return manifest;
    }

    private Manifest manifest(Attempt attempt, Digest digest)
            throws Obstacle, InterruptedException {
        return ManifestJson.read(
                attempt, digest, files.content(attempt, digest, MAX_MANIFEST_SIZE));
    }

    private Attempt reading(Digest digest) {
        return Attempt.with("reading", files.blob(digest).toString());
    }
}
