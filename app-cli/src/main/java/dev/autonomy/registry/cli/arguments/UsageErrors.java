package dev.autonomy.registry.cli.arguments;

import dev.autonomy.registry.cli.text.UsageProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** What the parser found wrong, in this product's words. */
public final class UsageErrors {

    private UsageErrors() {}

    /** The problems at every level of the command line, each once. */
    public static List<UsageProblem> of(ParseResult parsed) {
        List<UsageProblem> problems = new ArrayList<>();
        for (Optional<ParseResult> level = Optional.of(parsed);
                level.isPresent();
                level = Optional.ofNullable(level.get().subcommand())) {
            for (Exception error : level.get().errors()) {
                UsageProblem problem = problem(error);
                if (!problems.contains(problem)) {
                    problems.add(problem);
                }
            }
        }
        return problems;
    }

    private static UsageProblem problem(Exception error) {
        return switch (error) {
            case UnmatchedArgumentException unmatched -> unmatched(unmatched);
            case MissingParameterException missing ->
                    new UsageProblem(
                            missing.getMissing().stream()
                                    .map(UsageErrors::name)
                                    .collect(Collectors.joining(", ")),
                            "needs a value.");
            case OverwrittenOptionException overwritten ->
                    new UsageProblem(name(overwritten.getOverwritten()), "is given twice.");
            case ParameterException other ->
                    new UsageProblem(
                            Optional.ofNullable(other.getArgSpec())
                                    .map(UsageErrors::name)
                                    .orElse("command line"),
                            other.getMessage());
            default -> throw new IllegalStateException("not a parser's error", error);
        };
    }

    private static UsageProblem unmatched(UnmatchedArgumentException unmatched) {
        String argument = unmatched.getUnmatched().getFirst();
        List<String> suggestions =
                unmatched.getSuggestions().stream().map(each -> "\"" + each + "\"").toList();
        String kind = unmatched.isUnknownOption() ? "is not an option" : "is not expected here";
        String suggestion =
                suggestions.isEmpty()
                        ? ""
                        : "; did you mean " + String.join(" or ", suggestions) + "?";
        return new UsageProblem(
                "\"" + argument + "\"", kind + (suggestion.isEmpty() ? "." : suggestion));
    }

    private static String name(ArgSpec spec) {
        return spec instanceof OptionSpec option ? option.longestName() : spec.paramLabel();
    }
}
