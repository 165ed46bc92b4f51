package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.ExitCode;
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
import dev.autonomy.registry.progress.SeedObserver;
import java.time.Clock;
import java.util.List;

/** One run from its first event to its last. */
final class SeedRun {

    private final SeedPorts ports;
    private final SeedRequest request;
    private final Seeder.Extent extent;
    private final Repository from;
    private final Repository to;
    private final EventLog events;
    private final RunMemory memory = new RunMemory();
    private final SeedPorts known;
    private final Inventory inventory;
    private final Remarks remarks;
    private final Delivery delivery;
    private final Judge judge;
    private final Promoter promoter;
    private final ReportDraft report;
    private SeedStep step = SeedStep.PREFLIGHT;

    SeedRun(
            SeedPorts ports,
            Clock clock,
            Retries.Pause pause,
            SeedRequest request,
            SeedObserver observer,
            Seeder.Extent extent) {
        this.ports = ports;
        this.request = request;
        this.extent = extent;
        this.from = request.from().repository();
        this.to = request.to().repository();
        this.events = new EventLog(observer, clock);
        this.known = ports.reading(new RememberingReader(ports.reader(), memory));
        this.inventory = new Inventory(new Holdings(ports, to));
        this.remarks = new Remarks(known, clock, request);
        Retries retries = new Retries(ports.reader(), from, to, events, pause);
        Courier courier = new Courier(known.reader(), ports.publisher(), from, to);
        Copier copier = new Copier(ports, from, to, courier, retries, events);
        this.delivery =
                new Delivery(new Shipment.Carriers(inventory, courier, copier, retries, events));
        this.judge = new Judge(ports, known.reader(), clock, request, events);
        this.promoter = new Promoter(ports, to, events);
        this.report = new ReportDraft(request, ports, events, clock);
    }

    SeedReport run() throws InterruptedException {
        events.tell(time -> new SeedEvent.RunStarted(time, request));
        try {
            SeedReport finished = report.finish(outcome());
            List<Obstacle> obstacles =
                    finished.outcome() instanceof SeedOutcome.Stopped stopped
                            ? stopped.obstacles()
                            : List.of();
            events.tell(
                    time ->
                            new SeedEvent.RunFinished(
                                    time, finished.outcome().exitCode(), obstacles));
            return finished;
        } catch (InterruptedException cancelled) {
            events.tell(time -> new SeedEvent.RunFinished(time, ExitCode.CANCELLED, List.of()));
            throw cancelled;
        } catch (RuntimeException | Error bug) {
            events.tell(
                    time -> new SeedEvent.RunFinished(time, ExitCode.INTERNAL_ERROR, List.of()));
            throw bug;
        }
    }

    private SeedOutcome outcome() throws InterruptedException {
        try (inventory;
                remarks) {
            return switch (extent) {
                case REHEARSAL -> rehearse();
                case WHOLE -> seed();
            };
        } catch (Obstacle obstacle) {
            return new SeedOutcome.Stopped(step, List.of(obstacle));
        } catch (Stop stop) {
            return new SeedOutcome.Stopped(step, stop.obstacles());
        } catch (Refusal refusal) {
            return new SeedOutcome.Refused(step, refusal.verdict());
        }
    }

    private SeedOutcome rehearse() throws Obstacle, Stop, Refusal, InterruptedException {
        begin(SeedStep.PREFLIGHT);
        warnOfWeakTrust();
        try (Preflight preflight = preflight()) {
            new MachineCheck(ports, judge, report).rehearse();
            planAndJudge(preflight);
        }
        end();
        return new SeedOutcome.Rehearsed();
    }

    private SeedOutcome seed() throws Obstacle, Stop, Refusal, InterruptedException {
        begin(SeedStep.PREFLIGHT);
        warnOfWeakTrust();
        try (Preflight preflight = preflight();
                ManifestWriter.Hold hold = new MachineCheck(ports, judge, report).hold()) {
            SeedPlan plan = planAndJudge(preflight);
            end();
            SeedPlan carried = deliver(plan);
            memory.forget();
            completeAndVerify(carried);
            publish(carried, hold);
        }
        return new SeedOutcome.Seeded();
    }

    private Preflight preflight() {
        return new Preflight(known, memory, request, extent, inventory, remarks);
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
        SeedPlan plan = preflight.plan(report);
        report.plan(plan);
        ports.resolver()
                .plainHttpRegistries()
                .forEach(registry -> events.warn(Warning.plainHttp(registry)));
        plan.leftBehind().forEach(each -> events.warn(leftBehind(each)));
        events.tell(time -> new SeedEvent.Planned(time, plan.artifacts(), plan.totalBytes()));
        judge.judgeEarly(plan, remarks, report);
        return plan;
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
}
