package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.outcome.Promotion;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.outcome.VerificationReport;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The report as far as the run has come; {@link #finish} may be called at any moment. */
final class ReportDraft {

    private final SeedRequest request;
    private final SeedPorts ports;
    private final EventLog events;
    private final Clock clock;
    private final Instant startedAt;
    private final List<Transfer> transfers = new ArrayList<>();
    private Optional<ToolVersion> replicator = Optional.empty();
    private Optional<TrustAnchor> trustAnchor = Optional.empty();
    private Optional<Manifest> image = Optional.empty();
    private Optional<SeedPlan> plan = Optional.empty();
    private Optional<VerificationReport> verification = Optional.empty();
    private List<Promotion> promotions = List.of();
    private boolean isMachineFit;

    ReportDraft(SeedRequest request, SeedPorts ports, EventLog events, Clock clock) {
        this.request = request;
        this.ports = ports;
        this.events = events;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    void replicator(ToolVersion version) {
        replicator = Optional.of(version);
    }

    void trustAnchor(TrustAnchor loaded) {
        trustAnchor = Optional.of(loaded);
    }

    /** What registries were asked before that is nobody's business. */
    void machineIsFit() {
        isMachineFit = true;
    }

    void source(Manifest manifest) {
        image = Optional.of(manifest);
    }

    void plan(SeedPlan made) {
        plan = Optional.of(made);
    }

    void transferred(List<Transfer> more) {
        transfers.addAll(more);
    }

    boolean hasCopied() {
        return transfers.stream().anyMatch(each -> each.status() == Transfer.Status.COPIED);
    }

    void verification(VerificationReport latest) {
        verification = Optional.of(latest);
    }

    void promotions(List<Promotion> done) {
        promotions = List.copyOf(done);
    }

    /** What the run will have come to once these promotions are done. */
    SeedReport onceDone(List<Promotion> planned) {
        return finish(new SeedOutcome.Seeded(), List.copyOf(planned));
    }

    SeedReport finish(SeedOutcome outcome) {
        return finish(outcome, promotions);
    }

    private SeedReport finish(SeedOutcome outcome, List<Promotion> promoted) {
        return new SeedReport(
                request,
                replicator,
                startedAt,
                clock.instant(),
                image.map(this::sourceOf),
                plan.map(this::destination),
                plan.map(SeedPlan::platforms).orElse(List.of()),
                plan.map(SeedPlan::sidecars).orElse(List.of()).stream()
                        .map(ReportDraft::sidecar)
                        .toList(),
                plan.map(SeedPlan::attachmentPins).orElse(List.of()),
                plan.map(SeedPlan::leftBehind).orElse(List.of()),
                List.copyOf(transfers),
                promoted,
                events.warnings(),
                new TreeSet<>(isMachineFit ? ports.resolver().plainHttpRegistries() : Set.of()),
                trustAnchor,
                verification,
                outcome);
    }

    private SeedReport.Source sourceOf(Manifest manifest) {
        Repository from = request.from().repository();
        return new SeedReport.Source(
                request.from().toString(),
                manifest.digest(),
                manifest.mediaType(),
                from.at(manifest.digest()));
    }

    private SeedReport.Destination destination(SeedPlan made) {
        Digest digest = made.image().digest();
        return new SeedReport.Destination(
                request.to().toString(),
                digest,
                request.to().repository().at(digest),
                made.image().previous().map(Manifest::digest));
    }

    private static SeedReport.SidecarPin sidecar(SeedPlan.Part part) {
        return new SeedReport.SidecarPin(
                part.part(), part.tag(), part.digest(), part.tree().manifest().mediaType());
    }
}
