package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.model.Attachment;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.outcome.Obstacle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Looks for a subject's attachments under all their tags at the same time. */
final class AttachmentSearch {

    private final RegistryReads reads;

    AttachmentSearch(RegistryReads reads) {
        this.reads = reads;
    }

    /** The attachments in the order of their kinds. */
    List<Attachment> of(Repository repository, Digest subject)
            throws Obstacle, InterruptedException {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<Attachment>>> searches =
                    Stream.of(AttachmentKind.values())
                            .map(kind -> executor.submit(() -> under(repository, subject, kind)))
                            .toList();
            try {
                List<Attachment> found = new ArrayList<>();
                for (Future<Optional<Attachment>> search : searches) {
                    search.get().ifPresent(found::add);
                }
                return found;
            } catch (ExecutionException e) {
                throw cause(e);
            } finally {
                executor.shutdownNow();
            }
        }
    }

    /**
     * Some registries deny access to a tag that is not there. Whoever may read the subject may read
     * what is attached to it, so a denial counts as "not there" only for them.
     */
    private Optional<Attachment> under(Repository repository, Digest subject, AttachmentKind kind)
            throws Obstacle, InterruptedException {
        try {
            return reads.attachment(repository, subject, kind);
        } catch (Obstacle.AccessDenied denied) {
            if (isReadable(repository, subject)) {
                return Optional.empty();
            }
            throw denied;
        }
    }

    private boolean isReadable(Repository repository, Digest subject)
            throws Obstacle, InterruptedException {
        try {
            reads.manifest(repository, subject);
            return true;
        } catch (Obstacle.AccessDenied | Obstacle.NotFound _) {
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
