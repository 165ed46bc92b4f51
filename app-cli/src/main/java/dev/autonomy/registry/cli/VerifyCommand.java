package dev.autonomy.registry.cli;

import dev.autonomy.registry.cli.arguments.OutputFormat;
import dev.autonomy.registry.cli.arguments.SeedInvocation.Detail;
import dev.autonomy.registry.cli.arguments.VerifyInvocation;
import dev.autonomy.registry.cli.console.Console;
import dev.autonomy.registry.cli.console.FindingLines;
import dev.autonomy.registry.cli.console.JsonResult;
import dev.autonomy.registry.cli.text.DebugText;
import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.cli.text.FailureText;
import dev.autonomy.registry.cli.text.ResultText;
import dev.autonomy.registry.cli.text.RetryText;
import dev.autonomy.registry.cli.wiring.Workplace;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.VerifyReport;
import dev.autonomy.registry.progress.LinkObserver;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code autonomy bundle verify}: runs the use case, shows it, and says how it ended. */
final class VerifyCommand {

    private final Console console;
    private final ToolVersion product;
    private final Clock clock;
    private final Workplace.Opener workplaces;
    private final Supplier<Optional<Throwable>> breakdown;

    VerifyCommand(
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
    private record Run(Ending ending, Optional<VerifyReport> report, List<Throwable> causes) {}

    int run(VerifyInvocation invocation) {
        Run run = attempt(invocation);
        run.report().ifPresent(report -> FindingLines.print(console, report));
        if (invocation.detail() == Detail.DEBUG) {
            console.note(DebugText.of(product, run.ending(), run.causes()));
        }
        return show(run.ending(), run.report(), invocation.output());
    }

    /** Ends before anything begins, shown in the same way. */
    int refuse(Ending ending, OutputFormat output) {
        return show(ending, Optional.empty(), output);
    }

    private void noteRetry(Attempt attempt, int tries, String reason, Duration pause) {
        console.note(Console.Mark.WARNING, RetryText.of(attempt, tries, reason, pause));
    }

    private Run attempt(VerifyInvocation invocation) {
        try (Workplace workplace =
                workplaces.open(invocation.setup(), this::noteRetry, LinkObserver.none())) {
            VerifyReport report =
                    workplace.verifier(invocation.place(), clock).verify(invocation.request());
            return new Run(Ending.of(report), Optional.of(report), List.copyOf(report.obstacles()));
        } catch (InterruptedException cancelled) {
            return breakdown
                    .get()
                    .map(VerifyCommand::broken)
                    .orElseGet(
                            () -> new Run(Ending.unjudged(), Optional.empty(), List.of(cancelled)));
        } catch (RuntimeException | Error bug) {
            return broken(bug);
        }
    }

    private static Run broken(Throwable bug) {
        return new Run(Ending.broken(bug), Optional.empty(), List.of(bug));
    }

    private int show(Ending ending, Optional<VerifyReport> report, OutputFormat output) {
        if (!ending.failures().isEmpty()) {
            console.note(FailureText.of(ending));
        }
        switch (output) {
            case JSON -> JsonResult.print(console, ending, report, product);
            case TEXT -> {
                if (ending.failures().isEmpty()) {
                    console.result(ResultText.verified(report.orElseThrow()));
                }
            }
        }
        return ending.exitCode().code();
    }
}
