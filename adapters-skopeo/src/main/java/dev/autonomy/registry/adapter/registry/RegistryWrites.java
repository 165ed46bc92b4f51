package dev.autonomy.registry.adapter.registry;

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

    private static final Set<Integer> MAYBE_TAKEN = Set.of(400, 403, 405);
    private static final Set<String> CODES_OF_TAKEN = Set.of("TAG_INVALID", "DENIED");

    private final Endpoints endpoints;
    private final RegistryReads reads;

    RegistryWrites(Endpoints endpoints, RegistryReads reads) {
        this.endpoints = endpoints;
        this.reads = reads;
    }

    void put(Repository repository, ManifestContent manifest)
            throws Obstacle, InterruptedException {
        Attempt attempt =
                Attempt.at(
                        "writing the manifest",
                        repository.at(manifest.digest()),
                        repository.registry());
        Answer answer = put(repository, manifest.digest().toString(), manifest, attempt);
        if (!answer.isSuccess()) {
            throw Refusal.ofWrite(attempt, answer);
        }
    }

    void point(Repository repository, Tag tag, ManifestContent manifest)
            throws Obstacle, InterruptedException {
        Attempt attempt = Attempt.at("pointing the tag", repository.at(tag), repository.registry());
        Answer answer = put(repository, tag.name(), manifest, attempt);
        if (answer.isSuccess()) {
            return;
        }
        if (saysTaken(answer)) {
            Optional<Digest> held = reads.resolve(repository, tag).map(Manifest::digest);
            if (held.isPresent() && !held.get().equals(manifest.digest())) {
                throw new Obstacle.Conflict(
                        Obstacle.Conflict.Reason.TAG_REFUSED,
                        attempt,
                        "expected the tag to move to "
                                + manifest.digest()
                                + ", found that the registry keeps it at "
                                + held.get()
                                + ": "
                                + answer.described());
            }
        }
        throw Refusal.ofWrite(attempt, answer);
    }

    void upload(Repository repository, byte[] blob) throws Obstacle, InterruptedException {
        Digest digest = Sha256.of(blob);
        if (reads.blobSize(repository, digest, Scope.Access.PUSH).isPresent()) {
            return;
        }
        Attempt attempt =
                Attempt.at("uploading the blob", repository.at(digest), repository.registry());
        Endpoint endpoint = endpoints.of(repository);
        Answer begun = endpoint.send(Call.post(repository, "blobs/uploads/", attempt));
        if (!begun.isSuccess()) {
            throw Refusal.ofWrite(attempt, begun);
        }
        URI location = endpoint.targets().location(begun, attempt);
        Call put =
                Call.put(
                        repository,
                        "blobs/uploads/",
                        BINARY,
                        blob,
                        Call.Patience.AFTER_A_BLOB,
                        attempt);
        Answer finished = endpoint.sendTo(withDigest(location, digest), put);
        if (!finished.isSuccess()) {
            throw Refusal.ofWrite(attempt, finished);
        }
    }

    /** A tag is gone only when the registry no longer knows it. */
    Withdrawal withdraw(Repository repository, Tag tag) throws Obstacle, InterruptedException {
        Attempt attempt = Attempt.at("removing the tag", repository.at(tag), repository.registry());
        try {
            Answer answer =
                    endpoints
                            .of(repository)
                            .send(Call.delete(repository, "manifests/" + tag.name(), attempt));
            if (answer.isServerError() || answer.status() == Answer.TOO_MANY_REQUESTS) {
                throw Refusal.ofWrite(attempt, answer);
            }
        } catch (Obstacle.AccessDenied _) {
            return Withdrawal.NOT_ALLOWED;
        }
        return reads.resolve(repository, tag).isEmpty() ? Withdrawal.GONE : Withdrawal.NOT_ALLOWED;
    }

    private Answer put(
            Repository repository, String reference, ManifestContent manifest, Attempt attempt)
            throws Obstacle, InterruptedException {
        Answer answer =
                endpoints
                        .of(repository)
                        .send(
                                Call.put(
                                        repository,
                                        "manifests/" + reference,
                                        manifest.mediaType(),
                                        manifest.bytes(),
                                        Call.Patience.USUAL,
                                        attempt));
        Optional<String> stored = answer.header("Docker-Content-Digest");
        if (answer.isSuccess()
                && stored.isPresent()
                && !stored.get().equals(manifest.digest().toString())) {
            throw new Obstacle.Contradiction(
                    attempt,
                    manifest.digest() + " to be stored",
                    Words.clean(stored.get()) + " as the registry's header says");
        }
        return answer;
    }

    private static boolean saysTaken(Answer answer) {
        String message = answer.errorMessage().toLowerCase(Locale.ROOT);
        return TAKEN.contains(answer.status())
                || MAYBE_TAKEN.contains(answer.status())
                        && (CODES_OF_TAKEN.contains(answer.errorCode())
                                || Stream.of("immutable", "overwrit", "already exists")
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
