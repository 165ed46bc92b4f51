package dev.autonomy.registry.cli.arguments;

import dev.autonomy.registry.adapter.transport.PlainHttp;
import dev.autonomy.registry.cli.arguments.SeedInvocation.Detail;
import dev.autonomy.registry.cli.arguments.SeedInvocation.Display;
import dev.autonomy.registry.cli.arguments.SeedInvocation.Extent;
import dev.autonomy.registry.cli.console.ProgressMode;
import dev.autonomy.registry.cli.text.UsageProblem;
import dev.autonomy.registry.cli.wiring.Setup;
import dev.autonomy.registry.model.GoDuration;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.SidecarPolicy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ParseResult;

/**
 * Reads the options of one command one by one and keeps every problem it meets, in the order it
 * meets them. Nothing outside the command line is looked at.
 */
final class OptionReader {

    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(60);

    private final ParseResult parsed;
    private final List<UsageProblem> problems = new ArrayList<>();

    /** Reads the innermost result; what the parser found wrong is asked of the whole. */
    OptionReader(ParseResult whole, ParseResult innermost) {
        parsed = innermost;
        problems.addAll(UsageErrors.of(whole));
    }

    /** A method that reads text and refuses what it cannot read. */
    @FunctionalInterface
    interface Parser<T> {
        T parse(String text) throws InvalidInput;
    }

    List<UsageProblem> problems() {
        return List.copyOf(problems);
    }

    void refuse(String subject, String sentence) {
        problems.add(new UsageProblem(subject, sentence));
    }

    boolean has(Option option) {
        return parsed.hasMatchedOption(option.flag());
    }

    <T> Optional<T> value(Option option, Parser<T> parser) {
        return has(option)
                ? read(option.flag(), parsed.matchedOptionValue(option.flag(), ""), parser)
                : Optional.empty();
    }

    /** The same of an option that has to be there. */
    <T> Optional<T> required(Option option, Parser<T> parser) {
        if (!has(option)) {
            refuseAbsent(option.flag());
        }
        return value(option, parser);
    }

    /** Each of the items of an option that may be repeated and has commas between them. */
    <T> List<T> items(Option option, Parser<T> parser) {
        if (!has(option)) {
            refuseAbsent(option.flag());
            return List.of();
        }
        List<String> given = parsed.matchedOptionValue(option.flag(), List.of());
        return given.stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .flatMap(item -> read(option.flag(), item.strip(), parser).stream())
                .toList();
    }

    /** The one argument that is no option, which has to be there. */
    <T> Optional<T> argument(String name, Parser<T> parser) {
        Optional<String> text = Optional.ofNullable(parsed.matchedPositionalValue(0, null));
        if (text.isEmpty()) {
            refuseAbsent(name);
        }
        return text.flatMap(given -> read(name, given, parser));
    }

    private void refuseAbsent(String name) {
        if (problems.stream().noneMatch(each -> each.subject().equals(name))) {
            refuse(name, "is missing.");
        }
    }

    private <T> Optional<T> read(String name, String text, Parser<T> parser) {
        try {
            return Optional.of(parser.parse(text));
        } catch (InvalidInput e) {
            refuse(name, e.getMessage());
            return Optional.empty();
        }
    }

    Duration duration(Option option, Duration otherwise) {
        return value(option, GoDuration::parsePositive).orElse(otherwise);
    }

    Optional<String> text(Option option) {
        return value(option, text -> given("Text", text));
    }

    Optional<Path> path(Option option) {
        return value(option, OptionReader::path);
    }

    /** The same of a path that has to be given. */
    Optional<Path> requiredPath(Option option) {
        return required(option, OptionReader::path);
    }

    private static Path path(String text) throws InvalidInput {
        try {
            return Path.of(given("Path", text));
        } catch (InvalidPathException e) {
            throw new InvalidInput(
                    "Path", e.getReason(), e.getIndex() + 1, "Give a path of this machine.");
        }
    }

    /** A path, or the dash that means a standard stream. */
    static String fileOrDash(String text) throws InvalidInput {
        return path(text).toString();
    }

    /** Text that is one of our own options is an option whose value was forgotten before it. */
    private static String given(String part, String text) throws InvalidInput {
        if (Option.named(text).isPresent()) {
            throw new InvalidInput(
                    part,
                    "the option " + text,
                    "Give a value before it; a file of that name is ./" + text + ".");
        }
        if (text.isEmpty()) {
            throw new InvalidInput(part, "empty", "Leave the option out, or give it a value.");
        }
        return text;
    }

    <E extends Enum<E>> E choice(Option option, E[] choices, E otherwise) {
        return value(option, text -> choice(text, choices)).orElse(otherwise);
    }

    private static <E extends Enum<E>> E choice(String text, E[] choices) throws InvalidInput {
        for (E choice : choices) {
            if (word(choice).equals(text)) {
                return choice;
            }
        }
        String words =
                Arrays.stream(choices).map(OptionReader::word).collect(Collectors.joining(", "));
        throw new InvalidInput("Choice", "\"" + text + "\"", "Give one of " + words + ".");
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /** Credentials and the link, as every command that seeds is told. */
    Setup setup() {
        return new Setup(
                path(Option.AUTHFILE),
                plainHttp(),
                duration(Option.STALL_TIMEOUT, STALL_TIMEOUT),
                value(Option.WAIT_FOR_LINK, GoDuration::parseNotNegative).orElse(Duration.ZERO));
    }

    Display display() {
        return new Display(
                choice(Option.OUTPUT, OutputFormat.values(), OutputFormat.TEXT),
                choice(Option.PROGRESS, ProgressMode.values(), ProgressMode.AUTO),
                has(Option.DEBUG) ? Detail.DEBUG : Detail.PLAIN);
    }

    Extent extent() {
        return has(Option.DRY_RUN) ? Extent.DRY_RUN : Extent.WHOLE;
    }

    SidecarPolicy sidecars() {
        return has(Option.COPY_POLICY) ? SidecarPolicy.WITH_SIDECARS : SidecarPolicy.IMAGE_ONLY;
    }

    PlainHttp plainHttp() {
        return has(Option.ALLOW_INSECURE_REGISTRY) ? PlainHttp.PERMITTED : PlainHttp.LOOPBACK_ONLY;
    }

    /** The options' names, as the subject of a problem. */
    static String flags(List<Option> options) {
        return options.stream().map(Option::flag).collect(Collectors.joining(", "));
    }
}
