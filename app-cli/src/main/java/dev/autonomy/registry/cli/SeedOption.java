package dev.autonomy.registry.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The options of {@code registry seed}, in the order of its help (spec 1.2). */
enum SeedOption {
    FROM("--from", "<ref>", "Source OCI reference, tag or digest. Required."),
    TO("--to", "<ref>", "Destination OCI reference, a tag. Required."),
    PUB_KEY(
            "--pub-key",
            "<file>",
            "cosign public key (SPKI PEM) that the bundle at the destination must be signed with."),
    SKIP_VERIFY(
            "--skip-verify",
            "",
            "Publish without verification. For development only; said loudly and recorded."),
    COPY_POLICY(
            "--copy-policy",
            "",
            "Also bring the sidecars <tag>-lock and <tag>-policy; all four checks need them."),
    ALLOW_INSECURE_REGISTRY(
            "--allow-insecure-registry",
            "",
            "Permit plain-HTTP registries. Loopback is detected by itself; certificate checks stay on."),
    OUT(
            "--out",
            "<dir>",
            "Where seed-manifest.json and seed.lock go; created when missing. Default: ."),
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
    DRY_RUN(
            "--dry-run",
            "",
            "Check, plan and judge, and exit as the seed would. Writes nothing anywhere."),
    DEBUG("--debug", "", "Technical detail on stderr, free of credentials.");

    private final String flag;
    private final String parameter;
    private final String description;

    SeedOption(String flag, String parameter, String description) {
        this.flag = flag;
        this.parameter = parameter;
        this.description = description;
    }

    String flag() {
        return flag;
    }

    boolean takesValue() {
        return !parameter.isEmpty();
    }

    OptionSpec spec() {
        OptionSpec.Builder option = OptionSpec.builder(flag).description(description);
        return takesValue()
                ? option.type(String.class).paramLabel(parameter).build()
                : option.type(boolean.class).arity("0").build();
    }

    /** The options of the command's help, in its order. */
    static List<OptionSpec> specs() {
        return Arrays.stream(values()).map(SeedOption::spec).toList();
    }

    static Optional<SeedOption> of(ArgSpec spec) {
        return spec instanceof OptionSpec option
                ? Arrays.stream(values())
                        .filter(each -> each.flag.equals(option.longestName()))
                        .findFirst()
                : Optional.empty();
    }

    static Optional<SeedOption> named(String text) {
        return Arrays.stream(values()).filter(each -> each.flag.equals(text)).findFirst();
    }
}
