package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.LeftBehind;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.port.Ahead;
import dev.autonomy.registry.port.ManifestWriter;
import dev.autonomy.registry.port.Task;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One seed in its two halves: what is asked and judged while nothing moves, and what moves then.
 */
final class SeedRun implements AutoCloseable {

    private final SeedPorts ports;
    private final SeedRequest request;
    private final Seeder.Extent extent;
    private final Repository from;
    private final Repository to;
    private final EventLog events;
    private final RunMemory memory;
    private final Room.Share room;
    private final SeedPorts known;
    private final Inventory inventory;
    private final Remarks remarks;
    private final Delivery delivery;
    private final Judge judge;
    private final Promoter promoter;
    private final ReportDraft report;
    private Optional<Map<BundlePart, Manifest>> pinned;
    private Optional<SeedPlan> plan = Optional.empty();
    private Optional<ManifestWriter.Hold> hold = Optional.empty();
    private SeedStep step = SeedStep.PREFLIGHT;

    /**
     * @param pinned what the source's tags named, where that was read before
     */
    SeedRun(
            SeedPorts ports,
            Clock clock,
            Retries.Pause pause,
            Allowance allowance,
            SeedRequest request,
            EventLog events,
            Seeder.Extent extent,
            Optional<Map<BundlePart, Manifest>> pinned) {
        this.ports = ports;
        this.request = request;
        this.extent = extent;
        this.pinned = pinned;
        this.from = request.from().repository();
        this.to = request.to().repository();
        this.events = events;
        this.memory = new RunMemory(allowance);
        this.room = allowance.manifests().share();
        this.known = ports.reading(new RememberingReader(ports.reader(), memory));
        this.inventory = new Inventory(new Holdings(ports, to));
        this.remarks = new Remarks(known, clock, request);
        Retries retries = new Retries(ports.reader(), from, to, events, pause);
        Courier courier = new Courier(known.reader(), ports.publisher(), from, to);
        Copier copier = new Copier(ports, from, to, courier, retries, events, platforms(extent));
        this.delivery =
                new Delivery(new Shipment.Carriers(inventory, courier, copier, retries, events));
        this.judge = new Judge(ports, known.reader(), clock, request, events);
        this.promoter = new Promoter(ports, to, events);
        this.report = new ReportDraft(request, ports, events, clock);
    }

    private static Copier.Platforms platforms(Seeder.Extent extent) {
        return switch (extent) {
            case WHOLE, REHEARSAL -> Copier.Platforms.AT_ONCE;
            case FIRST_HALF -> Copier.Platforms.IN_ONE_GO;
        };
    }

    /** Looks at this machine and both registries, plans, and judges; empty where it may go on. */
    Optional<SeedReport> judge() throws InterruptedException {
        return ended(
                () -> {
                    begin(SeedStep.PREFLIGHT);
                    warnOfWeakTrust();
                    try (Preflight preflight = preflight()) {
                        checkMachine();
                        plan = Optional.of(planAndJudge(preflight));
                    }
                    end();
                    return switch (extent) {
                        case REHEARSAL -> Optional.of(new SeedOutcome.Rehearsed());
                        case WHOLE, FIRST_HALF -> Optional.empty();
                    };
                });
    }

    /** Brings what was judged, verifies it where it is then, and publishes it. */
    SeedReport carry() throws InterruptedException {
        return ended(
                        () -> {
                            if (hold.isEmpty()) {
                                hold = Optional.of(ports.writer().hold());
                            }
                            SeedPlan carried = deliver(plan.orElseThrow());
                            memory.forget();
                            completeAndVerify(carried);
                            publish(carried, hold.get());
                            return Optional.of(new SeedOutcome.Seeded());
                        })
                .orElseThrow();
    }

    /** The plan of a run that may go on. */
    SeedPlan plan() {
        return plan.orElseThrow();
    }

    /** What the source's tags named; known of a run that may go on. */
    Map<BundlePart, Manifest> pins() {
        return pinned.orElseThrow();
    }

    private interface Half {
        Optional<SeedOutcome> run() throws Obstacle, Stop, Refusal, InterruptedException;
    }

    private Optional<SeedReport> ended(Half half) throws InterruptedException {
        Optional<SeedOutcome> outcome;
        try {
            outcome = half.run();
        } catch (Obstacle obstacle) {
            outcome = Optional.of(new SeedOutcome.Stopped(step, List.of(obstacle)));
        } catch (Stop stop) {
            outcome = Optional.of(new SeedOutcome.Stopped(step, stop.obstacles()));
        } catch (Refusal refusal) {
            outcome = Optional.of(new SeedOutcome.Refused(step, refusal.verdict()));
        }
        return outcome.map(report::finish);
    }

    private void checkMachine() throws Stop, InterruptedException {
        MachineCheck check = new MachineCheck(ports, judge, report);
        switch (extent) {
            case WHOLE -> hold = Optional.of(check.hold());
            case FIRST_HALF, REHEARSAL -> check.rehearse();
        }
    }

    private Preflight preflight() {
        return new Preflight(known, memory, room, request, extent, inventory, remarks, pinned);
    }

    private void warnOfWeakTrust() {
        switch (request.trust()) {
            case TrustPolicy.Skipped skipped ->
                    events.warn(
                            new Warning(
                                    Warning.Kind.VERIFICATION_SKIPPED,
                                    "Signatures are not checked ("
                                            + skipped.reason()
                                            + "): the bundle is published whoever made it."));
            case TrustPolicy.Checked checked -> {
                if (checked.freshness() instanceof Freshness.Unchecked) {
                    events.warn(Warning.trustTimeUnchecked());
                }
            }
        }
    }

    private SeedPlan planAndJudge(Preflight preflight)
            throws Obstacle, Stop, Refusal, InterruptedException {
        report.machineIsFit();
        ports.replicator().notApplied(from, to).forEach(events::warn);
        pinned = Optional.of(preflight.pins());
        report.source(preflight.pins().get(BundlePart.IMAGE));
        SeedPlan made = preflight.plan();
        report.plan(made);
        ports.resolver()
                .plainHttpRegistries()
                .forEach(registry -> events.warn(Warning.plainHttp(registry)));
        made.leftBehind().forEach(each -> events.warn(leftBehind(each)));
        events.tell(time -> new SeedEvent.Planned(time, made.artifacts(), made.totalBytes()));
        judge.judgeEarly(made, remarks, report);
        return made;
    }

    private Warning leftBehind(LeftBehind attachment) {
        return new Warning(
                Warning.Kind.LEFT_BEHIND,
                "The "
                        + attachment.label()
                        + " of "
                        + from.at(attachment.subject())
                        + " stays behind: "
                        + attachment.reason()
                        + ".");
    }

    /** The plan with what is known now of how each attachment will be found. */
    private SeedPlan deliver(SeedPlan plan) throws Obstacle, InterruptedException {
        begin(SeedStep.REPLICATE);
        Delivery.Delivered delivered =
                delivery.deliver(
                        plan,
                        image -> {
                            report.transferred(List.of(image));
                            end();
                            begin(SeedStep.SIDECARS);
                        });
        report.transferred(delivered.transfers());
        SeedPlan carried = plan.carrying(delivered.carried());
        report.plan(carried);
        end();
        return carried;
    }

    /**
     * What the destination serves is read for the judgement while it is asked for completeness.
     * Where nothing was copied, each artifact was found unchanged by this very check.
     */
    private void completeAndVerify(SeedPlan plan) throws Obstacle, Refusal, InterruptedException {
        begin(SeedStep.DIGESTS);
        if (!report.hasCopied()) {
            end();
            verify(() -> judge.readDestination(plan));
            return;
        }
        try (Ahead<Judge.Evidence> evidence = Ahead.begin(() -> judge.readDestination(plan))) {
            new Completeness(ports.reader(), to).require(Completeness.of(plan));
            end();
            verify(evidence::result);
        }
    }

    private void verify(Task<Judge.Evidence> evidence)
            throws Obstacle, Refusal, InterruptedException {
        begin(SeedStep.VERIFY);
        judge.judge(evidence.run(), report);
        end();
    }

    private void publish(SeedPlan plan, ManifestWriter.Hold hold)
            throws Obstacle, InterruptedException {
        begin(SeedStep.PUBLISH);
        try (Publication publication =
                new Publication(plan, promoter, judge, report, events, hold)) {
            publication.publish();
        }
        end();
    }

    private void begin(SeedStep next) {
        step = next;
        events.tell(time -> new SeedEvent.StepStarted(time, next));
    }

    private void end() {
        SeedStep done = step;
        events.tell(time -> new SeedEvent.StepFinished(time, done));
    }

    @Override
    public void close() {
        inventory.close();
        remarks.close();
        memory.forget();
        room.givesAllBack();
        hold.ifPresent(ManifestWriter.Hold::close);
    }
}
