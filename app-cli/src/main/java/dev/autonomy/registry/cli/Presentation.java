package dev.autonomy.registry.cli;

import dev.autonomy.registry.cli.arguments.SeedInvocation.Detail;
import dev.autonomy.registry.cli.arguments.SeedInvocation.Display;
import dev.autonomy.registry.cli.console.Console;
import dev.autonomy.registry.cli.console.Progress;
import dev.autonomy.registry.cli.console.ProgressMode;
import dev.autonomy.registry.cli.text.DebugText;
import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.cli.text.FailureText;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.ExitCode;
import java.util.List;
import java.util.function.Consumer;

/** Shows how a command with progress ended, and gives its exit code. */
final class Presentation {

    private final Console console;
    private final ToolVersion product;
    private final Display display;

    Presentation(Console console, ToolVersion product, Display display) {
        this.console = console;
        this.product = product;
        this.display = display;
    }

    /** What a run came to, and what a developer may want to see of it. */
    record Run(Ending ending, List<Throwable> causes) {

        static Run broken(Throwable bug) {
            return new Run(Ending.broken(bug), List.of(bug));
        }
    }

    /**
     * @param deliver prints the result
     */
    int end(Progress progress, Run run, Consumer<Ending> deliver) {
        Ending ending = run.ending();
        if (display.progress() == ProgressMode.JSON) {
            return endEvents(progress, ending, deliver);
        }
        progress.end(ending);
        if (display.detail() == Detail.DEBUG) {
            console.note(DebugText.of(product, ending, run.causes()));
        }
        setApart(ending);
        return tell(ending, deliver);
    }

    /** The same before anything began. */
    int refuse(Progress progress, Ending ending, Consumer<Ending> deliver) {
        if (display.progress() == ProgressMode.JSON) {
            return endEvents(progress, ending, deliver);
        }
        progress.end(ending);
        return tell(ending, deliver);
    }

    /**
     * The last event says how it ended, so the result goes before it. Events that nobody got are a
     * lost result as well, of which nothing more can be said.
     */
    private int endEvents(Progress progress, Ending ending, Consumer<Ending> deliver) {
        deliver.accept(ending);
        Ending known =
                ending.failures().isEmpty()
                        ? console.lost().map(Ending::undelivered).orElse(ending)
                        : ending;
        progress.end(known);
        ExitCode code = known.exitCode();
        return (code == ExitCode.SEEDED && console.hasLostNotes() ? ExitCode.STORAGE : code).code();
    }

    /** What went wrong stands apart from the lines of the steps. */
    private void setApart(Ending ending) {
        switch (display.progress()) {
            case AUTO, BAR, PLAIN -> {
                if (!ending.failures().isEmpty()) {
                    console.note("");
                }
            }
            case JSON, NONE -> {}
        }
    }

    private int tell(Ending ending, Consumer<Ending> deliver) {
        if (!ending.failures().isEmpty()) {
            console.note(FailureText.of(ending));
        }
        deliver.accept(ending);
        return ending.exitCode().code();
    }
}
