package dev.autonomy.registry.adapter.catalog;

import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.GoDuration;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import java.nio.file.Path;
import java.time.Duration;

/** What one mapping, the defaults or a bundle, asks of a bundle beside where it goes. */
record Asked(Given<SidecarPolicy> sidecars, Given<Duration> maxAge, Given<TrustPolicy> trust) {

    static final Asked NOTHING =
            new Asked(new Given.Nothing<>(), new Given.Nothing<>(), new Given.Nothing<>());

    static Asked read(Section section, Path folder, CatalogOptions options) {
        return new Asked(
                sidecars(section, options),
                maxAge(section, options),
                TrustKeys.read(section, folder, options.trust()));
    }

    private static Given<SidecarPolicy> sidecars(Section section, CatalogOptions options) {
        return switch (section.scalar(Key.COPY_POLICY)) {
            case Given.Nothing<Node.Text> _ -> new Given.Nothing<>();
            case Given.Unusable<Node.Text> _ -> new Given.Unusable<>();
            case Given.Value<Node.Text>(Node.Text text) -> {
                if (text.isPlain("true")) {
                    yield new Given.Value<>(SidecarPolicy.WITH_SIDECARS);
                }
                if (!text.isPlain("false")) {
                    section.refuse(
                            Key.COPY_POLICY, "copyPolicy is either true or false, without quotes.");
                    yield new Given.Unusable<>();
                }
                if (options.sidecars().isPresent()) {
                    section.refuse(
                            Key.COPY_POLICY,
                            "copyPolicy is false here, and the command line asks for the lock and"
                                    + " the policy of all bundles. Remove one of the two.");
                    yield new Given.Unusable<>();
                }
                yield new Given.Value<>(SidecarPolicy.IMAGE_ONLY);
            }
        };
    }

    private static Given<Duration> maxAge(Section section, CatalogOptions options) {
        if (section.has(Key.MAX_AGE) && options.maxAge().isPresent()) {
            section.refuse(
                    Key.MAX_AGE,
                    "maxAge stands here, and the command line gives one for all bundles. Remove one"
                            + " of the two.");
            return new Given.Unusable<>();
        }
        return section.value(Key.MAX_AGE, GoDuration::parsePositive);
    }

    /** This, and where it says nothing the other. */
    Asked or(Asked other) {
        return new Asked(
                sidecars.or(other.sidecars), maxAge.or(other.maxAge), trust.or(other.trust));
    }

    SidecarPolicy sidecars(CatalogOptions options) {
        return options.sidecars().or(sidecars::usable).orElse(SidecarPolicy.IMAGE_ONLY);
    }

    Freshness freshness(CatalogOptions options) {
        return switch (options.trustTime()) {
            case UNCHECKED -> new Freshness.Unchecked();
            case CHECKED ->
                    new Freshness.NotOlderThan(
                            options.maxAge().or(maxAge::usable).orElse(Freshness.DEFAULT_MAX_AGE));
        };
    }
}
