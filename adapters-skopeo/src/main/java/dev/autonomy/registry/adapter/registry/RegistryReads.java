package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.adapter.login.Scope;
import dev.autonomy.registry.adapter.transport.Answer;
import dev.autonomy.registry.adapter.transport.Body;
import dev.autonomy.registry.adapter.transport.Refusal;
import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.BlobReading;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Asks for manifests and blobs; every byte it returns matched the digest it was asked for by. */
final class RegistryReads {

    private static final Map<String, String> ACCEPTED_MANIFESTS =
            Map.of(
                    "Accept",
                    Stream.concat(MediaTypes.MANIFESTS.stream(), MediaTypes.INDEXES.stream())
                            .sorted()
                            .collect(Collectors.joining(", ")));

    private static final int MAX_BYTES = Math.toIntExact(ArtifactReader.MAX_MANIFEST_SIZE);

    private static final Map<String, String> ANYTHING = Map.of("Accept", "*/*");

    private final Endpoints endpoints;
    private final Sending sending;

    RegistryReads(Endpoints endpoints, Sending sending) {
        this.endpoints = endpoints;
        this.sending = sending;
    }

    Optional<Manifest> resolve(Repository repository, Tag tag)
            throws Obstacle, InterruptedException {
        try (LargeAnswers.Turn turn = endpoints.turn()) {
            return resolve(repository, tag, turn);
        }
    }

    private Optional<Manifest> resolve(Repository repository, Tag tag, LargeAnswers.Turn turn)
            throws Obstacle, InterruptedException {
        Attempt attempt = reading("reading the tag", repository.at(tag), repository);
        Answer answer = getManifest(repository, tag.name(), turn, attempt);
        if (answer.status() == Answer.NOT_FOUND && !answer.isHtml()) {
            return Optional.empty();
        }
        Manifest manifest = manifest(attempt, answer);
        endpoints.withoutReferrers().holds(repository, manifest.digest());
        return Optional.of(manifest);
    }

    Manifest manifest(Repository repository, Digest digest) throws Obstacle, InterruptedException {
        try (LargeAnswers.Turn turn = endpoints.turn()) {
            return manifest(repository, digest, turn);
        }
    }

    /** The same as a part of a question that has a turn of its own. */
    Manifest manifest(Repository repository, Digest digest, LargeAnswers.Turn turn)
            throws Obstacle, InterruptedException {
        Attempt attempt = reading("reading the manifest", repository.at(digest), repository);
        Answer answer = getManifest(repository, digest.toString(), turn, attempt);
        if (answer.isSuccess() && answer.body().extent() == Body.Extent.WHOLE) {
            requireDigest(attempt, digest, answer.body().bytes());
        }
        Manifest manifest = manifest(attempt, answer);
        endpoints.withoutReferrers().holds(repository, digest);
        return manifest;
    }

    <T> T read(Repository repository, Descriptor descriptor, long limit, BlobReading<T> reading)
            throws Obstacle, InterruptedException {
        Attempt attempt =
                reading("reading the blob", repository.at(descriptor.digest()), repository);
        if (descriptor.size() > limit) {
            throw new Obstacle.Malformed(
                    attempt, "expected at most " + limit + " bytes, found " + descriptor.size());
        }
        BlobReception<T> reception = new BlobReception<>(attempt, descriptor, reading);
        Answer answer =
                sending.send(
                        endpoints.of(repository),
                        ScopedCall.get(
                                repository,
                                "blobs/" + descriptor.digest(),
                                ANYTHING,
                                reception,
                                attempt));
        if (answer.status() != Answer.OK) {
            throw new Refusal(attempt, answer).ofQuestion("the blob");
        }
        return reception.result(answer.body());
    }

    OptionalLong blobSize(Repository repository, Digest digest)
            throws Obstacle, InterruptedException {
        return blobSize(repository, digest, Scope.Access.PULL);
    }

    /** The same with the scope of a write that follows, so that both share a token. */
    OptionalLong blobSize(Repository repository, Digest digest, Scope.Access access)
            throws Obstacle, InterruptedException {
        Attempt attempt = reading("asking for the blob", repository.at(digest), repository);
        Answer answer =
                sending.send(
                        endpoints.of(repository),
                        ScopedCall.head(repository, "blobs/" + digest, access, attempt));
        if (answer.status() == Answer.NOT_FOUND) {
            return OptionalLong.empty();
        }
        if (answer.status() != Answer.OK) {
            throw new Refusal(attempt, answer).ofQuestion("the blob's size");
        }
        return OptionalLong.of(
                answer.contentLength()
                        .orElseThrow(
                                () ->
                                        new Obstacle.Unreachable(
                                                Obstacle.Unreachable.Reason.NOT_A_REGISTRY,
                                                attempt,
                                                "expected the blob's size, found no Content-Length")));
    }

    /** Of the list itself nothing is read but what the registry says in its place. */
    boolean isUnknown(Repository repository) throws Obstacle, InterruptedException {
        Attempt attempt = reading("asking for the tags of", repository.toString(), repository);
        try {
            Answer answer =
                    sending.send(
                            endpoints.of(repository),
                            ScopedCall.get(
                                    repository,
                                    "tags/list?n=1",
                                    ANYTHING,
                                    new Body.Small(),
                                    attempt));
            return answer.status() == Answer.NOT_FOUND
                    && answer.errorCode().equals(Refusal.NAME_UNKNOWN);
        } catch (Obstacle.AccessDenied _) {
            return false;
        }
    }

    /** What the attachment tag names, unless there is nothing under it. */
    Optional<Attachment> attachment(
            Repository repository, Digest subject, AttachmentKind kind, LargeAnswers.Turn turn)
            throws Obstacle, InterruptedException {
        return resolve(repository, kind.tagOf(subject), turn)
                .filter(manifest -> !manifest.digest().equals(subject))
                .map(manifest -> Attachment.tagged(repository, subject, kind, manifest));
    }

    private Answer getManifest(
            Repository repository, String reference, LargeAnswers.Turn turn, Attempt attempt)
            throws Obstacle, InterruptedException {
        ScopedCall call =
                ScopedCall.get(
                        repository,
                        "manifests/" + reference,
                        ACCEPTED_MANIFESTS,
                        new Body.Kept(MAX_BYTES, turn),
                        attempt);
        return sending.send(endpoints.of(repository), call);
    }

    private static Manifest manifest(Attempt attempt, Answer answer) throws Obstacle {
        if (answer.status() != Answer.OK) {
            throw new Refusal(attempt, answer).ofQuestion("a manifest");
        }
        if (answer.isHtml()) {
            throw new Obstacle.Unreachable(
                    Obstacle.Unreachable.Reason.NOT_A_REGISTRY,
                    attempt,
                    "expected a manifest, found an HTML page");
        }
        if (answer.body().extent() == Body.Extent.OVER_LIMIT) {
            throw new Obstacle.Malformed(
                    attempt,
                    "expected a manifest of at most "
                            + ArtifactReader.MAX_MANIFEST_SIZE
                            + " bytes, found a larger one");
        }
        byte[] bytes = answer.body().bytes();
        requireStatedDigest(attempt, answer, bytes);
        return ManifestReader.read(attempt, answer.contentType(), bytes);
    }

    private static void requireDigest(Attempt attempt, Digest expected, byte[] bytes)
            throws Obstacle {
        Digest found = Sha256.of(bytes);
        if (!found.equals(expected)) {
            throw new Obstacle.Contradiction(attempt, expected.toString(), found.toString());
        }
    }

    private static void requireStatedDigest(Attempt attempt, Answer answer, byte[] bytes)
            throws Obstacle {
        Digest found = Sha256.of(bytes);
        Optional<Digest> stated = answer.statedDigest(attempt);
        if (stated.isPresent() && !stated.get().equals(found)) {
            throw new Obstacle.Contradiction(
                    attempt, stated.get() + " as the registry's header says", found.toString());
        }
    }

    private static Attempt reading(String doing, String artifact, Repository repository) {
        return Attempt.at(doing, artifact, repository.registry());
    }
}
