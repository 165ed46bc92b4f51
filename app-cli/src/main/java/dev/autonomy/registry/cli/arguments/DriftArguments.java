package dev.autonomy.registry.cli.arguments;

import dev.autonomy.registry.cli.arguments.SeedInvocation.Display;
import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.cli.wiring.Setup;
import dev.autonomy.registry.drift.DriftRequest.Depth;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Registry;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.ExitCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.ParseResult;

/** Reads the options of {@code registry drift} and applies its usage rules (spec 7.3). */
public final class DriftArguments {

    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,2}");

    /** What shells and systems do not use for themselves, and no other kind of end has. */
    private static final int LEAST_DRIFT_CODE = 20;

    private static final int MOST_DRIFT_CODE = 125;

    private final OptionReader options;
    private final Map<String, String> environment;

    private DriftArguments(OptionReader options, Map<String, String> environment) {
        this.options = options;
        this.environment = environment;
    }

    /** Reads the innermost result; what the parser found wrong is asked of the whole. */
    public static Reading<DriftInvocation> read(
            ParseResult whole, ParseResult drift, Map<String, String> environment) {
        return new DriftArguments(new OptionReader(whole, drift), environment).read();
    }

    private Reading<DriftInvocation> read() {
        Optional<Path> lock = options.requiredPath(Option.LOCK);
        Optional<Registry> registry = options.value(Option.REGISTRY, Registry::parse);
        Optional<TrustPolicy.Checked> trust = TrustOptions.wished(options, environment);
        int driftCode =
                options.value(Option.DRIFT_EXIT_CODE, DriftArguments::driftCode)
                        .orElse(ExitCode.DRIFT.code());
        Setup setup = options.setup();
        Display display = options.display();
        return lock.isPresent() && options.problems().isEmpty()
                ? new Reading.Sound<>(
                        new DriftInvocation(
                                lock.get(),
                                registry,
                                options.has(Option.DEEP) ? Depth.BYTES : Depth.PRESENCE,
                                trust,
                                driftCode,
                                setup,
                                display))
                : new Reading.Unsound<>(
                        Ending.misused(options.problems(), Grammar.DRIFT_HELP), display);
    }

    private static int driftCode(String text) throws InvalidInput {
        int code = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (code != 0 && (code < LEAST_DRIFT_CODE || code > MOST_DRIFT_CODE)) {
            throw new InvalidInput(
                    "Number",
                    "\"" + text + "\"",
                    "Give 0, or a number from "
                            + LEAST_DRIFT_CODE
                            + " to "
                            + MOST_DRIFT_CODE
                            + ".");
        }
        return code;
    }
}
