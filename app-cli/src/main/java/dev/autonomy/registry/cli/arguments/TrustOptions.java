package dev.autonomy.registry.cli.arguments;

import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.TrustPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads by whom a bundle must be signed: a key, an identity, or, where a command permits that,
 * nobody. Exactly one of them (spec 1.2).
 */
final class TrustOptions {

    private static final String TRUST_TIME = "AUTONOMY_TRUST_TIME";
    private static final List<Option> IDENTITY =
            List.of(
                    Option.CERTIFICATE_IDENTITY,
                    Option.CERTIFICATE_OIDC_ISSUER,
                    Option.TRUSTED_ROOT);

    private final OptionReader options;
    private final Freshness freshness;

    private TrustOptions(OptionReader options, Freshness freshness) {
        this.options = options;
        this.freshness = freshness;
    }

    private TrustOptions(OptionReader options, Map<String, String> environment) {
        this(options, freshness(options, environment));
    }

    /** What a command that always verifies was told. */
    static Optional<TrustPolicy.Checked> checked(
            OptionReader options, Map<String, String> environment) {
        TrustOptions trust = new TrustOptions(options, environment);
        List<Option> given = trust.given();
        if (given.isEmpty()) {
            options.refuse(
                    OptionReader.flags(List.of(Option.PUB_KEY, Option.CERTIFICATE_IDENTITY)),
                    "give exactly one of them: the key or the identity the bundle must be signed by.");
        }
        return trust.isOneKind(given) ? trust.signer(given) : Optional.empty();
    }

    /** What a command was told that verifies where that is asked for. */
    static Optional<TrustPolicy.Checked> wished(
            OptionReader options, Map<String, String> environment) {
        TrustOptions trust = new TrustOptions(options, environment);
        List<Option> given = trust.given();
        if (given.isEmpty() && options.has(Option.MAX_AGE)) {
            options.refuse(
                    Option.MAX_AGE.flag(),
                    "says how old a signature may be, which is looked at only with "
                            + Option.PUB_KEY.flag()
                            + " or "
                            + Option.CERTIFICATE_IDENTITY.flag()
                            + ".");
        }
        return trust.isOneKind(given) ? trust.signer(given) : Optional.empty();
    }

    /** What a command was told that verifies unless that is skipped. */
    static Optional<TrustPolicy> skippable(OptionReader options, Map<String, String> environment) {
        TrustOptions trust = new TrustOptions(options, environment);
        List<Option> given = trust.given();
        if (given.isEmpty()) {
            options.refuse(
                    OptionReader.flags(
                            List.of(
                                    Option.PUB_KEY,
                                    Option.CERTIFICATE_IDENTITY,
                                    Option.SKIP_VERIFY)),
                    "give exactly one of them: the key or the identity the bundle must be signed by,"
                            + " or, for development only, no verification.");
        }
        return trust.policy(given);
    }

    /** What a command was told for all bundles of a catalog; nothing where that is left to it. */
    static Optional<TrustPolicy> ofAll(OptionReader options, Freshness freshness) {
        TrustOptions trust = new TrustOptions(options, freshness);
        return trust.policy(trust.given());
    }

    private Optional<TrustPolicy> policy(List<Option> given) {
        if (!isOneKind(given)) {
            return Optional.empty();
        }
        return given.contains(Option.SKIP_VERIFY)
                ? Optional.of(new TrustPolicy.Skipped(Option.SKIP_VERIFY.flag()))
                : signer(given).map(each -> each);
    }

    /** The options given that decide about trust, in the order of the help. */
    private List<Option> given() {
        return Stream.of(
                        Stream.of(Option.PUB_KEY), IDENTITY.stream(), Stream.of(Option.SKIP_VERIFY))
                .flatMap(each -> each)
                .filter(options::has)
                .toList();
    }

    private boolean isOneKind(List<Option> given) {
        boolean isIdentity = IDENTITY.containsAll(given);
        if (given.size() > 1 && !isIdentity) {
            options.refuse(
                    OptionReader.flags(given),
                    "exclude each other: a bundle is verified by a key, by an identity, or not at all.");
        }
        return !given.isEmpty() && (given.size() == 1 || isIdentity);
    }

    private Optional<TrustPolicy.Checked> signer(List<Option> given) {
        return given.contains(Option.PUB_KEY)
                ? options.path(Option.PUB_KEY)
                        .map(file -> new TrustPolicy.ByKey(file.toString(), freshness))
                : identity();
    }

    private Optional<TrustPolicy.Checked> identity() {
        List<Option> missing = new ArrayList<>(IDENTITY);
        missing.removeIf(options::has);
        missing.forEach(
                option ->
                        options.refuse(
                                option.flag(),
                                "is missing: " + OptionReader.flags(IDENTITY) + " go together."));
        Optional<String> identity = options.text(Option.CERTIFICATE_IDENTITY);
        Optional<String> issuer = options.text(Option.CERTIFICATE_OIDC_ISSUER);
        return options.path(Option.TRUSTED_ROOT)
                .filter(_ -> identity.isPresent() && issuer.isPresent())
                .map(
                        file ->
                                new TrustPolicy.ByIdentity(
                                        identity.orElseThrow(),
                                        issuer.orElseThrow(),
                                        file.toString(),
                                        freshness));
    }

    /** How old a signature may be, by option and environment. */
    static Freshness freshness(OptionReader options, Map<String, String> environment) {
        String trustTime = environment.getOrDefault(TRUST_TIME, "true");
        Freshness checked =
                new Freshness.NotOlderThan(
                        options.duration(Option.MAX_AGE, Freshness.DEFAULT_MAX_AGE));
        return switch (trustTime) {
            case "true" -> checked;
            case "false" -> new Freshness.Unchecked();
            default -> {
                options.refuse(TRUST_TIME, "is neither true nor false.");
                yield checked;
            }
        };
    }
}
