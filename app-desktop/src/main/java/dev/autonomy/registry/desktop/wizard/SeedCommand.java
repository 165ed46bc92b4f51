package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.TrustPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The command that seeds exactly as the wizard would, for a POSIX shell. */
final class SeedCommand {

    private static final int WIDTH = 98;
    private static final Pattern BARE = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    private SeedCommand() {}

    /** Lines that end in a backslash where the command goes on. */
    static String of(SeedOrder order) {
        StringBuilder command = new StringBuilder("autonomy registry seed");
        int lineStart = 0;
        for (String option : options(order)) {
            if (command.length() - lineStart + option.length() > WIDTH) {
                command.append(" \\\n ");
                lineStart = command.length();
            }
            command.append(' ').append(option);
        }
        return command.toString();
    }

    private static List<String> options(SeedOrder order) {
        List<String> options = new ArrayList<>();
        options.add("--from " + quoted(order.request().from().toString()));
        options.add("--to " + quoted(order.request().to().toString()));
        if (order.request().sidecars() == SidecarPolicy.WITH_SIDECARS) {
            options.add("--copy-policy");
        }
        switch (order.request().trust()) {
            case TrustPolicy.Skipped _ -> options.add("--skip-verify");
            case TrustPolicy.ByKey(var keyFile, var freshness) -> {
                options.add("--pub-key " + quoted(keyFile));
                addMaxAge(options, freshness);
            }
            case TrustPolicy.ByIdentity(var identity, var issuer, var root, var freshness) -> {
                options.add("--certificate-identity " + quoted(identity));
                options.add("--certificate-oidc-issuer " + quoted(issuer));
                options.add("--trusted-root " + quoted(root));
                addMaxAge(options, freshness);
            }
        }
        if (order.plainHttp() == PlainHttpPolicy.PERMITTED) {
            options.add("--allow-insecure-registry");
        }
        order.authFile().ifPresent(file -> options.add("--authfile " + quoted(file.toString())));
        options.add("--out " + quoted(order.folder().toString()));
        return options;
    }

    private static void addMaxAge(List<String> options, Freshness freshness) {
        if (freshness instanceof Freshness.NotOlderThan(var oldest)) {
            options.add("--max-age " + oldest.toHours() + "h");
        }
    }

    static String quoted(String word) {
        return BARE.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
