package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.port.EvidenceShelf;
import dev.autonomy.registry.progress.SeedObserver;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/**
 * Many seeds of one process, each judged before any of them moves (spec 7.1). What they hold in
 * memory is bounded together; their events are framed by whoever runs them.
 */
public final class SeedBatch {

    private final Clock clock;
    private final Allowance allowance;

    /**
     * @param shelf for evidence that has no room in memory; without one it is read each time
     */
    public SeedBatch(Clock clock, Optional<EvidenceShelf> shelf) {
        this.clock = Objects.requireNonNull(clock);
        this.allowance = Allowance.ofMany(shelf);
    }

    /** Pins, plans and judges one of them; closing it gives back what it holds. */
    public Candidate judge(SeedPorts ports, SeedRequest request, SeedObserver observer)
            throws InterruptedException {
        return judge(ports, request, observer, Seeder.Extent.FIRST_HALF);
    }

    /** The same of one that is not going to be carried. */
    public Candidate rehearse(SeedPorts ports, SeedRequest request, SeedObserver observer)
            throws InterruptedException {
        return judge(ports, request, observer, Seeder.Extent.REHEARSAL);
    }

    private Candidate judge(
            SeedPorts ports, SeedRequest request, SeedObserver observer, Seeder.Extent extent)
            throws InterruptedException {
        EventLog events = new EventLog(observer, clock);
        return Candidate.judged(
                pins ->
                        new SeedRun(
                                ports,
                                clock,
                                Thread::sleep,
                                allowance,
                                request,
                                events,
                                extent,
                                pins));
    }
}
