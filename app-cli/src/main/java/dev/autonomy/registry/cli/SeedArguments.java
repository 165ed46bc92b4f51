package dev.autonomy.registry.cli;

import dev.autonomy.registry.adapter.registry.PlainHttp;
import dev.autonomy.registry.cli.SeedInvocation.Detail;
import dev.autonomy.registry.cli.SeedInvocation.Display;
import dev.autonomy.registry.cli.SeedInvocation.Extent;
import dev.autonomy.registry.cli.console.ProgressMode;
import dev.autonomy.registry.cli.text.UsageProblem;
import dev.autonomy.registry.cli.wiring.Setup;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ParseResult;

/**
 * Reads the options of {@code registry seed} and applies its usage rules (spec 1.2): every problem
 * is found, and nothing outside the command line is looked at.
 */
final class SeedArguments {

    private static final Duration MAX_AGE = Duration.ofHours(8760);
    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(60);
    private static final String TRUST_TIME = "AUTONOMY_TRUST_TIME";

    private final ParseResult parsed;
    private final Map<String, String> environment;
    private final List<UsageProblem> problems = new ArrayList<>();

    private SeedArguments(ParseResult whole, ParseResult parsed, Map<String, String> environment) {
        this.parsed = parsed;
        this.environment = environment;
        problems.addAll(UsageErrors.of(whole));
    }

    /** What became of the command line; how to show it is known in both cases. */
    sealed interface Reading {
        Display display();

        record Sound(SeedInvocation invocation) implements Reading {
            @Override
            public Display display() {
                return invocation.display();
            }
        }

        record Unsound(List<UsageProblem> problems, Display display) implements Reading {}
    }

    /** Reads the innermost result; what the parser found wrong is asked of the whole. */
    static Reading read(ParseResult whole, ParseResult seed, Map<String, String> environment) {
        return new SeedArguments(whole, seed, environment).read();
    }

    private Reading read() {
        Optional<Reference> from = reference(SeedOption.FROM, Reference::parse);
        Optional<Reference.Tagged> to = reference(SeedOption.TO, Reference::parseDestination);
        Optional<TrustPolicy> trust = trust();
        Setup setup =
                new Setup(
                        path(SeedOption.OUT).orElse(Path.of(".")),
                        path(SeedOption.AUTHFILE),
                        has(SeedOption.ALLOW_INSECURE_REGISTRY)
                                ? PlainHttp.PERMITTED
                                : PlainHttp.LOOPBACK_ONLY,
                        duration(SeedOption.STALL_TIMEOUT, STALL_TIMEOUT));
        Display display =
                new Display(
                        choice(SeedOption.OUTPUT, OutputFormat.values(), OutputFormat.TEXT),
                        choice(SeedOption.PROGRESS, ProgressMode.values(), ProgressMode.AUTO),
                        has(SeedOption.DEBUG) ? Detail.DEBUG : Detail.PLAIN);
        Optional<SeedRequest> request = request(from, to, trust);
        return request.isPresent() && problems.isEmpty()
                ? new Reading.Sound(
                        new SeedInvocation(
                                request.get(),
                                setup,
                                has(SeedOption.DRY_RUN) ? Extent.DRY_RUN : Extent.WHOLE,
                                display))
                : new Reading.Unsound(List.copyOf(problems), display);
    }

    private Optional<SeedRequest> request(
            Optional<Reference> from, Optional<Reference.Tagged> to, Optional<TrustPolicy> trust) {
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        // What does not fit together is said whatever the trust is going to be.
        SeedRequest request =
                new SeedRequest(
                        from.get(),
                        to.get(),
                        has(SeedOption.COPY_POLICY)
                                ? SidecarPolicy.WITH_SIDECARS
                                : SidecarPolicy.IMAGE_ONLY,
                        trust.orElse(new TrustPolicy.Skipped("not decided")));
        request.problems().forEach(problem -> add(subject(problem), problem.getMessage()));
        return Optional.of(request);
    }

    /** The options behind what the request calls by its own words. */
    private static String subject(InvalidInput problem) {
        return switch (problem.part()) {
            case "Destination" -> flags(SeedOption.FROM, SeedOption.TO);
            default -> SeedOption.COPY_POLICY.flag();
        };
    }

    private Optional<TrustPolicy> trust() {
        Freshness freshness = freshness();
        Optional<Path> key = path(SeedOption.PUB_KEY);
        boolean isSkipped = has(SeedOption.SKIP_VERIFY);
        if (has(SeedOption.PUB_KEY) == isSkipped) {
            add(
                    flags(SeedOption.PUB_KEY, SeedOption.SKIP_VERIFY),
                    isSkipped
                            ? "exclude each other: give exactly one of them."
                            : "give exactly one of them: the key the bundle must be signed with, or, for"
                                    + " development only, no verification.");
            return Optional.empty();
        }
        return isSkipped
                ? Optional.of(new TrustPolicy.Skipped(SeedOption.SKIP_VERIFY.flag()))
                : key.map(file -> new TrustPolicy.ByKey(file.toString(), freshness));
    }

    private Freshness freshness() {
        Freshness checked = new Freshness.NotOlderThan(duration(SeedOption.MAX_AGE, MAX_AGE));
        return switch (environment.getOrDefault(TRUST_TIME, "true")) {
            case "true" -> checked;
            case "false" -> new Freshness.Unchecked();
            default -> {
                add(TRUST_TIME, "is neither true nor false.");
                yield checked;
            }
        };
    }

    /** A method that reads text and refuses what it cannot read. */
    @FunctionalInterface
    private interface Parser<T> {
        T parse(String text) throws InvalidInput;
    }

    private <T> Optional<T> reference(SeedOption option, Parser<T> parser) {
        if (!has(option)) {
            if (problems.stream().noneMatch(each -> each.subject().equals(option.flag()))) {
                add(option.flag(), "is missing.");
            }
            return Optional.empty();
        }
        return parsed(option, parser);
    }

    private Duration duration(SeedOption option, Duration otherwise) {
        return parsed(option, GoDuration::parsePositive).orElse(otherwise);
    }

    private Optional<Path> path(SeedOption option) {
        return parsed(option, SeedArguments::path);
    }

    /** Text that is one of our own options is an option whose value was forgotten before it. */
    private static Path path(String text) throws InvalidInput {
        if (SeedOption.named(text).isPresent()) {
            throw new InvalidInput(
                    "Path",
                    "the option " + text,
                    "Give a path before it; a file of that name is ./" + text + ".");
        }
        if (text.isEmpty()) {
            throw new InvalidInput("Path", "empty", "Give a path.");
        }
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidInput(
                    "Path", e.getReason(), e.getIndex() + 1, "Give a path of this machine.");
        }
    }

    private <E extends Enum<E>> E choice(SeedOption option, E[] choices, E otherwise) {
        return parsed(option, text -> choice(text, choices)).orElse(otherwise);
    }

    private static <E extends Enum<E>> E choice(String text, E[] choices) throws InvalidInput {
        for (E choice : choices) {
            if (word(choice).equals(text)) {
                return choice;
            }
        }
        String words =
                Arrays.stream(choices).map(SeedArguments::word).collect(Collectors.joining(", "));
        throw new InvalidInput("Choice", "\"" + text + "\"", "Give one of " + words + ".");
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    private <T> Optional<T> parsed(SeedOption option, Parser<T> parser) {
        if (!has(option)) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.parse(parsed.matchedOptionValue(option.flag(), "")));
        } catch (InvalidInput e) {
            add(option.flag(), e.getMessage());
            return Optional.empty();
        }
    }

    private boolean has(SeedOption option) {
        return parsed.hasMatchedOption(option.flag());
    }

    private static String flags(SeedOption... options) {
        return Arrays.stream(options).map(SeedOption::flag).collect(Collectors.joining(", "));
    }

    private void add(String subject, String sentence) {
        problems.add(new UsageProblem(subject, sentence));
    }
}
