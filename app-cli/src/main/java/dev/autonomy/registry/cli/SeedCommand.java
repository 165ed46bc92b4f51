package dev.autonomy.registry.cli;

import dev.autonomy.registry.cli.arguments.SeedInvocation;
import dev.autonomy.registry.cli.arguments.SeedInvocation.Display;
import dev.autonomy.registry.cli.console.Console;
import dev.autonomy.registry.cli.console.JsonResult;
import dev.autonomy.registry.cli.console.Progress;
import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.cli.text.ResultText;
import dev.autonomy.registry.cli.wiring.Workplace;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.progress.LinkObserver;
import dev.autonomy.registry.progress.RetryObserver;
import dev.autonomy.registry.progress.SeedObserver;
import dev.autonomy.registry.seed.Seeder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** {@code autonomy registry seed}: runs the use case, shows it, and says how it ended. */
final class SeedCommand {

    private final CommandContext context;
    private final Console console;
    private final ToolVersion product;
    private final Clock clock;

    SeedCommand(CommandContext context) {
        this.context = context;
        this.console = context.console();
        this.product = context.product();
        this.clock = context.clock();
    }

    int run(SeedInvocation invocation) {
        Presentation presentation = new Presentation(console, product, invocation.display());
        Progress progress =
                Progress.begin(invocation.display().progress(), console, product, clock);
        return presentation.end(
                progress,
                attempt(invocation, progress),
                ending -> deliver(ending, invocation.display(), invocation.out()));
    }

    /** Ends before anything begins, shown in the same way. */
    int refuse(Ending ending, Display display) {
        Progress progress = Progress.begin(display.progress(), console, product, clock);
        return new Presentation(console, product, display)
                .refuse(progress, ending, each -> deliver(each, display, Path.of("")));
    }

    private Presentation.Run attempt(SeedInvocation invocation, SeedObserver observer) {
        try (Workplace workplace =
                context.workplaces()
                        .open(
                                invocation.setup(),
                                RetryObserver.telling(observer, clock),
                                LinkObserver.telling(observer, clock))) {
            Seeder seeder = new Seeder(workplace.ports(invocation.out()), clock);
            SeedReport report =
                    switch (invocation.extent()) {
                        case WHOLE -> seeder.seed(invocation.request(), observer);
                        case DRY_RUN -> seeder.rehearse(invocation.request(), observer);
                    };
            return new Presentation.Run(Ending.of(report), obstacles(report));
        } catch (InterruptedException cancelled) {
            return context.interrupted(cancelled, Ending.cancelled());
        } catch (RuntimeException | Error bug) {
            return Presentation.Run.broken(bug);
        }
    }

    private static List<Throwable> obstacles(SeedReport report) {
        return List.copyOf(report.outcome().obstacles());
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
