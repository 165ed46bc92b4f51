package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.adapter.login.Scope;
import dev.autonomy.registry.adapter.patience.Persistence;
import dev.autonomy.registry.adapter.transport.Answer;
import dev.autonomy.registry.adapter.transport.Call;
import dev.autonomy.registry.adapter.transport.Refusal;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.TagPublisher.Withdrawal;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Writes manifests' exact bytes, small blobs and tags. */
final class RegistryWrites {

    private static final String BINARY = "application/octet-stream";

    /** Statuses that registries with immutable tags answer to a second content for one tag. */
    private static final Set<Integer> TAKEN = Set.of(409, 412);

    private static final int INVALID = 400;

    private static final Set<Integer> MAYBE_TAKEN = Set.of(INVALID, 403, 405);
    private static final Set<String> CODES_OF_TAKEN = Set.of("TAG_INVALID", "DENIED");

    private final Endpoints endpoints;
    private final RegistryReads reads;
    private final RegistryReads single;
    private final Insistence insistence;

    /**
     * @param reads asks with patience
     * @param insistence how content is sent; a tag is always pointed with patience
     */
    RegistryWrites(Endpoints endpoints, RegistryReads reads, Insistence insistence) {
        this.endpoints = endpoints;
        this.reads = reads;
        this.single = new RegistryReads(endpoints, Endpoint::once);
        this.insistence = insistence;
    }

    /** How often something is sent that may be sent again. */
    interface Insistence {
        <T> T on(Endpoint endpoint, Persistence.Request<T> request)
                throws Obstacle, InterruptedException;

        /** For a caller who begins anew himself. */
        static <T> T single(Endpoint endpoint, Persistence.Request<T> request)
                throws Obstacle, InterruptedException {
            return request.send(1);
        }
    }

    void put(Repository repository, ManifestContent manifest)
            throws Obstacle, InterruptedException {
        Attempt attempt =
                Attempt.at(
                        "writing the manifest",
                        repository.at(manifest.digest()),
                        repository.registry());
        ScopedCall call = call(repository, manifest.digest().toString(), manifest, attempt);
        Endpoint endpoint = endpoints.of(repository);
        Answer answer = insistence.on(endpoint, _ -> endpoint.once(call));
        requireStored(attempt, manifest, answer);
        if (!answer.isSuccess()) {
            throw new Refusal(attempt, answer).ofManifest();
        }
    }

    void point(Repository repository, Tag tag, Optional<Digest> held, ManifestContent manifest)
            throws Obstacle, InterruptedException {
        Attempt attempt = Attempt.at("pointing the tag", repository.at(tag), repository.registry());
        Endpoint endpoint = endpoints.of(repository);
        ScopedCall call = call(repository, tag.name(), manifest, attempt);
        Optional<Answer> refusal =
                endpoint.persist(
                        tries ->
                                tries > 1 && isDone(repository, tag, held, manifest, attempt)
                                        ? Optional.empty()
                                        : refusal(endpoint.once(call), manifest, attempt));
        if (refusal.isPresent()) {
            throw notMoved(repository, tag, manifest, attempt, refusal.get());
        }
    }

    /**
     * Whether a write whose answer was lost was done all the same. The tag may be written again
     * only while nobody else moved it.
     */
    private boolean isDone(
            Repository repository,
            Tag tag,
            Optional<Digest> held,
            ManifestContent manifest,
            Attempt attempt)
            throws Obstacle, InterruptedException {
        Optional<Digest> now = held(single, repository, tag);
        if (now.equals(Optional.of(manifest.digest()))) {
            return true;
        }
        requireAsBefore(held, now, attempt);
        return false;
    }

    private static void requireAsBefore(
            Optional<Digest> held, Optional<Digest> now, Attempt attempt) throws Obstacle {
        if (!now.equals(held)) {
            throw new Obstacle.Conflict(
                    Obstacle.Conflict.Reason.DESTINATION_TAG_MOVED,
                    attempt,
                    "expected "
                            + words(held)
                            + " when trying again, found "
                            + words(now)
                            + "; somebody else moved the tag");
        }
    }

    private static String words(Optional<Digest> digest) {
        return digest.map(Digest::toString).orElse("no such tag");
    }

    private static Optional<Answer> refusal(
            Answer answer, ManifestContent manifest, Attempt attempt) throws Obstacle {
        requireStored(attempt, manifest, answer);
        return answer.isSuccess() ? Optional.empty() : Optional.of(answer);
    }

    private Obstacle notMoved(
            Repository repository,
            Tag tag,
            ManifestContent manifest,
            Attempt attempt,
            Answer refusal)
            throws Obstacle, InterruptedException {
        if (saysTaken(refusal) || isRefusedByTagAlone(repository, manifest, refusal)) {
            Optional<Digest> held = held(reads, repository, tag);
            if (held.isPresent() && !held.get().equals(manifest.digest())) {
                return new Obstacle.Conflict(
                        Obstacle.Conflict.Reason.TAG_REFUSED,
                        attempt,
                        "expected the tag to move to "
                                + manifest.digest()
                                + ", found that the registry keeps it at "
                                + held.get()
                                + ": "
                                + refusal.described());
            }
        }
        return new Refusal(attempt, refusal).ofWrite();
    }

    /** What the registry keeps by digest it does not find invalid: then it is the tag. */
    private boolean isRefusedByTagAlone(
            Repository repository, ManifestContent manifest, Answer refusal)
            throws InterruptedException {
        if (refusal.status() != INVALID) {
            return false;
        }
        try {
            return reads.manifest(repository, manifest.digest()).digest().equals(manifest.digest());
        } catch (Obstacle _) {
            return false;
        }
    }

    void upload(Repository repository, byte[] blob) throws Obstacle, InterruptedException {
        Digest digest = Sha256.of(blob);
        insistence.on(
                endpoints.of(repository),
                _ -> {
                    uploadOnce(repository, digest, blob);
                    return digest;
                });
    }

    /** What a tag names; some registries deny access to one that is not there (spec 1.6). */
    private static Optional<Digest> held(RegistryReads reads, Repository repository, Tag tag)
            throws Obstacle, InterruptedException {
        try {
            return reads.resolve(repository, tag).map(Manifest::digest);
        } catch (Obstacle.AccessDenied denied) {
            return absent(denied, Optional.empty());
        }
    }

    /** The same of a blob: whether it may be written is told by the upload. */
    private boolean isThere(Repository repository, Digest digest)
            throws Obstacle, InterruptedException {
        try {
            return single.blobSize(repository, digest, Scope.Access.PUSH).isPresent();
        } catch (Obstacle.AccessDenied denied) {
            return absent(denied, false);
        }
    }

    private static <T> T absent(Obstacle.AccessDenied denied, T nothing)
            throws Obstacle.AccessDenied {
        if (denied.reason() == Obstacle.AccessDenied.Reason.FORBIDDEN) {
            return nothing;
        }
        throw denied;
    }

    /** A lost answer leaves the upload in doubt, so that it is asked for and begun again. */
    private void uploadOnce(Repository repository, Digest digest, byte[] blob)
            throws Obstacle, InterruptedException {
        if (isThere(repository, digest)) {
            return;
        }
        Attempt attempt =
                Attempt.at("uploading the blob", repository.at(digest), repository.registry());
        Endpoint endpoint = endpoints.of(repository);
        Answer begun = endpoint.once(ScopedCall.post(repository, "blobs/uploads/", attempt));
        if (!begun.isSuccess()) {
            throw new Refusal(attempt, begun).ofBeginning();
        }
        URI location = endpoint.location(begun, attempt);
        ScopedCall put =
                ScopedCall.put(
                        repository,
                        "blobs/uploads/",
                        BINARY,
                        blob,
                        Call.Patience.AFTER_A_BLOB,
                        attempt);
        Answer finished = endpoint.once(put.at(withDigest(location, digest)));
        if (!finished.isSuccess()) {
            throw new Refusal(attempt, finished).ofWrite();
        }
    }

    /** A tag is gone only when the registry no longer knows it. */
    Withdrawal withdraw(Repository repository, Tag tag, Digest held)
            throws Obstacle, InterruptedException {
        Attempt attempt = Attempt.at("removing the tag", repository.at(tag), repository.registry());
        Endpoint endpoint = endpoints.of(repository);
        ScopedCall call = ScopedCall.delete(repository, "manifests/" + tag.name(), attempt);
        try {
            endpoint.persist(
                    tries ->
                            tries > 1 && isGone(repository, tag, held, attempt)
                                    ? Optional.empty()
                                    : Optional.of(endpoint.once(call)));
        } catch (Obstacle.AccessDenied _) {
            return Withdrawal.NOT_ALLOWED;
        }
        return held(reads, repository, tag).isEmpty() ? Withdrawal.GONE : Withdrawal.NOT_ALLOWED;
    }

    private boolean isGone(Repository repository, Tag tag, Digest held, Attempt attempt)
            throws Obstacle, InterruptedException {
        Optional<Digest> now = held(single, repository, tag);
        if (now.isPresent()) {
            requireAsBefore(Optional.of(held), now, attempt);
        }
        return now.isEmpty();
    }

    private static ScopedCall call(
            Repository repository, String reference, ManifestContent manifest, Attempt attempt) {
        return ScopedCall.put(
                repository,
                "manifests/" + reference,
                manifest.mediaType(),
                manifest.bytes(),
                Call.Patience.USUAL,
                attempt);
    }

    private static void requireStored(Attempt attempt, ManifestContent manifest, Answer answer)
            throws Obstacle {
        Optional<Digest> stored =
                answer.isSuccess() ? answer.statedDigest(attempt) : Optional.empty();
        if (stored.isPresent() && !stored.get().equals(manifest.digest())) {
            throw new Obstacle.Contradiction(
                    attempt,
                    manifest.digest() + " to be stored",
                    stored.get() + " as the registry's header says");
        }
    }

    private static boolean saysTaken(Answer answer) {
        String message = answer.errorMessage().toLowerCase(Locale.ROOT);
        return TAKEN.contains(answer.status())
                || MAYBE_TAKEN.contains(answer.status())
                        && (CODES_OF_TAKEN.contains(answer.errorCode())
                                || Stream.of("immutab", "overwrit", "already exists")
                                        .anyMatch(message::contains));
    }

    private static URI withDigest(URI location, Digest digest) {
        String address = location.toString();
        return URI.create(
                address
                        + (location.getRawQuery() == null ? "?" : "&")
                        + "digest=sha256%3A"
                        + digest.hex());
    }
}
