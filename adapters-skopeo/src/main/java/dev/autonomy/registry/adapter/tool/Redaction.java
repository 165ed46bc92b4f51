package dev.autonomy.registry.adapter.tool;

import java.util.regex.Pattern;

/** Takes out of somebody else's line what may be a secret, and what is no text (spec 4). */
public final class Redaction {

    private static final int LONGEST = 500;

    /** A scheme is short: looking for a longer one would take the square of a line's length. */
    private static final Pattern USER_INFO =
            Pattern.compile("(?i)\\b([a-z][a-z0-9+.-]{0,30}://)[^\\s/\"']*@");

    private static final Pattern QUERY = Pattern.compile("(?<=[^\\s\"'])\\?[^\\s\"'\\\\]+");
    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i)\\b(basic|bearer) +[^\\s\"',]+");
    private static final Pattern SECRET =
            Pattern.compile("(?i)\\b(password|secret|token|[a-z]+_token|_state)=[^\\s\"'&]+");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}]+");

    private Redaction() {}

    /** The line without them; of a long one its end, which is where the cause is told. */
    public static String of(String line) {
        String text = withoutSecrets(line);
        return text.length() <= LONGEST ? text : "…" + text.substring(text.length() - LONGEST);
    }

    /** The same at its full length. */
    public static String withoutSecrets(String line) {
        String text = CONTROL.matcher(line).replaceAll(" ").strip();
        text = USER_INFO.matcher(text).replaceAll("$1");
        text = QUERY.matcher(text).replaceAll("");
        text = CREDENTIALS.matcher(text).replaceAll("$1 …");
        return SECRET.matcher(text).replaceAll("$1=…");
    }
}
