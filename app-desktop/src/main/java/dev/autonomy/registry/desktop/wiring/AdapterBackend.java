package dev.autonomy.registry.desktop.wiring;

import dev.autonomy.registry.adapter.login.CredentialsFile;
import dev.autonomy.registry.adapter.patience.LinkPatience;
import dev.autonomy.registry.adapter.verify.PublicKeyFile;
import dev.autonomy.registry.desktop.wizard.ReviewFact;
import dev.autonomy.registry.desktop.wizard.SavedReport;
import dev.autonomy.registry.desktop.wizard.SeedOrder;
import dev.autonomy.registry.desktop.wizard.SeedingBackend;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.progress.LinkObserver;
import dev.autonomy.registry.progress.RetryObserver;
import dev.autonomy.registry.progress.SeedObserver;
import dev.autonomy.registry.seed.Seeder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.function.Consumer;

/** The same use case and adapters as those of the command line, each run with its own. */
public final class AdapterBackend implements SeedingBackend {

    /** How long a run waits for a link that it lost; whoever has enough of it cancels. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);

    private final Machine machine;
    private final Clock clock;

    public AdapterBackend(Machine machine, Clock clock) {
        this.machine = machine;
        this.clock = clock;
    }

    @Override
    public TrustedKey load(Path keyFile) throws Obstacle, InterruptedException {
        return PublicKeyFile.read(keyFile.toString());
    }

    @Override
    public void requireCredentials(Path file) throws Obstacle {
        new CredentialsFile(file).requireUsable();
    }

    @Override
    public Path placeFor(SeedOrder order) {
        return SeedFolder.in(order.folder(), order.request().to(), LocalDate.now(clock));
    }

    @Override
    public Path keep(Path folder, SavedReport report) throws Obstacle {
        return ReportFiles.write(folder, report);
    }

    @Override
    public Path keepKey(String keyText) throws Obstacle {
        return new PastedKeys(machine.settings().resolve("keys")).keep(keyText);
    }

    @Override
    public void review(SeedOrder order, Consumer<ReviewFact> told) throws InterruptedException {
        try (Workplace workplace = machine.open(order, (_, _, _, _) -> {}, LinkPatience.none())) {
            new Preflight(workplace.ports(), clock, order, told).run();
        }
    }

    @Override
    public SeedReport seed(SeedOrder order, SeedObserver observer) throws InterruptedException {
        RetryObserver retries = RetryObserver.telling(observer, clock);
        LinkPatience links = new LinkPatience(LONGEST_WAIT, LinkObserver.telling(observer, clock));
        try (Workplace workplace = machine.open(order, retries, links)) {
            return new Seeder(workplace.ports(), clock).seed(order.request(), observer);
        }
    }
}
