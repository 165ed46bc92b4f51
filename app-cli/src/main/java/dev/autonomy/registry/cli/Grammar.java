package dev.autonomy.registry.cli;

import dev.autonomy.registry.outcome.ExitCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * The commands and their options. Built from specs, not from annotations: reading those costs a
 * short command a third of its time.
 */
final class Grammar {

    static final String SEED_HELP = "autonomy registry seed --help";

    private static final int WIDTH = 100;
    private static final String EXAMPLES =
            """
            autonomy registry seed --from registry.upstream.example.com/robot-behavior:v1 \\
                --to localhost:5000/robot-behavior:v1 --copy-policy --pub-key ./cosign.pub --out ./seed
            autonomy registry seed --from registry.upstream.example.com/robot-behavior@sha256:... \\
                --to localhost:5000/robot-behavior:v1 --pub-key ./cosign.pub --out ./seed
            autonomy registry seed --from localhost:5001/demo:v1 --to localhost:5000/demo:v1 \\
                --allow-insecure-registry --skip-verify""";

    private Grammar() {}

    static CommandLine commandLine() {
        CommandSpec root =
                command("autonomy", "Brings signed software bundles into registries at the edge.")
                        .addOption(
                                OptionSpec.builder("-V", "--version")
                                        .versionHelp(true)
                                        .description("Print the version.")
                                        .build())
                        .addSubcommand("registry", registry())
                        .addSubcommand("demo", demo())
                        .addSubcommand(
                                "completion",
                                command(
                                        "completion",
                                        "Print a completion script for bash and zsh.",
                                        "Use it with: source <(autonomy completion)"));
        withExamples(root);
        return new CommandLine(root)
                .setExpandAtFiles(false)
                .setInterpolateVariables(false)
                .setAllowOptionsAsOptionParameters(true)
                .setUsageHelpWidth(WIDTH);
    }

    private static CommandSpec registry() {
        return withExamples(
                command("registry", "Works on OCI registries.").addSubcommand("seed", seed()));
    }

    private static CommandSpec seed() {
        CommandSpec seed =
                command(
                        "seed",
                        "Copies a bundle from one registry to another by digest, verifies it at the"
                                + " destination, and only then points the destination's tags at it.",
                        "Exactly one of --pub-key and --skip-verify says how it is verified.",
                        "AUTONOMY_TRUST_TIME=false skips the check of autonomy.signed-at, which weakens"
                                + " the protection against replay.");
        SeedOption.specs().forEach(seed::addOption);
        seed.usageMessage()
                .customSynopsis(
                        "autonomy registry seed --from <ref> --to <ref> (--pub-key <file> | --skip-verify) [options]");
        seed.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(exitCodes());
        return withExamples(seed);
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

    private static CommandSpec withExamples(CommandSpec spec) {
        UsageMessageSpec usage = spec.usageMessage();
        usage.footerHeading("%nExamples:%n").footer(EXAMPLES.split("\n"));
        return spec;
    }

    private static Map<String, String> exitCodes() {
        Map<String, String> codes = new LinkedHashMap<>();
        Arrays.stream(ExitCode.values())
                .forEach(each -> codes.put(Integer.toString(each.code()), each.meaning()));
        return codes;
    }

    static String help(CommandLine command) {
        return command.getUsageMessage(Ansi.OFF).stripTrailing();
    }
}
