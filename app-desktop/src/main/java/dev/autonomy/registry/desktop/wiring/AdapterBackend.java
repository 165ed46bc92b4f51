package dev.autonomy.registry.desktop.wiring;

import dev.autonomy.registry.adapter.verify.PublicKeyFile;
import dev.autonomy.registry.desktop.wizard.ReviewFact;
import dev.autonomy.registry.desktop.wizard.SeedOrder;
import dev.autonomy.registry.desktop.wizard.SeedingBackend;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.progress.RetryObserver;
import dev.autonomy.registry.progress.SeedObserver;
import dev.autonomy.registry.seed.Seeder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Consumer;

/** The same use case and adapters as those of the command line, each run with its own. */
public final class AdapterBackend implements SeedingBackend {

    private final Machine machine;
    private final Clock clock;

    public AdapterBackend(Machine machine, Clock clock) {
        this.machine = machine;
        this.clock = clock;
    }

    @Override
    public TrustedKey load(Path keyFile) throws Obstacle {
        return PublicKeyFile.read(keyFile.toString());
    }

    @Override
    public Path keep(String keyText) throws Obstacle {
        return new PastedKeys(machine.settings().resolve("keys")).keep(keyText);
    }

    @Override
    public void review(SeedOrder order, Consumer<ReviewFact> told) throws InterruptedException {
        try (Workplace workplace = machine.open(order, (_, _, _, _) -> {})) {
            new Preflight(workplace.ports(), clock, order, told).run();
        }
    }

    @Override
    public SeedReport seed(SeedOrder order, SeedObserver observer) throws InterruptedException {
        RetryObserver retries = RetryObserver.telling(observer, clock);
        try (Workplace workplace = machine.open(order, retries)) {
            return new Seeder(workplace.ports(), clock).seed(order.request(), observer);
        }
    }
}
