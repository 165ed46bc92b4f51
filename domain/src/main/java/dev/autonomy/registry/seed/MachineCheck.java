package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.Ahead;
import dev.autonomy.registry.port.ManifestWriter;
import dev.autonomy.registry.port.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Everything this machine must have, side by side and all problems at once (spec 1.4, step 0). */
final class MachineCheck {

    private final SeedPorts ports;
    private final Judge judge;
    private final ReportDraft report;

    MachineCheck(SeedPorts ports, Judge judge, ReportDraft report) {
        this.ports = ports;
        this.judge = judge;
        this.report = report;
    }

    /** The folder for the output files, held from now on. */
    ManifestWriter.Hold hold() throws Stop, InterruptedException {
        return passed(() -> Optional.of(ports.writer().hold())).orElseThrow();
    }

    void rehearse() throws Stop, InterruptedException {
        passed(
                () -> {
                    ports.writer().rehearse();
                    return Optional.empty();
                });
    }

    private Optional<ManifestWriter.Hold> passed(Task<Optional<ManifestWriter.Hold>> folder)
            throws Stop, InterruptedException {
        List<Obstacle> problems = new ArrayList<>();
        Optional<ManifestWriter.Hold> hold = Optional.empty();
        boolean isPassed = false;
        try (Ahead<ToolVersion> tool = Ahead.begin(ports.replicator()::prepare);
                Ahead<Optional<TrustAnchor>> trust = Ahead.begin(judge::loadTrust)) {
            Optional<Obstacle> ofFolder = Optional.empty();
            try {
                hold = folder.run();
            } catch (Obstacle obstacle) {
                ofFolder = Optional.of(obstacle);
            }
            problem(tool, report::replicator).ifPresent(problems::add);
            problem(trust, anchor -> anchor.ifPresent(report::trustAnchor))
                    .ifPresent(problems::add);
            ofFolder.ifPresent(problems::add);
            isPassed = problems.isEmpty();
        } finally {
            if (!isPassed) {
                hold.ifPresent(ManifestWriter.Hold::close);
            }
        }
        if (!isPassed) {
            throw new Stop(problems);
        }
        return hold;
    }

    private static <T> Optional<Obstacle> problem(Ahead<T> check, Consumer<T> use)
            throws InterruptedException {
        try {
            use.accept(check.result());
            return Optional.empty();
        } catch (Obstacle obstacle) {
            return Optional.of(obstacle);
        }
    }
}
