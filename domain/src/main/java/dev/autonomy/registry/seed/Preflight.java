package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.Ahead;
import java.util.Map;

/**
 * What both registries are asked before anything is written (spec 1.4, step 0): begun at once,
 * beside the check of this machine, the source's tags and the destination's at the same time.
 */
final class Preflight implements Planner.Foresight, AutoCloseable {

    private final SeedPorts known;
    private final SeedRequest request;
    private final Seeder.Extent extent;
    private final RunMemory memory;
    private final Inventory inventory;
    private final Remarks remarks;
    private final Ahead<Survey> survey;

    /**
     * @param known ports that read through this memory
     */
    Preflight(
            SeedPorts known,
            RunMemory memory,
            SeedRequest request,
            Seeder.Extent extent,
            Inventory inventory,
            Remarks remarks) {
        this.known = known;
        this.memory = memory;
        this.request = request;
        this.extent = extent;
        this.inventory = inventory;
        this.remarks = remarks;
        this.survey = Ahead.begin(this::survey);
    }

    /** What came of pinning the source; a failure of the plan is still in it. */
    private sealed interface Survey {
        record Found(SourcePin.Pinned<SeedPlan> pinned) implements Survey {}

        record Missing(Stop stop) implements Survey {}
    }

    private Survey survey() throws Obstacle, InterruptedException {
        for (BundlePart part : request.sidecars().parts()) {
            inventory.askFor(SourcePin.beside(request.to().name(), part));
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
        try (Planner planner = new Planner(known, request, inventory, this)) {
            return planner.plan(pinned);
        }
    }

    @Override
    public void brings(ManifestTree tree) {
        switch (extent) {
            case WHOLE -> inventory.askFor(tree);
            case REHEARSAL -> {}
        }
    }

    @Override
    public void replaces(Digest image) {
        remarks.lookAt(image);
    }

    /** The plan, once both registries have told what it needs. */
    SeedPlan plan(ReportDraft report) throws Obstacle, Stop, InterruptedException {
        SourcePin.Pinned<SeedPlan> pinned =
                switch (survey.result()) {
                    case Survey.Found(var found) -> found;
                    case Survey.Missing(var stop) -> throw stop;
                };
        report.source(pinned.manifests().get(BundlePart.IMAGE));
        return pinned.work().result();
    }

    @Override
    public void close() {
        survey.close();
    }
}
