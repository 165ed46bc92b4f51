package dev.autonomy.registry.catalog;

import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.port.EvidenceShelf;
import dev.autonomy.registry.port.Parallel;
import dev.autonomy.registry.port.Replicator;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.seed.Candidate;
import dev.autonomy.registry.seed.SeedBatch;
import java.time.Clock;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** One run over a catalog from its first event to its last. */
final class CatalogRun {

    private final CatalogPorts ports;
    private final Clock clock;
    private final Catalog catalog;
    private final CatalogPolicy policy;
    private final CatalogEvents events;
    private final Instant startedAt;
    private final Map<BundleName, BundleEnd> ends = new ConcurrentHashMap<>();
    private final Map<BundleName, Candidate> candidates = new ConcurrentHashMap<>();
    private Optional<ToolVersion> replicator = Optional.empty();

    CatalogRun(
            CatalogPorts ports,
            Clock clock,
            Catalog catalog,
            CatalogPolicy policy,
            CatalogEvents events) {
        this.ports = ports;
        this.clock = clock;
        this.catalog = catalog;
        this.policy = policy;
        this.events = events;
        this.startedAt = clock.instant();
    }

    /** What one half of the run does with the bundles. */
    private interface Work {
        void run() throws Obstacle, InterruptedException;
    }

    CatalogReport seed() throws InterruptedException {
        return framed(
                () -> {
                    try (CatalogWriter.Hold hold = ports.writer().hold()) {
                        try {
                            closing(() -> bring(hold.shelf()));
                        } catch (Obstacle tool) {
                            hold.write(hinderedBy(tool));
                            throw tool;
                        } catch (InterruptedException cancelled) {
                            cancel();
                            write(hold);
                            throw cancelled;
                        } catch (RuntimeException | Error bug) {
                            leaveTheRest(ExitCode.INTERNAL_ERROR);
                            write(hold);
                            throw bug;
                        }
                        hold.write(report());
                    }
                });
    }

    CatalogReport rehearse() throws InterruptedException {
        return framed(
                () -> {
                    ports.writer().rehearse();
                    closing(() -> judgeAll(new SeedBatch(clock, Optional.empty()), Half.REHEARSED));
                });
    }

    private CatalogReport framed(Work work) throws InterruptedException {
        events.tell(
                time ->
                        new SeedEvent.CatalogStarted(
                                time,
                                catalog.entries().stream()
                                        .map(each -> each.name().text())
                                        .toList()));
        try {
            CatalogReport report = ended(work);
            finish(report.exitCode());
            return report;
        } catch (InterruptedException _) {
            cancel();
            finish(ExitCode.CANCELLED);
            throw new CatalogCancelled(report());
        } catch (RuntimeException | Error bug) {
            finish(ExitCode.INTERNAL_ERROR);
            throw bug;
        }
    }

    private CatalogReport ended(Work work) throws InterruptedException {
        try {
            work.run();
            return report();
        } catch (Obstacle obstacle) {
            return hinderedBy(obstacle);
        }
    }

    private void finish(ExitCode code) {
        events.tell(time -> new SeedEvent.CatalogFinished(time, code));
    }

    private void closing(Work work) throws Obstacle, InterruptedException {
        try {
            work.run();
        } finally {
            candidates.values().forEach(Candidate::close);
        }
    }

    private void bring(EvidenceShelf shelf) throws Obstacle, InterruptedException {
        judgeAll(new SeedBatch(clock, Optional.of(shelf)), Half.JUDGED);
        Optional<ExitCode> refused = failure();
        boolean mayGoOn =
                switch (policy.afterFailure()) {
                    case STOP -> refused.isEmpty();
                    case GO_ON -> true;
                };
        if (mayGoOn) {
            carryAll();
        }
        failure().ifPresent(this::leaveTheRest);
    }

    private enum Half {
        JUDGED,
        REHEARSED
    }

    private void judgeAll(SeedBatch batch, Half half) throws Obstacle, InterruptedException {
        ToolVersion version = ports.replicator().prepare();
        replicator = Optional.of(version);
        Replicator prepared = new PreparedReplicator(ports.replicator(), version);
        Parallel.map(catalog.entries(), entry -> judge(entry, prepared, batch, half));
    }

    private BundleName judge(CatalogEntry entry, Replicator prepared, SeedBatch batch, Half half)
            throws InterruptedException {
        events.tell(entry, time -> new SeedEvent.BundleStarted(time, entry.request()));
        Candidate candidate =
                switch (half) {
                    case JUDGED ->
                            batch.judge(
                                    ports.of(entry.name(), prepared),
                                    entry.request(),
                                    events.of(entry));
                    case REHEARSED ->
                            batch.rehearse(
                                    ports.of(entry.name(), prepared),
                                    entry.request(),
                                    events.of(entry));
                };
        if (candidate.end().isPresent()) {
            candidate.close();
            end(entry, new BundleEnd.Ended(candidate.end().get()));
        } else {
            candidates.put(entry.name(), candidate);
        }
        return entry.name();
    }

    private void carryAll() throws Obstacle, InterruptedException {
        Convoy convoy =
                new Convoy(
                        catalog.entries().stream()
                                .filter(entry -> !ends.containsKey(entry.name()))
                                .map(entry -> new Convoy.Member(entry, candidateOf(entry)))
                                .toList(),
                        policy.afterFailure());
        Parallel.map(Collections.nCopies(policy.atOnce(), convoy), this::carryOneByOne);
    }

    private Convoy carryOneByOne(Convoy convoy) throws InterruptedException {
        for (Optional<Convoy.Turn> turn = convoy.next(); turn.isPresent(); turn = convoy.next()) {
            Convoy.Member member = turn.get().member();
            try (Candidate candidate = member.candidate()) {
                switch (turn.get().standing()) {
                    case AS_JUDGED -> {}
                    case TO_BE_JUDGED_AGAIN -> candidate.judgeAgain();
                }
                SeedReport report = candidate.carry();
                end(member.entry(), new BundleEnd.Ended(report));
                convoy.ended(member, report);
            } finally {
                candidates.remove(member.entry().name());
            }
        }
        return convoy;
    }

    private Candidate candidateOf(CatalogEntry entry) {
        return Optional.ofNullable(candidates.get(entry.name())).orElseThrow();
    }

    private Optional<ExitCode> failure() {
        return Optional.of(
                        ExitCode.gravest(ends.values().stream().map(BundleEnd::exitCode).toList()))
                .filter(code -> code != ExitCode.SEEDED);
    }

    private void leaveTheRest(ExitCode because) {
        endTheRest(new BundleEnd.NotAttempted(because));
    }

    private void cancel() {
        endTheRest(new BundleEnd.Cancelled());
    }

    private void endTheRest(BundleEnd end) {
        catalog.entries().stream()
                .filter(entry -> !ends.containsKey(entry.name()))
                .forEach(entry -> end(entry, end));
    }

    /** What was told to end and takes its time comes too late to say otherwise. */
    private void end(CatalogEntry entry, BundleEnd end) {
        if (ends.putIfAbsent(entry.name(), end) == null) {
            events.tell(
                    entry,
                    time ->
                            new SeedEvent.BundleFinished(
                                    time, end.result(), end.exitCode(), end.obstacles()));
        }
    }

    private CatalogReport hinderedBy(Obstacle obstacle) {
        leaveTheRest(ExitCode.of(obstacle));
        return report(List.of(obstacle));
    }

    private CatalogReport report() {
        return report(List.of());
    }

    private CatalogReport report(List<Obstacle> obstacles) {
        return new CatalogReport(
                replicator,
                startedAt,
                clock.instant(),
                catalog.entries().stream().map(this::reportOf).toList(),
                obstacles);
    }

    private BundleReport reportOf(CatalogEntry entry) {
        return new BundleReport(entry, Optional.ofNullable(ends.get(entry.name())).orElseThrow());
    }

    /** Who was told to end has nobody left to tell of a file that could not be written. */
    private void write(CatalogWriter.Hold hold) {
        try {
            hold.write(report());
        } catch (Obstacle _) {
            // The files of the bundles themselves are written; an earlier roll-up stays.
        }
    }
}
