package dev.autonomy.registry.cli;

import dev.autonomy.registry.cli.arguments.CatalogArguments;
import dev.autonomy.registry.cli.arguments.CatalogInvocation;
import dev.autonomy.registry.cli.arguments.DriftArguments;
import dev.autonomy.registry.cli.arguments.Grammar;
import dev.autonomy.registry.cli.arguments.Reading;
import dev.autonomy.registry.cli.arguments.SeedArguments;
import dev.autonomy.registry.cli.arguments.SeedInvocation.Display;
import dev.autonomy.registry.cli.arguments.SyncArguments;
import dev.autonomy.registry.cli.arguments.UsageErrors;
import dev.autonomy.registry.cli.arguments.VerifyArguments;
import dev.autonomy.registry.cli.console.Console;
import dev.autonomy.registry.cli.console.JsonResult;
import dev.autonomy.registry.cli.console.Progress;
import dev.autonomy.registry.cli.console.ProgressMode;
import dev.autonomy.registry.cli.demo.Demo;
import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.cli.text.FailureText;
import dev.autonomy.registry.cli.text.UsageProblem;
import dev.autonomy.registry.cli.wiring.Workplace;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.ExitCode;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToIntBiFunction;
import java.util.function.ToIntFunction;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/**
 * The autonomy command without its process: runs one command line and answers with the exit code.
 * An interrupt of the calling thread cancels it.
 */
public final class Autonomy {

    private final Surroundings surroundings;
    private final CommandContext context;
    private final Console console;
    private final ToolVersion product;

    /** For whoever lets no thread of it end unseen. */
    public Autonomy(Surroundings surroundings, ToolVersion product, Workplace.Opener workplaces) {
        this(surroundings, product, workplaces, Optional::empty);
    }

    /**
     * @param breakdown why it was interrupted, where that is no cancellation
     */
    Autonomy(
            Surroundings surroundings,
            ToolVersion product,
            Workplace.Opener workplaces,
            Supplier<Optional<Throwable>> breakdown) {
        this.surroundings = surroundings;
        this.product = product;
        console =
                new Console(
                        surroundings.out(),
                        surroundings.err(),
                        surroundings.screen(),
                        surroundings.environment());
        context = new CommandContext(console, product, surroundings.clock(), workplaces, breakdown);
    }

    /** Answers the most frequent question without loading the grammar, which takes longer. */
    public int run(String... arguments) {
        int status = ending(arguments);
        return status == ExitCode.SEEDED.code()
                ? console.lost().map(this::tellOfLoss).orElse(status)
                : status;
    }

    private int tellOfLoss(String why) {
        Ending lost = Ending.undelivered(why);
        console.note(FailureText.of(lost));
        return lost.exitCode().code();
    }

    private int ending(String... arguments) {
        try {
            return List.of(arguments).equals(List.of("--version"))
                    ? tellVersion()
                    : interpret(arguments);
        } catch (RuntimeException | Error bug) {
            return tellOf(Ending.broken(bug), List.of(arguments));
        }
    }

    /** In the form that was asked for, as far as the bare command line shows it. */
    private int tellOf(Ending ending, List<String> arguments) {
        String line = String.join(" ", arguments).replace('=', ' ');
        if (line.contains("--progress json")) {
            Progress.begin(ProgressMode.JSON, console, product, surroundings.clock()).end(ending);
        } else {
            console.note(FailureText.of(ending));
        }
        if (line.contains("--output json")) {
            JsonResult.print(console, ending, product);
        }
        return ending.exitCode().code();
    }

    private int tellVersion() {
        console.explanation(product.name() + " " + product.version());
        return ExitCode.SEEDED.code();
    }

    private int interpret(String... arguments) {
        CommandLine grammar = Grammar.commandLine();
        ParseResult parsed = grammar.parseArgs(arguments);
        ParseResult last = innermost(parsed);
        CommandLine command = last.commandSpec().commandLine();
        if (last.isUsageHelpRequested()) {
            console.explanation(Grammar.help(command));
            return ExitCode.SEEDED.code();
        }
        if (parsed.isVersionHelpRequested()) {
            return tellVersion();
        }
        return switch (command.getCommandName()) {
            case "seed" -> seed(parsed, last);
            case "seed-catalog" ->
                    bring(
                            CatalogArguments.read(
                                    parsed, last, surroundings.environment(), surroundings.in()));
            case "sync" -> bring(SyncArguments.read(parsed, last, surroundings.environment()));
            case "drift" -> drift(parsed, last);
            case "verify" -> verify(parsed, last);
            case "demo" -> whenSound(parsed, command, () -> demo(last));
            case "completion" -> whenSound(parsed, command, () -> complete(grammar));
            default -> whenSound(parsed, command, () -> explain(command));
        };
    }

    private int seed(ParseResult parsed, ParseResult seed) {
        SeedCommand command = new SeedCommand(context);
        return done(
                SeedArguments.read(parsed, seed, surroundings.environment()),
                command::run,
                command::refuse);
    }

    private int bring(Reading<CatalogInvocation> reading) {
        CatalogCommand command = new CatalogCommand(context);
        return done(reading, command::run, command::refuse);
    }

    private int verify(ParseResult parsed, ParseResult verify) {
        VerifyCommand command = new VerifyCommand(context);
        return done(
                VerifyArguments.read(parsed, verify, surroundings.environment()),
                command::run,
                command::refuse);
    }

    private int drift(ParseResult parsed, ParseResult drift) {
        DriftCommand command = new DriftCommand(context);
        return done(
                DriftArguments.read(parsed, drift, surroundings.environment()),
                command::run,
                command::refuse);
    }

    private static <T> int done(
            Reading<T> reading, ToIntFunction<T> run, ToIntBiFunction<Ending, Display> refuse) {
        return switch (reading) {
            case Reading.Sound<T>(var invocation) -> run.applyAsInt(invocation);
            case Reading.Unsound<T>(var ending, var display) -> refuse.applyAsInt(ending, display);
        };
    }

    private int whenSound(ParseResult parsed, CommandLine command, IntSupplier work) {
        List<UsageProblem> problems = UsageErrors.of(parsed);
        if (problems.isEmpty()) {
            return work.getAsInt();
        }
        String help = command.getCommandSpec().qualifiedName() + " --help";
        console.note(FailureText.of(Ending.misused(problems, help)));
        return ExitCode.USAGE.code();
    }

    private int demo(ParseResult options) {
        Demo demo = new Demo(console, surroundings.clock(), context.workplaces(), this::run);
        return demo.run(
                        surroundings.environment().getOrDefault("PATH", ""),
                        surroundings.temporaryFolder(),
                        options.hasMatchedOption("--keep")
                                ? Demo.Leftovers.KEPT
                                : Demo.Leftovers.REMOVED)
                .code();
    }

    private int complete(CommandLine grammar) {
        console.document(AutoComplete.bash(product.name(), grammar));
        return ExitCode.SEEDED.code();
    }

    /** A command that only groups others was not what the user meant, so it explains itself. */
    private int explain(CommandLine command) {
        console.explanation(Grammar.help(command));
        return ExitCode.USAGE.code();
    }

    private static ParseResult innermost(ParseResult parsed) {
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return last;
    }
}
