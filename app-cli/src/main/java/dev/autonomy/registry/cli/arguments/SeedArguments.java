package dev.autonomy.registry.cli.arguments;

import dev.autonomy.registry.cli.arguments.SeedInvocation.Display;
import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.cli.wiring.Setup;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.TrustPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * Reads the options of {@code registry seed} and applies its usage rules (spec 1.2): every problem
 * is found, and nothing outside the command line is looked at.
 */
public final class SeedArguments {

    private final OptionReader options;
    private final Map<String, String> environment;

    private SeedArguments(OptionReader options, Map<String, String> environment) {
        this.options = options;
        this.environment = environment;
    }

    /** Reads the innermost result; what the parser found wrong is asked of the whole. */
    public static Reading<SeedInvocation> read(
            ParseResult whole, ParseResult seed, Map<String, String> environment) {
        return new SeedArguments(new OptionReader(whole, seed), environment).read();
    }

    private Reading<SeedInvocation> read() {
        Optional<Reference> from = options.required(Option.FROM, Reference::parse);
        Optional<Reference.Tagged> to = options.required(Option.TO, Reference::parseDestination);
        Optional<TrustPolicy> trust = TrustOptions.skippable(options, environment);
        Path out = options.path(Option.OUT).orElse(Path.of("."));
        Setup setup = options.setup();
        Display display = options.display();
        Optional<SeedRequest> request = request(from, to, trust);
        return request.isPresent() && options.problems().isEmpty()
                ? new Reading.Sound<>(
                        new SeedInvocation(request.get(), setup, out, options.extent(), display))
                : new Reading.Unsound<>(
                        Ending.misused(options.problems(), Grammar.SEED_HELP), display);
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
                        options.sidecars(),
                        trust.orElse(new TrustPolicy.Skipped("not decided")));
        request.problems()
                .forEach(problem -> options.refuse(subject(problem), problem.getMessage()));
        return Optional.of(request);
    }

    /** The options behind what the request calls by its own words. */
    private static String subject(InvalidInput problem) {
        return switch (problem.part()) {
            case "Destination" -> OptionReader.flags(List.of(Option.FROM, Option.TO));
            default -> Option.COPY_POLICY.flag();
        };
    }
}
