package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.Ahead;
import java.util.Map;
import java.util.Optional;

/**
 * What both registries are asked before anything is written (spec 1.4, step 0): begun at once,
 * beside the check of this machine, the source's tags and the destination's at the same time.
 */
final class Preflight implements Planner.Foresight, AutoCloseable {

    private final SeedPorts known;
    private final SeedRequest request;
    private final Seeder.Extent extent;
    private final RunMemory memory;
    private final Room.Share room;
    private final Inventory inventory;
    private final Remarks remarks;
    private final Ahead<Survey> survey;

    /**
     * @param known ports that read through this memory
     * @param room where the plan's manifests lie
     * @param pinned what the source's tags named when they were read before in this run
     */
    Preflight(
            SeedPorts known,
            RunMemory memory,
            Room.Share room,
            SeedRequest request,
            Seeder.Extent extent,
            Inventory inventory,
            Remarks remarks,
            Optional<Map<BundlePart, Manifest>> pinned) {
        this.known = known;
        this.memory = memory;
        this.room = room;
        this.request = request;
        this.extent = extent;
        this.inventory = inventory;
        this.remarks = remarks;
        this.survey = Ahead.begin(() -> survey(pinned));
    }

    /** What came of pinning the source; a failure of the plan is still in it. */
    private sealed interface Survey {
        record Found(SourcePin.Pinned<SeedPlan> pinned) implements Survey {}

        record Missing(Stop stop) implements Survey {}
    }

    private Survey survey(Optional<Map<BundlePart, Manifest>> before)
            throws Obstacle, InterruptedException {
        for (BundlePart part : request.sidecars().parts()) {
            inventory.askFor(SourcePin.beside(request.to().name(), part));
        }
        if (before.isPresent()) {
            Map<BundlePart, Manifest> pins = before.get();
            try (Ahead<SeedPlan> planning = Ahead.begin(() -> plan(pins))) {
                planning.await();
                return new Survey.Found(new SourcePin.Pinned<>(pins, planning));
            }
        }
        SourcePin source =
                new SourcePin(known.resolver(), known.reader(), request.from(), request.sidecars());
        try {
            return new Survey.Found(source.pin(this::plan));
        } catch (Stop stop) {
            return new Survey.Missing(stop);
        }
    }

    private SeedPlan plan(Map<BundlePart, Manifest> pinned) throws Obstacle, InterruptedException {
        Repository from = request.from().repository();
        pinned.values().forEach(manifest -> memory.keep(from, manifest));
        try (Planner planner = new Planner(known, request, inventory, this, new PlanLimits(room))) {
            return planner.plan(pinned);
        }
    }

    @Override
    public void brings(ManifestTree tree) {
        switch (extent) {
            case WHOLE, FIRST_HALF -> inventory.askFor(tree);
            case REHEARSAL -> {}
        }
    }

    @Override
    public void replaces(Digest image) {
        remarks.lookAt(image);
    }

    /** What the source's tags named when they were read, once that is known. */
    Map<BundlePart, Manifest> pins() throws Obstacle, Stop, InterruptedException {
        return found().manifests();
    }

    /** The plan, once both registries have told what it needs. */
    SeedPlan plan() throws Obstacle, Stop, InterruptedException {
        return found().work().result();
    }

    private SourcePin.Pinned<SeedPlan> found() throws Obstacle, Stop, InterruptedException {
        return switch (survey.result()) {
            case Survey.Found(var found) -> found;
            case Survey.Missing(var stop) -> throw stop;
        };
    }

    @Override
    public void close() {
        survey.close();
    }
}
