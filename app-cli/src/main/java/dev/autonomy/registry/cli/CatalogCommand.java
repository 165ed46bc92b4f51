package dev.autonomy.registry.cli;

import dev.autonomy.registry.catalog.CatalogCancelled;
import dev.autonomy.registry.catalog.CatalogReport;
import dev.autonomy.registry.catalog.CatalogSeeder;
import dev.autonomy.registry.cli.arguments.CatalogInvocation;
import dev.autonomy.registry.cli.arguments.SeedInvocation.Display;
import dev.autonomy.registry.cli.console.Console;
import dev.autonomy.registry.cli.console.JsonResult;
import dev.autonomy.registry.cli.console.Progress;
import dev.autonomy.registry.cli.text.CatalogText;
import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.cli.wiring.Workplace;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.progress.LinkObserver;
import dev.autonomy.registry.progress.RetryObserver;
import dev.autonomy.registry.progress.SeedObserver;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code autonomy registry seed-catalog} and {@code sync}: runs the use case, shows it, and says
 * how it ended.
 */
final class CatalogCommand {

    private final CommandContext context;
    private final Console console;
    private final ToolVersion product;
    private final Clock clock;

    CatalogCommand(CommandContext context) {
        this.context = context;
        this.console = context.console();
        this.product = context.product();
        this.clock = context.clock();
    }

    private record Result(Presentation.Run run, Optional<CatalogReport> report) {}

    int run(CatalogInvocation invocation) {
        Display display = invocation.display();
        Progress progress = Progress.beginCatalog(display.progress(), console, product, clock);
        Result result = attempt(invocation, progress);
        return new Presentation(console, product, display)
                .end(
                        progress,
                        result.run(),
                        ending ->
                                deliver(
                                        ending,
                                        result.report(),
                                        display,
                                        report -> text(report, invocation)));
    }

    /** Ends before anything begins, shown in the same way. */
    int refuse(Ending ending, Display display) {
        Progress progress = Progress.beginCatalog(display.progress(), console, product, clock);
        return new Presentation(console, product, display)
                .refuse(
                        progress,
                        ending,
                        each -> deliver(each, Optional.empty(), display, _ -> ""));
    }

    private Result attempt(CatalogInvocation invocation, SeedObserver observer) {
        try (Workplace workplace =
                context.workplaces()
                        .open(
                                invocation.setup(),
                                RetryObserver.telling(observer, clock),
                                LinkObserver.telling(observer, clock))) {
            CatalogSeeder seeder =
                    new CatalogSeeder(workplace.catalogPorts(invocation.out()), clock);
            CatalogReport report =
                    switch (invocation.extent()) {
                        case WHOLE ->
                                seeder.seed(invocation.catalog(), invocation.policy(), observer);
                        case DRY_RUN ->
                                seeder.rehearse(
                                        invocation.catalog(), invocation.policy(), observer);
                    };
            return new Result(
                    new Presentation.Run(Ending.of(report), List.copyOf(report.allObstacles())),
                    Optional.of(report));
        } catch (InterruptedException cancelled) {
            return new Result(
                    context.interrupted(cancelled, Ending.cancelled()),
                    cancelled instanceof CatalogCancelled known
                            ? Optional.of(known.report())
                            : Optional.empty());
        } catch (RuntimeException | Error bug) {
            return new Result(Presentation.Run.broken(bug), Optional.empty());
        }
    }

    private void deliver(
            Ending ending,
            Optional<CatalogReport> report,
            Display display,
            Function<CatalogReport, String> text) {
        switch (display.output()) {
            case JSON -> JsonResult.printCatalog(console, ending, report, product);
            case TEXT -> report.map(text).ifPresent(console::result);
        }
    }

    private static String text(CatalogReport report, CatalogInvocation invocation) {
        return switch (invocation.extent()) {
            case WHOLE -> CatalogText.of(report, invocation.out());
            case DRY_RUN -> CatalogText.ofRehearsal(report);
        };
    }
}
