package dev.autonomy.registry.adapter.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autonomy.registry.adapter.json.Json;
import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.adapter.transport.Answer;
import dev.autonomy.registry.adapter.transport.Body;
import dev.autonomy.registry.adapter.transport.Refusal;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A registry's own lists of referrers, page by page (OCI distribution spec 1.1, referrers). */
final class ReferrersApi {

    /** A bundle with more is refused, so more need not be read. */
    private static final int ENOUGH = 65;

    private static final int MAX_PAGES = 100;

    /** Of one page, and of all of them. */
    private static final int MAX_BYTES = Math.toIntExact(ArtifactReader.MAX_MANIFEST_SIZE);

    private static final Map<String, String> ACCEPTED = Map.of("Accept", MediaTypes.OCI_INDEX);

    private final Endpoints endpoints;
    private final Sending sending;

    ReferrersApi(Endpoints endpoints, Sending sending) {
        this.endpoints = endpoints;
        this.sending = sending;
    }

    /**
     * The descriptors of the subject's referrers as the registry wrote them; empty where it has no
     * such API. Whatever it filtered by is not asked for, so it is not looked at.
     */
    Optional<List<JsonNode>> list(Repository repository, Digest subject, LargeAnswers.Turn turn)
            throws Obstacle, InterruptedException {
        ScopedCall call = call(repository, subject, turn);
        Optional<Answer> first = first(repository, subject, call);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        Attempt attempt = call.attempt();
        Endpoint endpoint = endpoints.of(repository);
        Answer page = first.get();
        List<JsonNode> listed = new ArrayList<>(descriptors(page, attempt));
        Optional<URI> next = endpoint.next(page, attempt);
        int received = page.body().bytes().length;
        for (int pages = 1; next.isPresent() && listed.size() < ENOUGH; pages++) {
            if (pages == MAX_PAGES) {
                throw new Obstacle.Malformed(
                        attempt, "expected at most " + MAX_PAGES + " pages, found more");
            }
            page = sending.send(endpoint, call.at(next.get()));
            requireNextPage(page, attempt);
            received += page.body().bytes().length;
            if (received > MAX_BYTES) {
                throw tooLarge(attempt);
            }
            listed.addAll(descriptors(page, attempt));
            next = endpoint.next(page, attempt);
        }
        return Optional.of(listed);
    }

    /**
     * A page that the registry named and does not have is its own fault, not a missing artifact.
     */
    private static void requireNextPage(Answer page, Attempt attempt) throws Obstacle {
        if (page.status() == Answer.NOT_FOUND) {
            throw new Obstacle.Unreachable(
                    Obstacle.Unreachable.Reason.NOT_A_REGISTRY,
                    attempt,
                    "expected the next page that the registry names, found " + page.described());
        }
        if (page.status() != Answer.OK) {
            throw new Refusal(attempt, page).ofQuestion("the next page");
        }
    }

    /**
     * The Content-Type of the list, by which other tools know that there is one; empty where the
     * registry has no such API.
     */
    Optional<String> label(Repository repository, Digest subject, LargeAnswers.Turn turn)
            throws Obstacle, InterruptedException {
        return first(repository, subject, call(repository, subject, turn)).map(Answer::contentType);
    }

    /** The first page; empty where there is no such API. */
    private Optional<Answer> first(Repository repository, Digest subject, ScopedCall call)
            throws Obstacle, InterruptedException {
        if (endpoints.withoutReferrers().contains(repository)) {
            return Optional.empty();
        }
        Answer page = sending.send(endpoints.of(repository), call);
        endpoints.withoutReferrers().learn(repository, subject, page);
        return isOffered(page, call.attempt()) ? Optional.of(page) : Optional.empty();
    }

    private static ScopedCall call(Repository repository, Digest subject, LargeAnswers.Turn turn) {
        return ScopedCall.get(
                repository,
                "referrers/" + subject,
                ACCEPTED,
                new Body.Kept(MAX_BYTES, turn),
                Attempt.at(
                        "reading the referrers of", repository.at(subject), repository.registry()));
    }

    private static boolean isOffered(Answer answer, Attempt attempt) throws Obstacle {
        if (answer.status() == Answer.FORBIDDEN) {
            throw new Refusal(attempt, answer).ofQuestion("a list of referrers");
        }
        return answer.status() == Answer.OK
                && (answer.contentType().equals(MediaTypes.OCI_INDEX)
                        || ManifestReader.saysNothing(answer.contentType()) && isList(answer));
    }

    /** A list under a generic name is one; evidence must not be lost by a missing label. */
    private static boolean isList(Answer answer) {
        try {
            JsonNode document = Json.object(answer.body().bytes());
            return document.path("schemaVersion").asInt() == 2 && document.has("manifests");
        } catch (Unreadable _) {
            return false;
        }
    }

    private static List<JsonNode> descriptors(Answer page, Attempt attempt) throws Obstacle {
        if (page.body().extent() == Body.Extent.OVER_LIMIT) {
            throw tooLarge(attempt);
        }
        ManifestReader.read(attempt, MediaTypes.OCI_INDEX, page.body().bytes());
        try {
            List<JsonNode> descriptors = new ArrayList<>();
            Json.whole(page.body().bytes(), ManifestShape.MANIFEST)
                    .path("manifests")
                    .forEach(descriptors::add);
            return descriptors;
        } catch (Unreadable e) {
            throw new Obstacle.Malformed(attempt, "expected a list, but " + e.getMessage());
        }
    }

    private static Obstacle tooLarge(Attempt attempt) {
        return new Obstacle.Malformed(
                attempt, "expected a list of at most " + MAX_BYTES + " bytes, found a larger one");
    }
}
