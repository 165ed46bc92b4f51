package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.adapter.patience.LinkPatience;
import dev.autonomy.registry.adapter.patience.Pause;
import dev.autonomy.registry.adapter.tool.RegistryLogin;
import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.BlobReading;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.TagPublisher;
import dev.autonomy.registry.progress.RetryObserver;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Registries over HTTP: asks them and writes the few small things that a seed composes or points
 * (OCI distribution spec 1.1; spec 1.6). What a bad link or a busy registry keeps from being
 * answered is sent again (spec 1.5). Safe for many threads at once; an interrupt ends a request or
 * a wait at once.
 */
public final class HttpRegistries
        implements DigestResolver, ArtifactReader, TagPublisher, AutoCloseable {

    private final Endpoints endpoints;
    private final RegistryReads reads;
    private final AttachmentSearch attachments;
    private final RegistryWrites writes;

    /** Tells nobody of requests that are sent again, and waits for no lost link. */
    public HttpRegistries(RegistrySettings settings) {
        this(settings, (_, _, _, _) -> {}, LinkPatience.none());
    }

    /**
     * @param retries told of every request that is sent again
     */
    public HttpRegistries(RegistrySettings settings, RetryObserver retries, LinkPatience links) {
        this(settings, retries, links, Thread::sleep);
    }

    public HttpRegistries(RegistrySettings settings, RetryObserver retries, Pause pause) {
        this(settings, retries, LinkPatience.none(), pause);
    }

    public HttpRegistries(
            RegistrySettings settings, RetryObserver retries, LinkPatience links, Pause pause) {
        this(
                new Endpoints(settings, retries, links, pause),
                Endpoint::send,
                Endpoint::persistOverLostLinks);
    }

    private HttpRegistries(
            Endpoints endpoints, Sending sending, RegistryWrites.Insistence insistence) {
        this.endpoints = endpoints;
        reads = new RegistryReads(endpoints, sending);
        attachments = new AttachmentSearch(endpoints, reads, new ReferrersApi(endpoints, sending));
        writes = new RegistryWrites(endpoints, reads, insistence);
    }

    @Override
    public Optional<Manifest> resolve(Repository repository, Tag tag)
            throws Obstacle, InterruptedException {
        return reads.resolve(repository, tag);
    }

    @Override
    public boolean isUnknown(Repository repository) throws Obstacle, InterruptedException {
        return reads.isUnknown(repository);
    }

    @Override
    public Set<String> plainHttpRegistries() {
        return endpoints.speakingPlainHttp();
    }

    @Override
    public Manifest manifest(Repository repository, Digest digest)
            throws Obstacle, InterruptedException {
        return reads.manifest(repository, digest);
    }

    @Override
    public <T> T read(
            Repository repository, Descriptor descriptor, long limit, BlobReading<T> reading)
            throws Obstacle, InterruptedException {
        return reads.read(repository, descriptor, limit, reading);
    }

    @Override
    public OptionalLong blobSize(Repository repository, Digest digest)
            throws Obstacle, InterruptedException {
        return reads.blobSize(repository, digest);
    }

    @Override
    public List<Attachment> attachments(Repository repository, Digest subject)
            throws Obstacle, InterruptedException {
        return attachments.of(repository, subject);
    }

    @Override
    public ReferrersSupport referrersSupport(Repository repository, Digest subject)
            throws Obstacle, InterruptedException {
        return attachments.referrersSupport(repository, subject);
    }

    @Override
    public boolean regainsLink(Repository repository) throws InterruptedException {
        return endpoints.of(repository).regainsLink();
    }

    @Override
    public ArtifactReader askingOnce() {
        return once();
    }

    @Override
    public TagPublisher sendingOnce() {
        return once();
    }

    private HttpRegistries once() {
        return new HttpRegistries(endpoints, Endpoint::once, RegistryWrites.Insistence::single);
    }

    @Override
    public void put(Repository repository, ManifestContent manifest)
            throws Obstacle, InterruptedException {
        writes.put(repository, manifest);
    }

    @Override
    public void upload(Repository repository, byte[] blob) throws Obstacle, InterruptedException {
        writes.upload(repository, blob);
    }

    @Override
    public void point(
            Repository repository, Tag tag, Optional<Digest> held, ManifestContent manifest)
            throws Obstacle, InterruptedException {
        writes.point(repository, tag, held, manifest);
    }

    @Override
    public Withdrawal withdraw(Repository repository, Tag tag, Digest held)
            throws Obstacle, InterruptedException {
        return writes.withdraw(repository, tag, held);
    }

    /** The login for a repository, if there is one; a credential helper is asked once in a run. */
    public Optional<RegistryLogin> login(Repository repository)
            throws Obstacle, InterruptedException {
        return endpoints.of(repository).login(repository.path());
    }

    /** Ends every connection, and with it every request still under way. */
    @Override
    public void close() {
        endpoints.close();
    }
}
