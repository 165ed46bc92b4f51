package dev.autonomy.registry.cli.arguments;

import dev.autonomy.registry.adapter.catalog.CatalogFile;
import dev.autonomy.registry.adapter.catalog.CatalogOptions;
import dev.autonomy.registry.adapter.catalog.CatalogReading;
import dev.autonomy.registry.catalog.CatalogPolicy;
import dev.autonomy.registry.cli.arguments.SeedInvocation.Display;
import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.cli.text.UsageProblem;
import dev.autonomy.registry.cli.wiring.Setup;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.Obstacle;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * Reads the options of {@code registry seed-catalog} and then the catalog that they name (spec
 * 7.1): every problem of the one is found, and where it has none, every problem of the other.
 */
public final class CatalogArguments {

    private static final String STANDARD_INPUT = "-";

    private final OptionReader options;
    private final Map<String, String> environment;
    private final InputStream in;

    private CatalogArguments(
            OptionReader options, Map<String, String> environment, InputStream in) {
        this.options = options;
        this.environment = environment;
        this.in = in;
    }

    /**
     * Reads the innermost result; what the parser found wrong is asked of the whole.
     *
     * @param in where a catalog called {@code -} comes from
     */
    public static Reading<CatalogInvocation> read(
            ParseResult whole,
            ParseResult catalog,
            Map<String, String> environment,
            InputStream in) {
        return new CatalogArguments(new OptionReader(whole, catalog), environment, in).read();
    }

    /** What a failure stops, and how many bundles move at the same time. */
    static CatalogPolicy policy(OptionReader options) {
        return new CatalogPolicy(
                options.has(Option.KEEP_GOING)
                        ? CatalogPolicy.AfterFailure.GO_ON
                        : CatalogPolicy.AfterFailure.STOP,
                options.value(Option.PARALLEL, CatalogArguments::atOnce)
                        .orElse(CatalogPolicy.DEFAULT_AT_ONCE));
    }

    private static int atOnce(String text) throws InvalidInput {
        boolean isNumber =
                text.length() < 3
                        && !text.isEmpty()
                        && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int number = isNumber ? Integer.parseInt(text) : 0;
        if (number < 1 || number > CatalogPolicy.MAX_AT_ONCE) {
            throw new InvalidInput(
                    "Number",
                    "\"" + text + "\"",
                    "Give a number from 1 to " + CatalogPolicy.MAX_AT_ONCE + ".");
        }
        return number;
    }

    private Reading<CatalogInvocation> read() {
        Optional<String> file = options.required(Option.CATALOG, OptionReader::fileOrDash);
        Freshness freshness = TrustOptions.freshness(options, environment);
        Optional<TrustPolicy> trust = TrustOptions.ofAll(options, freshness);
        CatalogOptions ofAll =
                new CatalogOptions(
                        trust,
                        maxAge(freshness),
                        options.has(Option.COPY_POLICY)
                                ? Optional.of(SidecarPolicy.WITH_SIDECARS)
                                : Optional.empty(),
                        trustTime(freshness));
        Path out = options.path(Option.OUT).orElse(Path.of("."));
        CatalogPolicy policy = policy(options);
        Setup setup = options.setup();
        Display display = options.display();
        if (!options.problems().isEmpty()) {
            return new Reading.Unsound<>(
                    Ending.misused(options.problems(), Grammar.SEED_CATALOG_HELP), display);
        }
        try {
            return switch (catalog(file.orElseThrow(), ofAll)) {
                case CatalogReading.Sound(var catalog) ->
                        new Reading.Sound<>(
                                new CatalogInvocation(
                                        catalog, policy, setup, out, options.extent(), display));
                case CatalogReading.Unsound unsound ->
                        new Reading.Unsound<>(
                                Ending.unreadableCatalog(
                                        problems(file.orElseThrow(), unsound),
                                        Grammar.SEED_CATALOG_HELP),
                                display);
            };
        } catch (Obstacle.StorageFailed unreadable) {
            return new Reading.Unsound<>(Ending.withoutCatalog(unreadable), display);
        } catch (InterruptedException _) {
            return new Reading.Unsound<>(Ending.cancelled(), display);
        }
    }

    private CatalogReading catalog(String file, CatalogOptions ofAll)
            throws Obstacle.StorageFailed, InterruptedException {
        return file.equals(STANDARD_INPUT)
                ? CatalogFile.read(in, Path.of(""), ofAll)
                : CatalogFile.read(Path.of(file), ofAll);
    }

    /** What was given; freshness has been read from it. */
    private Optional<Duration> maxAge(Freshness freshness) {
        return options.has(Option.MAX_AGE) && freshness instanceof Freshness.NotOlderThan(var age)
                ? Optional.of(age)
                : Optional.empty();
    }

    private static CatalogOptions.TrustTime trustTime(Freshness freshness) {
        return switch (freshness) {
            case Freshness.NotOlderThan _ -> CatalogOptions.TrustTime.CHECKED;
            case Freshness.Unchecked() -> CatalogOptions.TrustTime.UNCHECKED;
        };
    }

    private static List<UsageProblem> problems(String file, CatalogReading.Unsound unsound) {
        String name = file.equals(STANDARD_INPUT) ? "standard input" : file;
        return unsound.problems().stream()
                .map(
                        each ->
                                new UsageProblem(
                                        name + ":" + each.line() + ":" + each.column(),
                                        each.sentence()))
                .toList();
    }
}
