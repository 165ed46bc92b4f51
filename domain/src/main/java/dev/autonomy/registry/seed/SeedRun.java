package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.Manifest;
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
import dev.autonomy.registry.port.ManifestWriter;
import dev.autonomy.registry.port.Parallel;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.progress.SeedObserver;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run from its first event to its last. */
final class SeedRun {

    private final SeedPorts ports;
    private final SeedRequest request;
    private final Seeder.Extent extent;
    private final Repository from;
    private final Repository to;
    private final EventLog events;
    private final Copier copier;
    private final Judge judge;
    private final Promoter promoter;
    private final ReportDraft report;
    private SeedStep step = SeedStep.PREFLIGHT;

    SeedRun(
            SeedPorts ports,
            Clock clock,
            Copier.Pause pause,
            SeedRequest request,
            SeedObserver observer,
            Seeder.Extent extent) {
        this.ports = ports;
        this.request = request;
        this.extent = extent;
        this.from = request.from().repository();
        this.to = request.to().repository();
        this.events = new EventLog(observer, clock);
        this.copier = new Copier(ports, from, to, events, pause);
        this.judge = new Judge(ports, clock, request, events);
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
        try {
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
        checkMachine(
                () -> {
                    ports.writer().rehearse();
                    return Optional.empty();
                });
        planAndJudge();
        end();
        return new SeedOutcome.Rehearsed();
    }

    private SeedOutcome seed() throws Obstacle, Stop, Refusal, InterruptedException {
        begin(SeedStep.PREFLIGHT);
        Optional<ManifestWriter.Hold> held = checkMachine(() -> Optional.of(ports.writer().hold()));
        try (ManifestWriter.Hold hold = held.orElseThrow()) {
            SeedPlan plan = planAndJudge();
            end();
            replicate(plan);
            SeedPlan carried = carryTheRest(plan);
            requireComplete(carried);
            verify(carried);
            publish(carried, hold);
        }
        return new SeedOutcome.Seeded();
    }

    /** Everything this machine must have, all problems at once. */
    private Optional<ManifestWriter.Hold> checkMachine(OutputCheck output)
            throws Obstacle, Stop, InterruptedException {
        warnOfWeakTrust();
        List<Check> checks =
                List.of(
                        () -> report.replicator(ports.replicator().prepare()),
                        () -> judge.loadTrust().ifPresent(report::trustAnchor));
        List<Obstacle> obstacles = new ArrayList<>();
        Parallel.map(checks, Check::obstacle).forEach(each -> each.ifPresent(obstacles::add));
        Optional<ManifestWriter.Hold> hold = Optional.empty();
        try {
            hold = output.check();
        } catch (Obstacle obstacle) {
            obstacles.add(obstacle);
        }
        if (!obstacles.isEmpty()) {
            hold.ifPresent(ManifestWriter.Hold::close);
            throw new Stop(obstacles);
        }
        return hold;
    }

    private interface Check {
        void run() throws Obstacle, InterruptedException;

        default Optional<Obstacle> obstacle() throws InterruptedException {
            try {
                run();
                return Optional.empty();
            } catch (Obstacle obstacle) {
                return Optional.of(obstacle);
            }
        }
    }

    private interface OutputCheck {
        Optional<ManifestWriter.Hold> check() throws Obstacle;
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

    private SeedPlan planAndJudge() throws Obstacle, Stop, Refusal, InterruptedException {
        ports.replicator().notApplied(from, to).forEach(events::warn);
        Map<BundlePart, Manifest> pinned =
                new SourcePin(ports.resolver(), ports.reader(), request.from(), request.sidecars())
                        .pin();
        report.source(pinned.get(BundlePart.IMAGE));
        SeedPlan plan = new Planner(ports).plan(request, pinned);
        report.plan(plan);
        ports.resolver()
                .plainHttpRegistries()
                .forEach(registry -> events.warn(Warning.plainHttp(registry)));
        plan.leftBehind().forEach(each -> events.warn(leftBehind(each)));
        events.tell(time -> new SeedEvent.Planned(time, plan.artifacts(), plan.totalBytes()));
        judge.judgeEarly(plan, report);
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

    private void replicate(SeedPlan plan) throws Obstacle, InterruptedException {
        begin(SeedStep.REPLICATE);
        report.transferred(
                List.of(copier.bring(plan.image().artifact(), List.of(plan.image().tree()))));
        end();
    }

    /** The plan with what is known now of how each attachment will be found. */
    private SeedPlan carryTheRest(SeedPlan plan) throws Obstacle, InterruptedException {
        begin(SeedStep.SIDECARS);
        List<Cargo> cargo = new ArrayList<>();
        plan.sidecars()
                .forEach(
                        part ->
                                cargo.add(
                                        () ->
                                                Copier.Arrival.of(
                                                        copier.bring(
                                                                part.artifact(),
                                                                List.of(part.tree())))));
        plan.carried().forEach(each -> cargo.add(() -> copier.bring(each)));
        List<Copier.Arrival> arrivals = Parallel.map(cargo, Cargo::bring);
        report.transferred(arrivals.stream().map(Copier.Arrival::transfer).toList());
        SeedPlan carried =
                plan.carrying(arrivals.stream().flatMap(each -> each.carried().stream()).toList());
        report.plan(carried);
        end();
        return carried;
    }

    private interface Cargo {
        Copier.Arrival bring() throws Obstacle, InterruptedException;
    }

    /** Where nothing was copied, each artifact was found unchanged by this very check. */
    private void requireComplete(SeedPlan plan) throws Obstacle, InterruptedException {
        begin(SeedStep.DIGESTS);
        if (report.hasCopied()) {
            new Completeness(ports.reader(), to).require(Completeness.of(plan));
        }
        end();
    }

    private void verify(SeedPlan plan) throws Obstacle, Refusal, InterruptedException {
        begin(SeedStep.VERIFY);
        judge.judgeDestination(plan, report);
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
