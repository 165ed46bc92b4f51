package dev.autonomy.registry.cli;

import dev.autonomy.registry.cli.SeedInvocation.Detail;
import dev.autonomy.registry.cli.SeedInvocation.Display;
import dev.autonomy.registry.cli.console.Console;
import dev.autonomy.registry.cli.console.JsonResult;
import dev.autonomy.registry.cli.console.Progress;
import dev.autonomy.registry.cli.console.ProgressMode;
import dev.autonomy.registry.cli.text.DebugText;
import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.cli.text.FailureText;
import dev.autonomy.registry.cli.text.ResultText;
import dev.autonomy.registry.cli.wiring.Workplace;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.progress.LinkObserver;
import dev.autonomy.registry.progress.RetryObserver;
import dev.autonomy.registry.progress.SeedObserver;
import dev.autonomy.registry.seed.Seeder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code autonomy registry seed}: runs the use case, shows it, and says how it ended. */
final class SeedCommand {

    private final Console console;
    private final ToolVersion product;
    private final Clock clock;
    private final Workplace.Opener workplaces;
    private final Supplier<Optional<Throwable>> breakdown;

    SeedCommand(
            Console console,
            ToolVersion product,
            Clock clock,
            Workplace.Opener workplaces,
            Supplier<Optional<Throwable>> breakdown) {
        this.console = console;
        this.product = product;
        this.clock = clock;
        this.workplaces = workplaces;
        this.breakdown = breakdown;
    }

    /** What a run came to, and what a developer may want to see of it. */
    private record Run(Ending ending, List<Throwable> causes) {}

    int run(SeedInvocation invocation) {
        Display display = invocation.display();
        Progress progress = Progress.begin(display.progress(), console, product, clock);
        Run run = attempt(invocation, progress);
        if (display.progress() == ProgressMode.JSON) {
            return endEvents(progress, run.ending(), display, invocation.out());
        }
        progress.end(run.ending());
        if (display.detail() == Detail.DEBUG) {
            console.note(DebugText.of(product, run.ending(), run.causes()));
        }
        setApart(run.ending(), display.progress());
        tell(run.ending());
        deliver(run.ending(), display, invocation.out());
        return run.ending().exitCode().code();
    }

    /** Ends before anything begins, shown in the same way. */
    int refuse(Ending ending, Display display) {
        Progress progress = Progress.begin(display.progress(), console, product, clock);
        if (display.progress() == ProgressMode.JSON) {
            return endEvents(progress, ending, display, Path.of(""));
        }
        progress.end(ending);
        tell(ending);
        deliver(ending, display, Path.of(""));
        return ending.exitCode().code();
    }

    /**
     * The last event says how it ended, so the result goes before it. Events that nobody got are a
     * lost result as well, of which nothing more can be said.
     */
    private int endEvents(Progress progress, Ending ending, Display display, Path out) {
        deliver(ending, display, out);
        Ending known =
                ending.failures().isEmpty()
                        ? console.lost().map(Ending::undelivered).orElse(ending)
                        : ending;
        progress.end(known);
        ExitCode code = known.exitCode();
        return (code == ExitCode.SEEDED && console.hasLostNotes() ? ExitCode.STORAGE : code).code();
    }

    private Run attempt(SeedInvocation invocation, SeedObserver observer) {
        try (Workplace workplace =
                workplaces.open(
                        invocation.setup(),
                        RetryObserver.telling(observer, clock),
                        LinkObserver.telling(observer, clock))) {
            Seeder seeder = new Seeder(workplace.ports(invocation.out()), clock);
            SeedReport report =
                    switch (invocation.extent()) {
                        case WHOLE -> seeder.seed(invocation.request(), observer);
                        case DRY_RUN -> seeder.rehearse(invocation.request(), observer);
                    };
            return new Run(Ending.of(report), obstacles(report));
        } catch (InterruptedException cancelled) {
            return breakdown
                    .get()
                    .map(SeedCommand::broken)
                    .orElseGet(() -> new Run(Ending.cancelled(), List.of(cancelled)));
        } catch (RuntimeException | Error bug) {
            return broken(bug);
        }
    }

    private static Run broken(Throwable bug) {
        return new Run(Ending.broken(bug), List.of(bug));
    }

    private static List<Throwable> obstacles(SeedReport report) {
        return report.outcome() instanceof SeedOutcome.Stopped stopped
                ? List.copyOf(stopped.obstacles())
                : List.of();
    }

    /** What went wrong stands apart from the lines of the steps. */
    private void setApart(Ending ending, ProgressMode progress) {
        switch (progress) {
            case AUTO, BAR, PLAIN -> {
                if (!ending.failures().isEmpty()) {
                    console.note("");
                }
            }
            case JSON, NONE -> {}
        }
    }

    private void tell(Ending ending) {
        if (!ending.failures().isEmpty()) {
            console.note(FailureText.of(ending));
        }
    }

    private void deliver(Ending ending, Display display, Path out) {
        switch (display.output()) {
            case JSON -> JsonResult.print(console, ending, product);
            case TEXT -> {
                switch (ending.result()) {
                    case SEEDED ->
                            console.result(ResultText.seeded(ending.report().orElseThrow(), out));
                    case REHEARSED ->
                            console.result(ResultText.rehearsed(ending.report().orElseThrow()));
                    case VERIFIED, REFUSED, STOPPED, CANCELLED -> {}
                }
            }
        }
    }
}
