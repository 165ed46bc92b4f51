package dev.autonomy.registry.adapter.registry;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Looks for a subject's attachments in all their places at the same time. */
final class AttachmentSearch {

    private final Endpoints endpoints;
    private final RegistryReads reads;
    private final ReferrersApi referrers;

    AttachmentSearch(Endpoints endpoints, RegistryReads reads, ReferrersApi referrers) {
        this.endpoints = endpoints;
        this.reads = reads;
        this.referrers = referrers;
    }

    /** The attachments in the order of their kinds. */
    List<Attachment> of(Repository repository, Digest subject)
            throws Obstacle, InterruptedException {
        try (LargeAnswers.Turn turn = endpoints.turn();
                var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Optional<List<JsonNode>>> listed =
                    executor.submit(() -> listed(repository, subject, turn));
            Map<AttachmentKind, Future<Optional<Attachment>>> tagged =
                    new EnumMap<>(AttachmentKind.class);
            for (AttachmentKind kind : AttachmentKind.values()) {
                tagged.put(kind, executor.submit(() -> under(repository, subject, kind, turn)));
            }
            try {
                List<Attachment> found = new ArrayList<>();
                for (AttachmentKind kind : AttachmentKind.values()) {
                    Optional<Attachment> attachment = tagged.get(kind).get();
                    boolean hasApi = kind == AttachmentKind.REFERRERS && listed.get().isPresent();
                    (hasApi
                                    ? ReferrersList.of(
                                            repository,
                                            subject,
                                            listed.get().get(),
                                            attachment.map(Attachment::manifest))
                                    : attachment)
                            .ifPresent(found::add);
                }
                return found;
            } catch (ExecutionException e) {
                throw cause(e);
            } finally {
                executor.shutdownNow();
            }
        }
    }

    ArtifactReader.ReferrersSupport referrersSupport(Repository repository, Digest subject)
            throws Obstacle, InterruptedException {
        try (LargeAnswers.Turn turn = endpoints.turn()) {
            return unlessDenied(
                                    repository,
                                    subject,
                                    turn,
                                    () -> referrers.label(repository, subject, turn))
                            .filter(MediaTypes.OCI_INDEX::equals)
                            .isPresent()
                    ? ArtifactReader.ReferrersSupport.API
                    : ArtifactReader.ReferrersSupport.FALLBACK_TAG;
        }
    }

    private Optional<List<JsonNode>> listed(
            Repository repository, Digest subject, LargeAnswers.Turn turn)
            throws Obstacle, InterruptedException {
        return unlessDenied(
                repository, subject, turn, () -> referrers.list(repository, subject, turn));
    }

    private Optional<Attachment> under(
            Repository repository, Digest subject, AttachmentKind kind, LargeAnswers.Turn turn)
            throws Obstacle, InterruptedException {
        return unlessDenied(
                repository, subject, turn, () -> reads.attachment(repository, subject, kind, turn));
    }

    /** A question about what is attached to a subject. */
    private interface Question<T> {
        Optional<T> ask() throws Obstacle, InterruptedException;
    }

    /**
     * Some registries deny access to what is not there. Whoever may read the subject, or learns
     * that there is none, may read what is attached to it, so a denial counts as "not there" only
     * for them.
     */
    private <T> Optional<T> unlessDenied(
            Repository repository, Digest subject, LargeAnswers.Turn turn, Question<T> question)
            throws Obstacle, InterruptedException {
        try {
            return question.ask();
        } catch (Obstacle.AccessDenied denied) {
            if (isReadable(repository, subject, turn)) {
                return Optional.empty();
            }
            throw denied;
        }
    }

    private boolean isReadable(Repository repository, Digest subject, LargeAnswers.Turn turn)
            throws Obstacle, InterruptedException {
        try {
            reads.manifest(repository, subject, turn);
            return true;
        } catch (Obstacle.NotFound _) {
            return true;
        } catch (Obstacle.AccessDenied _) {
            return false;
        }
    }

    private static Obstacle cause(ExecutionException e) throws InterruptedException {
        return switch (e.getCause()) {
            case Obstacle obstacle -> obstacle;
            case InterruptedException interrupted -> throw interrupted;
            case RuntimeException bug -> throw bug;
            case Error error -> throw error;
            default -> throw new IllegalStateException(e.getCause());
        };
    }
}
