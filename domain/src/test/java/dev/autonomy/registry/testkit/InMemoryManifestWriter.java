package dev.autonomy.registry.testkit;

import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.port.ManifestWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Keeps what was committed, and notes each thing it was asked to do. */
public final class InMemoryManifestWriter implements ManifestWriter {

    private final List<String> calls = new ArrayList<>();
    private Optional<SeedReport> committed = Optional.empty();
    private Optional<Obstacle> unwritable = Optional.empty();
    private Optional<Obstacle> unpreparable = Optional.empty();
    private Optional<Obstacle> uncommittable = Optional.empty();
    private boolean held;

    public InMemoryManifestWriter unwritable(Obstacle obstacle) {
        unwritable = Optional.of(obstacle);
        return this;
    }

    public InMemoryManifestWriter unpreparable(Obstacle obstacle) {
        unpreparable = Optional.of(obstacle);
        return this;
    }

    public InMemoryManifestWriter uncommittable(Obstacle obstacle) {
        uncommittable = Optional.of(obstacle);
        return this;
    }

    public Optional<SeedReport> committed() {
        return committed;
    }

    public List<String> calls() {
        return List.copyOf(calls);
    }

    @Override
    public Hold hold() throws Obstacle {
        calls.add("hold");
        if (unwritable.isPresent()) {
            throw unwritable.get();
        }
        if (held) {
            throw new Obstacle.Conflict(
                    Obstacle.Conflict.Reason.OUTPUT_FOLDER_IN_USE,
                    Attempt.locally("holding the outputs"),
                    "another seed holds them");
        }
        held = true;
        return new Hold() {
            @Override
            public Prepared prepare(SeedReport report) throws Obstacle {
                calls.add("prepare");
                if (unpreparable.isPresent()) {
                    throw unpreparable.get();
                }
                return prepared(report);
            }

            @Override
            public void close() {
                calls.add("release");
                held = false;
            }
        };
    }

    @Override
    public void rehearse() throws Obstacle {
        calls.add("rehearse");
        if (unwritable.isPresent()) {
            throw unwritable.get();
        }
    }

    private Prepared prepared(SeedReport report) {
        return new Prepared() {
            @Override
            public void commit() throws Obstacle {
                if (uncommittable.isPresent()) {
                    throw uncommittable.get();
                }
                calls.add("commit");
                committed = Optional.of(report);
            }

            @Override
            public void close() {
                calls.add("close");
            }
        };
    }
}
