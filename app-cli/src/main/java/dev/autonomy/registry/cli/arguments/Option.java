package dev.autonomy.registry.cli.arguments;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.OptionSpec;

/** The options of the commands that handle bundles, in the order of their help (spec 1.2, 2). */
public enum Option {
    FROM("--from", "<ref>", "Source OCI reference, tag or digest. Required."),
    TO("--to", "<ref>", "Destination OCI reference, a tag. Required."),
    CATALOG(
            "--catalog",
            "<file|->",
            "Which bundles to bring: a file in YAML or JSON, or - for standard input. Required."),
    FROM_REGISTRY("--from-registry", "<host>", "Source registry, host[:port]. Required."),
    TO_REGISTRY("--to-registry", "<host>", "Destination registry, host[:port]. Required."),
    REPOS(
            "--repos",
            "<repo[:tag]>",
            "Repositories to bring, with commas between them or the option repeated; a missing tag is"
                    + " latest. Required."),
    LOCK(
            "--lock",
            "<seed.lock|catalog.lock|folder>",
            "What was seeded: the lock that a seed left, or the folder it lies in. Required."),
    REGISTRY(
            "--registry",
            "<host[:port]>",
            "Look there instead of in the registry that the lock names."),
    DEEP("--deep", "", "Read and hash every byte of every layer, instead of asking for its size."),
    DRIFT_EXIT_CODE(
            "--drift-exit-code",
            "<n>",
            "Exit with 0 or 20 to 125 where there is drift and nothing worse. Default: 20"),
    PUB_KEY(
            "--pub-key",
            "<file>",
            "cosign public key (SPKI PEM) that the bundle must be signed with."),
    CERTIFICATE_IDENTITY(
            "--certificate-identity",
            "<identity>",
            "Instead of a key: who must have signed, exactly as the signer's certificate says."),
    CERTIFICATE_OIDC_ISSUER(
            "--certificate-oidc-issuer",
            "<url>",
            "With --certificate-identity: who must have vouched for that identity."),
    TRUSTED_ROOT(
            "--trusted-root",
            "<file>",
            "With --certificate-identity: sigstore's trusted_root.json; nothing is fetched."),
    SKIP_VERIFY(
            "--skip-verify",
            "",
            "Publish without verification. For development only; said loudly and recorded."),
    COPY_POLICY(
            "--copy-policy",
            "",
            "Also bring the sidecars <tag>-lock and <tag>-policy; all four checks need them."),
    REQUIRE_LOCK(
            "--require-lock",
            "",
            "Also the lock at <tag>-lock must be there and pass; the fingerprint is in it."),
    REQUIRE_POLICY(
            "--require-policy",
            "",
            "Also the policy at <tag>-policy must be there and pass; with the lock, the versions."),
    ALLOW_INSECURE_REGISTRY(
            "--allow-insecure-registry",
            "",
            "Permit plain-HTTP registries. Loopback is detected by itself; certificate checks stay on."),
    OUT(
            "--out",
            "<dir>",
            "Where seed-manifest.json and seed.lock go; created when missing. Default: ."),
    KEEP_GOING(
            "--keep-going", "", "Bring the others when a bundle fails; the exit code stays its."),
    PARALLEL("--parallel", "<n>", "So many bundles move at the same time, 1 to 16. Default: 2"),
    MAX_AGE(
            "--max-age",
            "<duration>",
            "Oldest accepted autonomy.signed-at, as h, m and s combined. Default: 8760h"),
    AUTHFILE(
            "--authfile",
            "<file>",
            "Registry credentials. Default: the files that skopeo searches."),
    OUTPUT("--output", "text|json", "The result on stdout. Default: text"),
    PROGRESS(
            "--progress",
            "auto|bar|plain|json|none",
            "Progress on stderr; json is one event a line. Default: auto"),
    STALL_TIMEOUT(
            "--stall-timeout", "<duration>", "Stop when nothing moves for this long. Default: 60s"),
    WAIT_FOR_LINK(
            "--wait-for-link",
            "<duration>",
            "Wait this long for a registry that is lost during the run. Default: 0s"),
    DRY_RUN(
            "--dry-run",
            "",
            "Check, plan and judge, and exit as the seed would. Writes nothing anywhere."),
    DEBUG("--debug", "", "Technical detail on stderr, free of credentials.");

    private final String flag;
    private final String parameter;
    private final String description;

    Option(String flag, String parameter, String description) {
        this.flag = flag;
        this.parameter = parameter;
        this.description = description;
    }

    public String flag() {
        return flag;
    }

    boolean takesValue() {
        return !parameter.isEmpty();
    }

    OptionSpec spec() {
        return spec(description);
    }

    /** The same with a description of the command's own. */
    OptionSpec spec(String ofCommand) {
        OptionSpec.Builder option = OptionSpec.builder(flag).description(ofCommand);
        if (!takesValue()) {
            return option.type(boolean.class).arity("0").build();
        }
        return (this == REPOS
                        ? option.type(List.class).auxiliaryTypes(String.class)
                        : option.type(String.class))
                .paramLabel(parameter)
                .build();
    }

    /** Those of every command that seeds. */
    private static final Set<Option> SEEDING =
            EnumSet.of(
                    PUB_KEY,
                    CERTIFICATE_IDENTITY,
                    CERTIFICATE_OIDC_ISSUER,
                    TRUSTED_ROOT,
                    SKIP_VERIFY,
                    COPY_POLICY,
                    ALLOW_INSECURE_REGISTRY,
                    OUT,
                    MAX_AGE,
                    AUTHFILE,
                    OUTPUT,
                    PROGRESS,
                    STALL_TIMEOUT,
                    WAIT_FOR_LINK,
                    DRY_RUN,
                    DEBUG);

    /** The options of {@code registry seed}. */
    static final Set<Option> SEED = seeding(FROM, TO);

    /** The options of {@code registry seed-catalog}. */
    static final Set<Option> SEED_CATALOG = seeding(CATALOG, KEEP_GOING, PARALLEL);

    /** The options of {@code registry sync}. */
    static final Set<Option> SYNC = seeding(FROM_REGISTRY, TO_REGISTRY, REPOS, KEEP_GOING);

    /** The options of {@code registry drift}. */
    static final Set<Option> DRIFT =
            Collections.unmodifiableSet(
                    EnumSet.of(
                            LOCK,
                            REGISTRY,
                            DEEP,
                            DRIFT_EXIT_CODE,
                            PUB_KEY,
                            CERTIFICATE_IDENTITY,
                            CERTIFICATE_OIDC_ISSUER,
                            TRUSTED_ROOT,
                            ALLOW_INSECURE_REGISTRY,
                            MAX_AGE,
                            AUTHFILE,
                            OUTPUT,
                            PROGRESS,
                            STALL_TIMEOUT,
                            DEBUG));

    private static Set<Option> seeding(Option... more) {
        EnumSet<Option> options = EnumSet.copyOf(SEEDING);
        options.addAll(List.of(more));
        return Collections.unmodifiableSet(options);
    }

    /** The options of {@code bundle verify}. */
    static final Set<Option> VERIFY =
            Collections.unmodifiableSet(
                    EnumSet.of(
                            PUB_KEY,
                            CERTIFICATE_IDENTITY,
                            CERTIFICATE_OIDC_ISSUER,
                            TRUSTED_ROOT,
                            REQUIRE_LOCK,
                            REQUIRE_POLICY,
                            ALLOW_INSECURE_REGISTRY,
                            MAX_AGE,
                            AUTHFILE,
                            OUTPUT,
                            DEBUG));

    static Optional<Option> named(String text) {
        return Arrays.stream(values()).filter(each -> each.flag.equals(text)).findFirst();
    }
}
