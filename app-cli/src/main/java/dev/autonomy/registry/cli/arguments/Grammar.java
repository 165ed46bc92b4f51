package dev.autonomy.registry.cli.arguments;

import dev.autonomy.registry.outcome.ExitCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The commands and their options. Built from specs, not from annotations: reading those costs a
 * short command a third of its time.
 */
public final class Grammar {

    public static final String SEED_HELP = "autonomy registry seed --help";
    public static final String SEED_CATALOG_HELP = "autonomy registry seed-catalog --help";
    public static final String SYNC_HELP = "autonomy registry sync --help";
    public static final String VERIFY_HELP = "autonomy bundle verify --help";

    public static final String DRIFT_HELP = "autonomy registry drift --help";

    private static final int WIDTH = 100;
    private static final String TRUST_TIME =
            "AUTONOMY_TRUST_TIME=false skips the check of autonomy.signed-at, which weakens the"
                    + " protection against replay.";
    private static final String SEED_EXAMPLES =
            """
            autonomy registry seed --from registry.upstream.example.com/robot-behavior:v1 \\
                --to localhost:5000/robot-behavior:v1 --copy-policy --pub-key ./cosign.pub --out ./seed
            autonomy registry seed --from registry.upstream.example.com/robot-behavior@sha256:... \\
                --to localhost:5000/robot-behavior:v1 --pub-key ./cosign.pub --out ./seed
            autonomy registry seed --from localhost:5001/demo:v1 --to localhost:5000/demo:v1 \\
                --allow-insecure-registry --skip-verify""";
    private static final String CATALOG_EXAMPLES =
            """
            autonomy registry seed-catalog --catalog site.yaml --out ./seed
            autonomy registry seed-catalog --catalog site.yaml --dry-run
            generate-catalog | autonomy registry seed-catalog --catalog - --keep-going --output json""";
    private static final String SYNC_EXAMPLES =
            """
            autonomy registry sync --from-registry edge-a.example.com --to-registry edge-b.example.com \\
                --repos robot-behavior:v1,fleet/nav-stack:v2 --copy-policy --pub-key ./cosign.pub --out ./seed""";
    private static final String OUT_OF_MANY =
            "Where catalog-manifest.json, catalog.lock and a folder for each bundle go; created when"
                    + " missing. Default: .";
    private static final String DRIFT_EXAMPLES =
            """
            autonomy registry drift --lock ./seed
            autonomy registry drift --lock ./seed/seed.lock --deep --pub-key ./cosign.pub
            autonomy registry drift --lock ./catalog.lock --registry edge-7.example.com:5000 --output json""";
    private static final String VERIFY_EXAMPLES =
            """
            autonomy bundle verify localhost:5000/robot-behavior:v1 --pub-key ./cosign.pub \\
                --require-lock --require-policy
            autonomy bundle verify oci:./usb/robot-behavior:v1 --pub-key ./cosign.pub
            autonomy bundle verify registry.upstream.example.com/robot-behavior:v1 \\
                --certificate-identity https://github.com/acme/arm/.github/workflows/release.yml@refs/tags/v1 \\
                --certificate-oidc-issuer https://token.actions.githubusercontent.com \\
                --trusted-root ./trusted_root.json""";

    private Grammar() {}

    public static CommandLine commandLine() {
        CommandSpec root =
                command("autonomy", "Brings signed software bundles into registries at the edge.")
                        .addOption(
                                OptionSpec.builder("-V", "--version")
                                        .versionHelp(true)
                                        .description("Print the version.")
                                        .build())
                        .addSubcommand("registry", registry())
                        .addSubcommand("bundle", bundle())
                        .addSubcommand("demo", demo())
                        .addSubcommand(
                                "completion",
                                command(
                                        "completion",
                                        "Print a completion script for bash and zsh.",
                                        "Use it with: source <(autonomy completion)"));
        withExamples(root, SEED_EXAMPLES + "\n" + VERIFY_EXAMPLES);
        return new CommandLine(root)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setAllowOptionsAsOptionParameters(true)
                .setUsageHelpWidth(WIDTH);
    }

    private static CommandSpec registry() {
        return withExamples(
                command("registry", "Works on OCI registries.")
                        .addSubcommand("seed", seed())
                        .addSubcommand("seed-catalog", seedCatalog())
                        .addSubcommand("sync", sync())
                        .addSubcommand("drift", drift()),
                String.join("\n", SEED_EXAMPLES, CATALOG_EXAMPLES, SYNC_EXAMPLES, DRIFT_EXAMPLES));
    }

    private static CommandSpec bundle() {
        return withExamples(
                command("bundle", "Works on bundles where they are.")
                        .addSubcommand("verify", verify()),
                VERIFY_EXAMPLES);
    }

    private static CommandSpec seed() {
        CommandSpec seed =
                command(
                        "seed",
                        "Copies a bundle from one registry to another by digest, verifies it at the"
                                + " destination, and only then points the destination's tags at it.",
                        "Exactly one of --pub-key, --certificate-identity and --skip-verify says how it is"
                                + " verified.",
                        TRUST_TIME);
        Option.SEED.forEach(option -> seed.addOption(option.spec()));
        seed.usageMessage()
                .customSynopsis(
                        "autonomy registry seed --from <ref> --to <ref> (--pub-key <file> |"
                                + " --certificate-identity <identity> --certificate-oidc-issuer <url>"
                                + " --trusted-root <file> | --skip-verify) [options]");
        return withExamples(withExitCodes(seed, exitCodes()), SEED_EXAMPLES);
    }

    private static CommandSpec seedCatalog() {
        CommandSpec catalog =
                command(
                        "seed-catalog",
                        "Brings the bundles that a catalog names one by one. All of them are pinned,"
                                + " planned and judged before any of them moves; each is published as"
                                + " soon as it passes.",
                        "By whom a bundle must be signed is said in the catalog, or here for all of"
                                + " them, not in both.",
                        TRUST_TIME);
        addOptions(catalog, Option.SEED_CATALOG);
        catalog.usageMessage()
                .customSynopsis(
                        "autonomy registry seed-catalog --catalog <file|-> [--out <dir>]"
                                + " [--keep-going] [--parallel <n>] [--dry-run] [options]");
        return withExamples(withExitCodes(catalog, exitCodes()), CATALOG_EXAMPLES);
    }

    private static CommandSpec sync() {
        CommandSpec sync =
                command(
                        "sync",
                        "Brings repositories from one registry to the same place in another, as a"
                                + " catalog of them would.",
                        "Exactly one of --pub-key, --certificate-identity and --skip-verify says how they"
                                + " are verified.",
                        TRUST_TIME);
        addOptions(sync, Option.SYNC);
        sync.usageMessage()
                .customSynopsis(
                        "autonomy registry sync --from-registry <host> --to-registry <host> --repos"
                                + " <repo[:tag],...> (--pub-key <file> | --certificate-identity <identity>"
                                + " --certificate-oidc-issuer <url> --trusted-root <file> |"
                                + " --skip-verify) [options]");
        return withExamples(withExitCodes(sync, exitCodes()), SYNC_EXAMPLES);
    }

    private static void addOptions(CommandSpec ofMany, Set<Option> options) {
        options.forEach(
                option ->
                        ofMany.addOption(
                                option == Option.OUT ? option.spec(OUT_OF_MANY) : option.spec()));
    }

    private static CommandSpec verify() {
        CommandSpec verify =
                command(
                        "verify",
                        "Verifies a bundle where it is by the checks of a seed, and changes nothing.",
                        "Exactly one of --pub-key and --certificate-identity says by whom it must be signed.",
                        TRUST_TIME);
        verify.addPositional(
                PositionalParamSpec.builder()
                        .index("0")
                        .arity("0..1")
                        .type(String.class)
                        .paramLabel(VerifyArguments.REFERENCE)
                        .hideParamSyntax(true)
                        .description(
                                "OCI reference, tag or digest; in an OCI layout",
                                "oci:<dir>:<tag> or oci:<dir>@sha256:... Required.")
                        .build());
        Option.VERIFY.forEach(option -> verify.addOption(option.spec()));
        verify.usageMessage()
                .parameterListHeading("%n")
                .customSynopsis(
                        "autonomy bundle verify <ref> (--pub-key <file> | --certificate-identity"
                                + " <identity> --certificate-oidc-issuer <url> --trusted-root <file>)"
                                + " [options]");
        return withExamples(withExitCodes(verify, verifyExitCodes()), VERIFY_EXAMPLES);
    }

    private static CommandSpec drift() {
        CommandSpec drift =
                command(
                        "drift",
                        "Compares a registry with what a seed left there: every tag, manifest, layer and"
                                + " signature that its lock names. Reads only, and needs no source.",
                        "With --pub-key or --certificate-identity the bundles are verified as well.",
                        TRUST_TIME);
        Option.DRIFT.forEach(option -> drift.addOption(option.spec()));
        drift.usageMessage()
                .customSynopsis(
                        "autonomy registry drift --lock <lock|folder>"
                                + " [--registry <host[:port]>] [--deep] [options]");
        return withExamples(withExitCodes(drift, driftExitCodes()), DRIFT_EXAMPLES);
    }

    private static CommandSpec demo() {
        return command(
                        "demo",
                        "Seeds a throwaway bundle between two registries on this machine, then shows that"
                                + " a tampered copy is refused.")
                .addOption(
                        OptionSpec.builder("--keep")
                                .type(boolean.class)
                                .description("Keep the folder with the outputs.")
                                .build());
    }

    private static CommandSpec command(String name, String... description) {
        CommandSpec spec =
                CommandSpec.create()
                        .name(name)
                        .addOption(
                                OptionSpec.builder("-h", "--help")
                                        .usageHelp(true)
                                        .description("Show this help.")
                                        .build());
        spec.parser().collectErrors(true);
        spec.usageMessage()
                .description(description)
                .sortOptions(false)
                .synopsisHeading("Usage: ")
                .optionListHeading("%nOptions:%n")
                .commandListHeading("%nCommands:%n");
        return spec;
    }

    private static CommandSpec withExamples(CommandSpec spec, String examples) {
        spec.usageMessage().footerHeading("%nExamples:%n").footer(examples.split("\n"));
        return spec;
    }

    private static CommandSpec withExitCodes(CommandSpec spec, Map<String, String> codes) {
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
        return spec;
    }

    /** Those of a seed, which looks for no drift. */
    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        Arrays.stream(ExitCode.values())
                .filter(each -> each != ExitCode.DRIFT)
                .forEach(each -> codes.put(Integer.toString(each.code()), each.meaning()));
        return codes;
    }

    /** Nothing is seeded, and no other program is needed. */
    private static Map<String, String> verifyExitCodes() {
        Map<String, String> codes = exitCodes();
        codes.put(Integer.toString(ExitCode.SEEDED.code()), "verified");
        codes.remove(Integer.toString(ExitCode.PREREQUISITE_MISSING.code()));
        return codes;
    }

    /** As those of verifying, with the one that only this command has. */
    private static Map<String, String> driftExitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        Arrays.stream(ExitCode.values())
                .filter(each -> each != ExitCode.PREREQUISITE_MISSING && each != ExitCode.CONFLICT)
                .forEach(each -> codes.put(Integer.toString(each.code()), each.meaning()));
        codes.put(Integer.toString(ExitCode.SEEDED.code()), "nothing has drifted");
        codes.put(
                Integer.toString(ExitCode.NOT_FOUND.code()),
                "not found (the registry does not know the repository)");
        codes.put(
                Integer.toString(ExitCode.INCOMPLETE.code()),
                "incomplete: evidence that the lock names is gone, where a signature is asked for");
        return codes;
    }

    public static String help(CommandLine command) {
        return command.getUsageMessage(Ansi.OFF).stripTrailing();
    }
}
