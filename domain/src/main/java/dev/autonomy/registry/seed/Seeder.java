package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.progress.SeedObserver;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The use case: replicates a bundle by digest, verifies the destination, and only then publishes it
 * there (spec 1.4). One seeder serves any number of runs, also at the same time.
 */
public final class Seeder {

    private final SeedPorts ports;
    private final Clock clock;
    private final Retries.Pause pause;

    public Seeder(SeedPorts ports, Clock clock) {
        this(ports, clock, Thread::sleep);
    }

    Seeder(SeedPorts ports, Clock clock, Retries.Pause pause) {
        this.ports = Objects.requireNonNull(ports);
        this.clock = Objects.requireNonNull(clock);
        this.pause = pause;
    }

    /**
     * Seeds, and reports how that ended, whatever it was short of a bug.
     *
     * @throws IllegalArgumentException when the request has {@linkplain SeedRequest#problems
     *     problems}
     * @throws InterruptedException when the run was cancelled; no tag holds anything unverified
     *     then
     */
    public SeedReport seed(SeedRequest request, SeedObserver observer) throws InterruptedException {
        return run(request, observer, Extent.WHOLE);
    }

    /** Does the preflight, the plan and the early judgement, and writes nothing anywhere. */
    public SeedReport rehearse(SeedRequest request, SeedObserver observer)
            throws InterruptedException {
        return run(request, observer, Extent.REHEARSAL);
    }

    /** How far a run goes. */
    enum Extent {
        WHOLE,
        /** Without the folder of its files until it is carried. */
        FIRST_HALF,
        REHEARSAL
    }

    private SeedReport run(SeedRequest request, SeedObserver observer, Extent extent)
            throws InterruptedException {
        if (!request.problems().isEmpty()) {
            throw new IllegalArgumentException(request.problems().getFirst());
        }
        EventLog events = new EventLog(observer, clock);
        events.tell(time -> new SeedEvent.RunStarted(time, request));
        try {
            SeedReport finished = finished(request, events, extent);
            events.tell(
                    time ->
                            new SeedEvent.RunFinished(
                                    time,
                                    finished.outcome().exitCode(),
                                    finished.outcome().obstacles()));
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

    private SeedReport finished(SeedRequest request, EventLog events, Extent extent)
            throws InterruptedException {
        try (SeedRun run =
                new SeedRun(
                        ports,
                        clock,
                        pause,
                        Allowance.ofOne(),
                        request,
                        events,
                        extent,
                        Optional.empty())) {
            Optional<SeedReport> early = run.judge();
            return early.isPresent() ? early.get() : run.carry();
        }
    }
}
