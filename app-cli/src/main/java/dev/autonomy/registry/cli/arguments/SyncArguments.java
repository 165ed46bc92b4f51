package dev.autonomy.registry.cli.arguments;

import dev.autonomy.registry.catalog.BundleName;
import dev.autonomy.registry.catalog.Catalog;
import dev.autonomy.registry.catalog.CatalogEntry;
import dev.autonomy.registry.cli.arguments.SeedInvocation.Display;
import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.cli.wiring.Setup;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Registry;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.TrustPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * Reads the options of {@code registry sync}, which make a catalog (spec 7.2): one bundle for each
 * repository, from the one registry to the same place in the other.
 */
public final class SyncArguments {

    private final OptionReader options;
    private final Map<String, String> environment;

    private SyncArguments(OptionReader options, Map<String, String> environment) {
        this.options = options;
        this.environment = environment;
    }

    /** Reads the innermost result; what the parser found wrong is asked of the whole. */
    public static Reading<CatalogInvocation> read(
            ParseResult whole, ParseResult sync, Map<String, String> environment) {
        return new SyncArguments(new OptionReader(whole, sync), environment).read();
    }

    private Reading<CatalogInvocation> read() {
        Optional<Registry> from = options.required(Option.FROM_REGISTRY, Registry::parse);
        Optional<Registry> to = options.required(Option.TO_REGISTRY, Registry::parse);
        List<String> repositories = options.items(Option.REPOS, SyncArguments::repository);
        Optional<TrustPolicy> trust = TrustOptions.skippable(options, environment);
        Path out = options.path(Option.OUT).orElse(Path.of("."));
        Setup setup = options.setup();
        Display display = options.display();
        Optional<Catalog> catalog = Optional.empty();
        if (options.problems().isEmpty()) {
            catalog =
                    catalog(
                            from.orElseThrow(),
                            to.orElseThrow(),
                            repositories,
                            trust.orElseThrow());
        }
        return catalog.isPresent()
                ? new Reading.Sound<>(
                        new CatalogInvocation(
                                catalog.get(),
                                CatalogArguments.policy(options),
                                setup,
                                out,
                                options.extent(),
                                display))
                : new Reading.Unsound<>(
                        Ending.misused(options.problems(), Grammar.SYNC_HELP), display);
    }

    private static String repository(String text) throws InvalidInput {
        if (text.isEmpty()) {
            throw new InvalidInput("Repository", "nothing between two commas", "Leave it out.");
        }
        if (text.contains("@")) {
            throw new InvalidInput(
                    "Repository",
                    "a digest",
                    text.indexOf('@') + 1,
                    "Name it with a tag; a catalog may pin digests (autonomy registry seed-catalog).");
        }
        return text;
    }

    private Optional<Catalog> catalog(
            Registry from, Registry to, List<String> repositories, TrustPolicy trust) {
        if (from.equals(to)) {
            options.refuse(
                    OptionReader.flags(List.of(Option.FROM_REGISTRY, Option.TO_REGISTRY)),
                    "are the same registry: there is nothing to bring.");
        }
        if (repositories.size() > Catalog.MAX_BUNDLES) {
            options.refuse(
                    Option.REPOS.flag(),
                    "names "
                            + repositories.size()
                            + " bundles; at most "
                            + Catalog.MAX_BUNDLES
                            + " are brought in one run.");
        }
        List<CatalogEntry> entries = new ArrayList<>();
        for (String each : repositories) {
            entry(from, to, each, trust).ifPresent(entries::add);
        }
        if (!options.problems().isEmpty()) {
            return Optional.empty();
        }
        Catalog catalog = new Catalog(entries);
        catalog.clashes()
                .forEach(
                        clash ->
                                options.refuse(
                                        Option.REPOS.flag(),
                                        repositories.get(clash.first())
                                                + " and "
                                                + repositories.get(clash.second())
                                                + " both want "
                                                + clash.over()
                                                + "."));
        return options.problems().isEmpty() ? Optional.of(catalog) : Optional.empty();
    }

    private Optional<CatalogEntry> entry(
            Registry from, Registry to, String repository, TrustPolicy trust) {
        try {
            Reference source = Reference.parse(from + "/" + repository);
            Reference.Tagged destination =
                    Reference.parseDestination(
                            to
                                    + "/"
                                    + source.repository().path()
                                    + ":"
                                    + source.tag().orElseThrow());
            SeedRequest request = new SeedRequest(source, destination, options.sidecars(), trust);
            request.problems().forEach(each -> refuse(repository, each));
            return Optional.of(new CatalogEntry(BundleName.of(source, destination), request));
        } catch (InvalidInput problem) {
            refuse(repository, problem);
            return Optional.empty();
        }
    }

    private void refuse(String repository, InvalidInput problem) {
        options.refuse(Option.REPOS.flag(), repository + ": " + problem.getMessage());
    }
}
