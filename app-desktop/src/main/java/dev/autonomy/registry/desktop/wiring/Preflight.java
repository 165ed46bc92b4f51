package dev.autonomy.registry.desktop.wiring;

import dev.autonomy.registry.desktop.wizard.ReviewFact;
import dev.autonomy.registry.desktop.wizard.ReviewItem;
import dev.autonomy.registry.desktop.wizard.SeedOrder;
import dev.autonomy.registry.desktop.wizard.Side;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Platform;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.seed.SeedPorts;
import dev.autonomy.registry.seed.Seeder;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Looks at this machine and both registries at the same time, so that one obstacle does not hide
 * another, and rehearses the whole seed where there is none. Leaves nothing behind.
 */
final class Preflight {

    private final SeedPorts ports;
    private final Clock clock;
    private final SeedOrder order;
    private final SeedRequest request;
    private final Consumer<ReviewFact> told;

    Preflight(SeedPorts ports, Clock clock, SeedOrder order, Consumer<ReviewFact> told) {
        this.ports = ports;
        this.clock = clock;
        this.order = order;
        this.request = order.request();
        this.told = told;
    }

    void run() throws InterruptedException {
        if (nothingStandsInTheWay()) {
            rehearse();
        }
    }

    private boolean nothingStandsInTheWay() throws InterruptedException {
        List<Callable<Boolean>> looks =
                List.of(this::tool, this::folder, this::source, this::destination);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            boolean clear = true;
            for (Future<Boolean> look : threads.invokeAll(looks)) {
                clear &= look.get();
            }
            return clear;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof InterruptedException) {
                throw new InterruptedException();
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private boolean tool() throws InterruptedException {
        return look(
                ReviewItem.TOOL,
                ReviewItem.TOOL,
                () -> told.accept(new ReviewFact.ToolFound(ports.replicator().prepare())));
    }

    private boolean folder() throws InterruptedException {
        return look(
                ReviewItem.OUTPUT_FOLDER,
                ReviewItem.OUTPUT_FOLDER,
                () -> {
                    ports.writer().rehearse();
                    OutputPlace place = OutputPlace.of(order.folder());
                    place.proveWritable();
                    told.accept(new ReviewFact.FolderWritable(order.folder(), place.freeBytes()));
                });
    }

    private boolean source() throws InterruptedException {
        boolean found =
                look(
                        ReviewItem.SOURCE_REGISTRY,
                        ReviewItem.SOURCE_IMAGE,
                        () -> {
                            Manifest image = image();
                            told.accept(
                                    new ReviewFact.SourceImageFound(
                                            image.digest(), platforms(image)));
                        });
        return found
                && look(ReviewItem.SOURCE_REGISTRY, ReviewItem.SIDECARS, this::lookForSidecars);
    }

    private Manifest image() throws Obstacle, InterruptedException {
        Repository from = request.from().repository();
        long begun = System.nanoTime();
        Optional<Manifest> image =
                request.from() instanceof Reference.Pinned(_, var digest)
                        ? manifest(from, digest)
                        : ports.resolver().resolve(from, request.from().tag().orElseThrow());
        answered(Side.FROM, from, begun);
        return image.orElseThrow(() -> missing(request.from().toString(), "image"));
    }

    private Optional<Manifest> manifest(Repository repository, Digest digest)
            throws Obstacle, InterruptedException {
        try {
            return Optional.of(ports.reader().manifest(repository, digest));
        } catch (Obstacle.NotFound _) {
            return Optional.empty();
        }
    }

    private static List<Platform> platforms(Manifest image) {
        return switch (image) {
            case Manifest.Index index ->
                    index.manifests().stream().flatMap(child -> child.platform().stream()).toList();
            case Manifest.Image _ -> List.of();
        };
    }

    /** A digest alone names no tags; its sidecars are found, or not, when the seed is planned. */
    private void lookForSidecars() throws Obstacle, InterruptedException {
        if (request.from().tag().isPresent()) {
            lookForSidecars(request.from().tag().get());
        }
    }

    private void lookForSidecars(Tag imageTag) throws Obstacle, InterruptedException {
        Repository from = request.from().repository();
        for (BundlePart part : request.sidecars().parts()) {
            if (part != BundlePart.IMAGE) {
                Tag tag = beside(imageTag, part);
                if (ports.resolver().resolve(from, tag).isEmpty()) {
                    throw missing(from.at(tag), part.label());
                }
            }
        }
        told.accept(new ReviewFact.SidecarsFound());
    }

    private static Tag beside(Tag imageTag, BundlePart part) {
        try {
            return part.tagBeside(imageTag);
        } catch (InvalidInput e) {
            throw new IllegalStateException("a request without problems", e);
        }
    }

    private boolean destination() throws InterruptedException {
        return look(
                ReviewItem.DESTINATION_REGISTRY,
                ReviewItem.DESTINATION_TAG,
                () -> {
                    Repository to = request.to().repository();
                    long begun = System.nanoTime();
                    Optional<Manifest> held = ports.resolver().resolve(to, request.to().name());
                    answered(Side.TO, to, begun);
                    told.accept(new ReviewFact.DestinationTagRead(held.map(Manifest::digest)));
                });
    }

    private void answered(Side side, Repository repository, long begun) {
        told.accept(
                new ReviewFact.RegistryAnswered(
                        side,
                        ports.resolver().plainHttpRegistries().contains(repository.registry())
                                ? ReviewFact.Transport.PLAIN_HTTP
                                : ReviewFact.Transport.TLS,
                        Duration.ofNanos(System.nanoTime() - begun)));
    }

    private interface Look {
        void at() throws Obstacle, InterruptedException;
    }

    /** Tells an obstacle under the registry when it is about reaching it, else under the item. */
    private boolean look(ReviewItem registry, ReviewItem item, Look look)
            throws InterruptedException {
        try {
            look.at();
            return true;
        } catch (Obstacle.AccessDenied | Obstacle.Unreachable | Obstacle.LoginUnusable obstacle) {
            told.accept(new ReviewFact.Blocked(registry, obstacle));
        } catch (Obstacle obstacle) {
            told.accept(new ReviewFact.Blocked(item, obstacle));
        }
        return false;
    }

    private Obstacle missing(String artifact, String what) {
        return new Obstacle.NotFound(
                Attempt.at(
                        "looking for the " + what,
                        artifact,
                        request.from().repository().registry()),
                artifact + " does not exist");
    }

    private void rehearse() throws InterruptedException {
        AtomicReference<Optional<SeedEvent.Planned>> planned =
                new AtomicReference<>(Optional.empty());
        SeedReport report =
                new Seeder(ports, clock)
                        .rehearse(
                                request,
                                event -> {
                                    if (event instanceof SeedEvent.Planned plan) {
                                        planned.set(Optional.of(plan));
                                    }
                                });
        told.accept(
                new ReviewFact.Rehearsed(
                        report,
                        planned.get().map(SeedEvent.Planned::artifacts).orElse(List.of()),
                        planned.get().map(SeedEvent.Planned::totalBytes).orElse(0L)));
    }
}
