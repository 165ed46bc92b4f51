package dev.autonomy.registry.testkit;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.BlobReading;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.TagPublisher;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Registries in memory, behind every port that asks or writes them; {@link #before} scripts what
 * goes wrong when.
 */
public final class InMemoryRegistries implements DigestResolver, ArtifactReader, TagPublisher {

    private final Map<Digest, Manifest> known = new LinkedHashMap<>();
    private final Map<Repository, Stored> repositories = new LinkedHashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> askedOnce = new ArrayList<>();
    private final Set<String> deletable;
    private final Set<String> listingReferrers = new LinkedHashSet<>();
    private final Set<Digest> unlisted = new LinkedHashSet<>();
    private final Map<String, Integer> linksToRegain = new LinkedHashMap<>();
    private final Set<String> denying = new LinkedHashSet<>();
    private final Set<String> speakingPlainHttp = new LinkedHashSet<>();
    private final Set<String> wantingSubjects = new LinkedHashSet<>();
    private Interference interference = _ -> {};

    /**
     * Something that happens just before a request is answered, named like {@code "point v1"} or
     * {@code "resolve v1"}.
     */
    @FunctionalInterface
    public interface Interference {
        void before(String request) throws Obstacle, InterruptedException;
    }

    private static final class Stored {
        private final Map<Tag, Digest> tags = new LinkedHashMap<>();
        private final Map<Digest, Manifest> manifests = new LinkedHashMap<>();
        private final Map<Digest, byte[]> blobs = new LinkedHashMap<>();
    }

    /** Registries of which those named let a tag be deleted. */
    public InMemoryRegistries(String... lettingTagsBeDeleted) {
        deletable = Set.of(lettingTagsBeDeleted);
    }

    /** Gives the registry the Referrers API. */
    public synchronized InMemoryRegistries listingReferrers(String registry) {
        listingReferrers.add(registry);
        return this;
    }

    /** Says of this registry so many times that its link was lost and is there again. */
    public synchronized InMemoryRegistries regainingLink(String registry, int times) {
        linksToRegain.put(registry, times);
        return this;
    }

    /** Leaves this referrer out of every list, as a registry with a fault does. */
    public synchronized InMemoryRegistries unlisting(Digest referrer) {
        unlisted.add(referrer);
        return this;
    }

    /** Makes the registry deny access to what is not there, as some do. */
    public synchronized InMemoryRegistries denyingWhatIsNotThere(String registry) {
        denying.add(registry);
        return this;
    }

    /**
     * Makes the registry refuse a manifest whose subject it does not have, as some do; that is
     * noted as {@code "refuse"}.
     */
    public synchronized InMemoryRegistries wantingSubjects(String registry) {
        wantingSubjects.add(registry);
        return this;
    }

    public synchronized InMemoryRegistries speakingPlainHttp(String registry) {
        speakingPlainHttp.add(registry);
        return this;
    }

    public synchronized InMemoryRegistries before(Interference scripted) {
        interference = scripted;
        return this;
    }

    /** Stores the artifact with everything below it. */
    public synchronized InMemoryRegistries store(Repository repository, Artifact artifact) {
        artifact.children().forEach(child -> store(repository, child));
        Stored stored = in(repository);
        stored.blobs.putAll(artifact.blobs());
        stored.manifests.put(artifact.digest(), artifact.manifest());
        known.put(artifact.digest(), artifact.manifest());
        return this;
    }

    public synchronized InMemoryRegistries store(
            Repository repository, String tag, Artifact artifact) {
        store(repository, artifact);
        in(repository).tags.put(new Tag(tag), artifact.digest());
        return this;
    }

    public synchronized void forget(Repository repository, Digest content) {
        in(repository).manifests.remove(content);
        in(repository).blobs.remove(content);
    }

    /** Copies a manifest and all below it, as a replicator does. */
    synchronized void copy(Repository from, Repository to, Digest digest) throws Obstacle {
        Manifest manifest = in(from).manifests.get(digest);
        if (manifest == null) {
            throw notFound("copying", from, digest.toString());
        }
        switch (manifest) {
            case Manifest.Image image -> {
                in(to).blobs
                        .put(image.config().digest(), in(from).blobs.get(image.config().digest()));
                image.layers()
                        .forEach(
                                layer ->
                                        in(to).blobs
                                                .put(
                                                        layer.digest(),
                                                        in(from).blobs.get(layer.digest())));
            }
            case Manifest.Index index -> {
                for (Descriptor child : index.manifests()) {
                    copy(from, to, child.digest());
                }
            }
        }
        in(to).manifests.put(digest, manifest);
    }

    public synchronized Optional<Digest> tag(Repository repository, String name) {
        return Optional.ofNullable(in(repository).tags.get(new Tag(name)));
    }

    public synchronized Map<Tag, Digest> tags(Repository repository) {
        return Map.copyOf(in(repository).tags);
    }

    /** Every request so far, in order. */
    public synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    public synchronized boolean isEmpty(Repository repository) {
        Stored stored = in(repository);
        return stored.manifests.isEmpty() && stored.blobs.isEmpty() && stored.tags.isEmpty();
    }

    @Override
    public Optional<Manifest> resolve(Repository repository, Tag tag)
            throws Obstacle, InterruptedException {
        note("resolve", repository, tag.name());
        synchronized (this) {
            if (!in(repository).tags.containsKey(tag)) {
                refuseIfDenying("reading the tag", repository, tag.name());
            }
            return Optional.ofNullable(in(repository).tags.get(tag))
                    .map(in(repository).manifests::get);
        }
    }

    @Override
    public boolean isUnknown(Repository repository) throws Obstacle, InterruptedException {
        note("tags", repository, repository.path());
        return isEmpty(repository);
    }

    @Override
    public synchronized Set<String> plainHttpRegistries() {
        return Set.copyOf(speakingPlainHttp);
    }

    @Override
    public Manifest manifest(Repository repository, Digest digest)
            throws Obstacle, InterruptedException {
        note("manifest", repository, digest.toString());
        synchronized (this) {
            if (!in(repository).manifests.containsKey(digest)) {
                refuseIfDenying("reading the manifest of", repository, digest.toString());
            }
            return Optional.ofNullable(in(repository).manifests.get(digest))
                    .orElseThrow(
                            () ->
                                    notFound(
                                            "reading the manifest of",
                                            repository,
                                            digest.toString()));
        }
    }

    @Override
    public <T> T read(
            Repository repository, Descriptor descriptor, long limit, BlobReading<T> reading)
            throws Obstacle, InterruptedException {
        note("blob", repository, descriptor.digest().toString());
        Attempt attempt =
                Attempt.at("reading", repository.at(descriptor.digest()), repository.registry());
        if (descriptor.size() > limit) {
            throw new Obstacle.Malformed(
                    attempt, descriptor.size() + " bytes; at most " + limit + " are accepted");
        }
        byte[] bytes = blob(repository, descriptor.digest());
        if (bytes.length != descriptor.size()) {
            throw new Obstacle.Contradiction(
                    attempt, descriptor.size() + " bytes", bytes.length + " bytes");
        }
        ByteArrayInputStream content = new ByteArrayInputStream(bytes);
        return reading.of(content::read);
    }

    private synchronized byte[] blob(Repository repository, Digest digest)
            throws Obstacle.NotFound {
        return Optional.ofNullable(in(repository).blobs.get(digest))
                .orElseThrow(() -> notFound("reading", repository, digest.toString()));
    }

    @Override
    public OptionalLong blobSize(Repository repository, Digest digest)
            throws Obstacle, InterruptedException {
        note("size", repository, digest.toString());
        synchronized (this) {
            byte[] bytes = in(repository).blobs.get(digest);
            if (bytes == null) {
                refuseIfDenying("asking for the size of", repository, digest.toString());
            }
            return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes.length);
        }
    }

    @Override
    public List<Attachment> attachments(Repository repository, Digest subject)
            throws Obstacle, InterruptedException {
        note("attachments", repository, subject.toString());
        synchronized (this) {
            if (!in(repository).manifests.containsKey(subject)) {
                refuseIfDenying("reading the referrers of", repository, subject.toString());
            }
            List<Attachment> attachments = new ArrayList<>();
            for (AttachmentKind kind : AttachmentKind.values()) {
                Optional.ofNullable(in(repository).tags.get(kind.tagOf(subject)))
                        .map(in(repository).manifests::get)
                        .ifPresent(
                                manifest ->
                                        attachments.add(
                                                Attachment.tagged(
                                                        repository, subject, kind, manifest)));
            }
            return listsReferrers(repository)
                    ? withReferrers(repository, subject, attachments)
                    : attachments;
        }
    }

    private List<Attachment> withReferrers(
            Repository repository, Digest subject, List<Attachment> tagged) {
        List<Attachment> attachments = new ArrayList<>(tagged);
        Optional<Manifest> underTag =
                tagged.stream()
                        .filter(each -> each.kind() == AttachmentKind.REFERRERS)
                        .map(Attachment::manifest)
                        .findFirst();
        attachments.removeIf(each -> each.kind() == AttachmentKind.REFERRERS);
        Set<Digest> listed = new LinkedHashSet<>();
        in(repository).manifests.values().stream()
                .filter(each -> each.subject().map(Descriptor::digest).equals(Optional.of(subject)))
                .forEach(each -> listed.add(each.digest()));
        underTag.ifPresent(
                list ->
                        ((Manifest.Index) list)
                                .manifests()
                                .forEach(entry -> listed.add(entry.digest())));
        listed.removeAll(unlisted);
        if (!listed.isEmpty()) {
            List<Manifest> referrers = listed.stream().map(in(repository).manifests::get).toList();
            attachments.add(
                    new Attachment(
                            repository,
                            subject,
                            AttachmentKind.REFERRERS,
                            learn(Artifact.list(referrers).manifest()),
                            new Attachment.Listing.ByApi(underTag)));
        }
        return attachments;
    }

    private boolean listsReferrers(Repository repository) {
        return listingReferrers.contains(repository.registry());
    }

    /** The same; what is asked through it is noted as well in {@link #askedOnce()}. */
    @Override
    public ArtifactReader askingOnce() {
        return new AskingOnce();
    }

    /** The requests of those who do not want them repeated, in order. */
    public synchronized List<String> askedOnce() {
        return List.copyOf(askedOnce);
    }

    private final class AskingOnce implements ArtifactReader {
        @Override
        public Manifest manifest(Repository repository, Digest digest)
                throws Obstacle, InterruptedException {
            noteOnce("manifest", repository, digest);
            return InMemoryRegistries.this.manifest(repository, digest);
        }

        @Override
        public <T> T read(
                Repository repository, Descriptor descriptor, long limit, BlobReading<T> reading)
                throws Obstacle, InterruptedException {
            noteOnce("blob", repository, descriptor.digest());
            return InMemoryRegistries.this.read(repository, descriptor, limit, reading);
        }

        @Override
        public OptionalLong blobSize(Repository repository, Digest digest)
                throws Obstacle, InterruptedException {
            noteOnce("size", repository, digest);
            return InMemoryRegistries.this.blobSize(repository, digest);
        }

        @Override
        public List<Attachment> attachments(Repository repository, Digest subject)
                throws Obstacle, InterruptedException {
            noteOnce("attachments", repository, subject);
            return InMemoryRegistries.this.attachments(repository, subject);
        }

        @Override
        public ReferrersSupport referrersSupport(Repository repository, Digest subject)
                throws Obstacle, InterruptedException {
            noteOnce("support", repository, subject);
            return InMemoryRegistries.this.referrersSupport(repository, subject);
        }
    }

    @Override
    public TagPublisher sendingOnce() {
        return new SendingOnce();
    }

    private final class SendingOnce implements TagPublisher {
        @Override
        public void put(Repository repository, ManifestContent manifest)
                throws Obstacle, InterruptedException {
            noteOnce("put", repository, manifest.digest());
            InMemoryRegistries.this.put(repository, manifest);
        }

        @Override
        public void upload(Repository repository, byte[] blob)
                throws Obstacle, InterruptedException {
            noteOnce("upload", repository, Artifact.sha256(blob));
            InMemoryRegistries.this.upload(repository, blob);
        }

        @Override
        public void point(
                Repository repository, Tag tag, Optional<Digest> held, ManifestContent manifest)
                throws Obstacle, InterruptedException {
            InMemoryRegistries.this.point(repository, tag, held, manifest);
        }

        @Override
        public Withdrawal withdraw(Repository repository, Tag tag, Digest held)
                throws Obstacle, InterruptedException {
            return InMemoryRegistries.this.withdraw(repository, tag, held);
        }
    }

    private synchronized void noteOnce(String verb, Repository repository, Digest digest) {
        askedOnce.add(verb + " " + repository.registry() + " " + digest);
    }

    @Override
    public synchronized boolean regainsLink(Repository repository) {
        int left = linksToRegain.getOrDefault(repository.registry(), 0);
        linksToRegain.put(repository.registry(), Math.max(0, left - 1));
        return left > 0;
    }

    @Override
    public ReferrersSupport referrersSupport(Repository repository, Digest subject)
            throws Obstacle, InterruptedException {
        note("support", repository, subject.toString());
        return listsReferrers(repository) ? ReferrersSupport.API : ReferrersSupport.FALLBACK_TAG;
    }

    @Override
    public void put(Repository repository, ManifestContent manifest)
            throws Obstacle, InterruptedException {
        note("put", repository, manifest.digest().toString());
        if (isWanting(repository, manifest)) {
            note("refuse", repository, manifest.digest().toString());
            throw new Obstacle.Unreachable(
                    Obstacle.Unreachable.Reason.WRITE_REFUSED,
                    Attempt.at(
                            "writing the manifest",
                            repository.at(manifest.digest()),
                            repository.registry()),
                    "the subject is not there");
        }
        synchronized (this) {
            in(repository).manifests.put(manifest.digest(), parsed(manifest));
        }
    }

    private synchronized boolean isWanting(Repository repository, ManifestContent manifest) {
        return wantingSubjects.contains(repository.registry())
                && parsed(manifest)
                        .subject()
                        .filter(each -> !in(repository).manifests.containsKey(each.digest()))
                        .isPresent();
    }

    @Override
    public void upload(Repository repository, byte[] blob) throws Obstacle, InterruptedException {
        note("upload", repository, Artifact.sha256(blob).toString());
        synchronized (this) {
            in(repository).blobs.put(Artifact.sha256(blob), blob.clone());
        }
    }

    @Override
    public void point(
            Repository repository, Tag tag, Optional<Digest> held, ManifestContent manifest)
            throws Obstacle, InterruptedException {
        note("point", repository, tag.name());
        synchronized (this) {
            in(repository).manifests.put(manifest.digest(), parsed(manifest));
            in(repository).tags.put(tag, manifest.digest());
        }
    }

    @Override
    public Withdrawal withdraw(Repository repository, Tag tag, Digest held)
            throws Obstacle, InterruptedException {
        note("withdraw", repository, tag.name());
        synchronized (this) {
            if (!deletable.contains(repository.registry())) {
                return Withdrawal.NOT_ALLOWED;
            }
            in(repository).tags.remove(tag);
            return Withdrawal.GONE;
        }
    }

    /** Makes a composed manifest known, since this registry does not read JSON. */
    synchronized Manifest learn(Manifest manifest) {
        known.put(manifest.digest(), manifest);
        return manifest;
    }

    private Manifest parsed(ManifestContent content) {
        return Optional.ofNullable(known.get(content.digest()))
                .orElseThrow(() -> new IllegalStateException("nobody made " + content));
    }

    private void note(String verb, Repository repository, String what)
            throws Obstacle, InterruptedException {
        String request = verb + " " + repository.registry() + " " + what;
        Interference scripted;
        synchronized (this) {
            requests.add(request);
            scripted = interference;
        }
        scripted.before(request);
    }

    private void refuseIfDenying(String doing, Repository repository, String what) throws Obstacle {
        if (denying.contains(repository.registry())) {
            throw new Obstacle.AccessDenied(
                    Obstacle.AccessDenied.Reason.FORBIDDEN,
                    Attempt.at(doing, repository + "@" + what, repository.registry()),
                    "found HTTP status 403");
        }
    }

    private Stored in(Repository repository) {
        return repositories.computeIfAbsent(repository, _ -> new Stored());
    }

    private static Obstacle.NotFound notFound(String doing, Repository repository, String what) {
        return new Obstacle.NotFound(
                Attempt.at(doing, repository + "@" + what, repository.registry()),
                "the registry does not have it");
    }
}
