package dev.autonomy.registry.cli;

import dev.autonomy.registry.cli.arguments.OutputFormat;
import dev.autonomy.registry.cli.arguments.SeedInvocation.Detail;
import dev.autonomy.registry.cli.arguments.SeedInvocation.Display;
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

/** {@code autonomy bundle verify}: runs the use case, shows it, and says how it ended. */
final class VerifyCommand {

    private final CommandContext context;
    private final Console console;
    private final ToolVersion product;
    private final Clock clock;

    VerifyCommand(CommandContext context) {
        this.context = context;
        this.console = context.console();
        this.product = context.product();
        this.clock = context.clock();
    }

    /** What a run came to, and what a developer may want to see of it. */
    private record Run(Ending ending, Optional<VerifyReport> report, List<Throwable> causes) {

        static Run of(Presentation.Run withoutReport) {
            return new Run(withoutReport.ending(), Optional.empty(), withoutReport.causes());
        }
    }

    int run(VerifyInvocation invocation) {
        Run run = attempt(invocation);
        run.report().ifPresent(report -> FindingLines.print(console, report));
        if (invocation.display().detail() == Detail.DEBUG) {
            console.note(DebugText.of(product, run.ending(), run.causes()));
        }
        return show(run.ending(), run.report(), invocation.display().output());
    }

    /** Ends before anything begins, shown in the same way. */
    int refuse(Ending ending, Display display) {
        return show(ending, Optional.empty(), display.output());
    }

    private void noteRetry(Attempt attempt, int tries, String reason, Duration pause) {
        console.note(Console.Mark.WARNING, RetryText.of(attempt, tries, reason, pause));
    }

    private Run attempt(VerifyInvocation invocation) {
        try (Workplace workplace =
                context.workplaces()
                        .open(invocation.setup(), this::noteRetry, LinkObserver.none())) {
            VerifyReport report =
                    workplace.verifier(invocation.place(), clock).verify(invocation.request());
            return new Run(Ending.of(report), Optional.of(report), List.copyOf(report.obstacles()));
        } catch (InterruptedException cancelled) {
            return Run.of(context.interrupted(cancelled, Ending.unjudged()));
        } catch (RuntimeException | Error bug) {
            return Run.of(Presentation.Run.broken(bug));
        }
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
