package dev.autonomy.registry.adapter.registry;

import com.fasterxml.jackson.databind.JsonNode;
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
        Attempt attempt =
                Attempt.at(
                        "reading the referrers of", repository.at(subject), repository.registry());
        Endpoint endpoint = endpoints.of(repository);
        Call call =
                Call.get(
                        repository,
                        "referrers/" + subject,
                        ACCEPTED,
                        new Body.Kept(MAX_BYTES, turn),
                        attempt);
        Answer page = sending.send(endpoint, call);
        if (!isOffered(page, attempt)) {
            return Optional.empty();
        }
        List<JsonNode> listed = new ArrayList<>(descriptors(page, attempt));
        Optional<URI> next = endpoint.targets().next(page, attempt);
        int received = page.body().bytes().length;
        for (int pages = 1; next.isPresent() && listed.size() < ENOUGH; pages++) {
            if (pages == MAX_PAGES) {
                throw new Obstacle.Malformed(
                        attempt, "expected at most " + MAX_PAGES + " pages, found more");
            }
            page = sending.send(endpoint, call.at(next.get()));
            if (page.status() != Answer.OK) {
                throw Refusal.ofQuestion(attempt, "the next page", page);
            }
            received += page.body().bytes().length;
            if (received > MAX_BYTES) {
                throw tooLarge(attempt);
            }
            listed.addAll(descriptors(page, attempt));
            next = endpoint.targets().next(page, attempt);
        }
        return Optional.of(listed);
    }

    private static boolean isOffered(Answer answer, Attempt attempt) throws Obstacle {
        if (answer.status() == Answer.FORBIDDEN) {
            throw Refusal.ofQuestion(attempt, "a list of referrers", answer);
        }
        return answer.status() == Answer.OK && answer.contentType().equals(MediaTypes.OCI_INDEX);
    }

    private static List<JsonNode> descriptors(Answer page, Attempt attempt) throws Obstacle {
        if (page.body().extent() == Body.Extent.OVER_LIMIT) {
            throw tooLarge(attempt);
        }
        ManifestReader.read(attempt, MediaTypes.OCI_INDEX, page.body().bytes());
        try {
            List<JsonNode> descriptors = new ArrayList<>();
            Json.object(page.body().bytes()).path("manifests").forEach(descriptors::add);
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
