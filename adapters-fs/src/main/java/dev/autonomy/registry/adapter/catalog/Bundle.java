package dev.autonomy.registry.adapter.catalog;

import dev.autonomy.registry.catalog.BundleName;
import dev.autonomy.registry.catalog.CatalogEntry;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.TrustPolicy;
import java.util.Optional;

/** One bundle of the file that has a name, a source and a destination. */
record Bundle(CatalogEntry entry, Section section) {

    /**
     * Stands in for a trust that could not be read, so that all else is judged nevertheless; no
     * bundle could be verified by it.
     */
    private static final TrustPolicy UNDECIDED =
            new TrustPolicy.ByKey("", new Freshness.NotOlderThan(Freshness.DEFAULT_MAX_AGE));

    /** Says what is wrong with the bundle; empty where too little of it is right. */
    static Optional<Bundle> read(
            Section section, Route.Registries registries, Asked asked, CatalogOptions options) {
        Route route = Route.read(section, registries);
        TrustPolicy trust = trust(section, asked, options);
        Optional<BundleName> name = name(section, route);
        if (route.from().isEmpty() || route.to().isEmpty()) {
            return Optional.empty();
        }
        SeedRequest request =
                new SeedRequest(
                        route.from().get(), route.to().get(), asked.sidecars(options), trust);
        Key destination = section.has(Key.TO) ? Key.TO : Key.FROM;
        request.problems().forEach(problem -> section.refuse(destination, problem.getMessage()));
        return name.filter(_ -> request.problems().isEmpty())
                .map(each -> new Bundle(new CatalogEntry(each, request), section));
    }

    private static TrustPolicy trust(Section section, Asked asked, CatalogOptions options) {
        if (options.trust().isEmpty() && asked.trust() instanceof Given.Nothing<TrustPolicy>) {
            section.refuseWhole(
                    "Nothing says whom to trust for this bundle. Give it a pubKey, or "
                            + "certificateIdentity, certificateOidcIssuer and trustedRoot, here or"
                            + " under defaults.");
        }
        return options.trust()
                .or(asked.trust()::usable)
                .orElse(UNDECIDED)
                .with(asked.freshness(options));
    }

    private static Optional<BundleName> name(Section section, Route route) {
        if (section.has(Key.NAME)) {
            return section.value(Key.NAME, BundleName::parse).usable();
        }
        return route.from()
                .flatMap(from -> route.to().flatMap(to -> derivedName(section, from, to)));
    }

    private static Optional<BundleName> derivedName(
            Section section, Reference from, Reference.Tagged to) {
        try {
            return Optional.of(BundleName.of(from, to));
        } catch (InvalidInput e) {
            section.refuse(
                    Key.FROM,
                    "The name made of path and tag cannot be used. "
                            + e.getMessage()
                            + " Write one behind name.");
            return Optional.empty();
        }
    }
}
