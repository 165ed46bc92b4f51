package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.model.ToolVersion;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.regex.Pattern;

/** Technical detail for developers: versions and stack traces, free of credentials. */
public final class DebugText {

    private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s]+@");
    private static final Pattern QUERY = Pattern.compile("(\\w+://[^\\s?]+)\\?\\S+");
    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i)\\b(basic|bearer)(\\s+)[\\w.~+/=-]{8,}");

    private DebugText() {}

    public static String of(ToolVersion product, Ending ending, List<Throwable> causes) {
        StringBuilder text = new StringBuilder("debug: ");
        text.append(product.name()).append(' ').append(product.version());
        text.append(", Java ").append(Runtime.version());
        ending.report()
                .flatMap(report -> report.replicator())
                .ifPresent(tool -> text.append(", ").append(tool.name() + " " + tool.version()));
        for (Throwable cause : causes) {
            StringWriter trace = new StringWriter();
            cause.printStackTrace(new PrintWriter(trace));
            text.append('\n').append(redacted(trace.toString().stripTrailing()));
        }
        return text.toString();
    }

    /** The text without the user part and the query of URLs, and without HTTP credentials. */
    static String redacted(String text) {
        String bare = USER_INFO.matcher(text).replaceAll("://…@");
        bare = QUERY.matcher(bare).replaceAll("$1?…");
        return CREDENTIALS.matcher(bare).replaceAll("$1$2…");
    }
}
