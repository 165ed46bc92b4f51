package dev.autonomy.registry.cli;

import dev.autonomy.registry.adapter.lock.LockFiles;
import dev.autonomy.registry.adapter.lock.SeedSources;
import dev.autonomy.registry.cli.arguments.DriftInvocation;
import dev.autonomy.registry.cli.arguments.SeedInvocation.Detail;
import dev.autonomy.registry.cli.arguments.SeedInvocation.Display;
import dev.autonomy.registry.cli.console.Console;
import dev.autonomy.registry.cli.console.DriftProgress;
import dev.autonomy.registry.cli.console.JsonDrift;
import dev.autonomy.registry.cli.console.ProgressMode;
import dev.autonomy.registry.cli.text.DebugText;
import dev.autonomy.registry.cli.text.DriftEnding;
import dev.autonomy.registry.cli.text.DriftText;
import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.cli.text.FailureText;
import dev.autonomy.registry.cli.text.RepairCommands;
import dev.autonomy.registry.cli.wiring.Workplace;
import dev.autonomy.registry.drift.BundleDrift;
import dev.autonomy.registry.drift.DriftReport;
import dev.autonomy.registry.drift.DriftRequest;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Registry;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.progress.LinkObserver;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code autonomy registry drift}: runs the use case, shows it, and says how it ended. */
final class DriftCommand {

    private final CommandContext context;
    private final Console console;
    private final ToolVersion product;
    private final Clock clock;

    DriftCommand(CommandContext context) {
        this.context = context;
        this.console = context.console();
        this.product = context.product();
        this.clock = context.clock();
    }

    /** What a run came to, and what a developer may want to see of it. */
    private record Run(DriftEnding ending, List<? extends Throwable> causes) {

        static Run of(Presentation.Run withoutReport) {
            return new Run(DriftEnding.of(withoutReport.ending()), withoutReport.causes());
        }
    }

    int run(DriftInvocation invocation) {
        DriftProgress progress =
                DriftProgress.begin(
                        invocation.display().progress(),
                        console,
                        product,
                        clock,
                        invocation.lock().toString());
        Run run = attempt(invocation, progress);
        return end(run, progress, invocation.display());
    }

    /** Ends before anything begins, shown in the same way. */
    int refuse(Ending ending, Display display) {
        return end(
                new Run(DriftEnding.of(ending), List.of()),
                DriftProgress.begin(display.progress(), console, product, clock, ""),
                display);
    }

    private Run attempt(DriftInvocation invocation, DriftProgress progress) {
        try (Workplace workplace =
                context.workplaces()
                        .open(invocation.setup(), progress::again, LinkObserver.none())) {
            List<LockFiles.Located> located = LockFiles.read(invocation.lock());
            DriftReport report =
                    workplace
                            .drift(clock)
                            .check(
                                    new DriftRequest(
                                            located.stream().map(LockFiles.Located::lock).toList(),
                                            invocation.registry().map(Registry::host),
                                            invocation.depth(),
                                            invocation.trust()),
                                    progress);
            DriftEnding ending =
                    DriftEnding.of(
                            report, repair(report, located, invocation), invocation.driftCode());
            return new Run(ending, causes(report));
        } catch (Obstacle obstacle) {
            return new Run(DriftEnding.stopped(obstacle), List.of(obstacle));
        } catch (InterruptedException cancelled) {
            return Run.of(context.interrupted(cancelled, Ending.uncompared()));
        } catch (RuntimeException | Error bug) {
            return Run.of(Presentation.Run.broken(bug));
        }
    }

    private static List<String> repair(
            DriftReport report, List<LockFiles.Located> located, DriftInvocation invocation)
            throws InterruptedException {
        SeedSources sources = new SeedSources();
        RepairCommands commands =
                new RepairCommands(invocation.trust(), invocation.setup().plainHttp());
        List<String> repair = new ArrayList<>();
        for (int i = 0; i < report.bundles().size(); i++) {
            BundleDrift bundle = report.bundles().get(i);
            if (RepairCommands.helps(bundle)) {
                Optional<Reference> source = sources.of(located.get(i));
                repair.add(commands.of(bundle, source));
            }
        }
        return repair;
    }

    private static List<Obstacle> causes(DriftReport report) {
        List<Obstacle> causes = new ArrayList<>();
        report.obstacle().ifPresent(causes::add);
        report.bundles().forEach(each -> causes.addAll(each.obstacles()));
        return causes.stream().distinct().toList();
    }

    private int end(Run run, DriftProgress progress, Display display) {
        DriftEnding ending = run.ending();
        if (display.progress() == ProgressMode.JSON) {
            deliver(ending, display);
            DriftEnding known =
                    console.lost()
                            .filter(_ -> ending.failures().isEmpty())
                            .map(why -> DriftEnding.of(Ending.undelivered(why)))
                            .orElse(ending);
            progress.end(known);
            boolean isLost = known.failures().isEmpty() && console.hasLostNotes();
            return isLost ? ExitCode.STORAGE.code() : known.exitCode();
        }
        progress.end(ending);
        ending.warnings().forEach(each -> console.note(Console.Mark.WARNING, each.message()));
        if (display.detail() == Detail.DEBUG) {
            console.note(DebugText.of(product, ending.failed(), List.copyOf(run.causes())));
        }
        if (!ending.failures().isEmpty()) {
            console.note(FailureText.of(ending.failed()));
        }
        deliver(ending, display);
        return ending.exitCode();
    }

    private void deliver(DriftEnding ending, Display display) {
        switch (display.output()) {
            case JSON -> JsonDrift.print(console, ending, product);
            case TEXT ->
                    ending.report()
                            .filter(report -> report.obstacle().isEmpty())
                            .ifPresent(
                                    report ->
                                            console.result(DriftText.of(report, ending.repair())));
        }
    }
}
