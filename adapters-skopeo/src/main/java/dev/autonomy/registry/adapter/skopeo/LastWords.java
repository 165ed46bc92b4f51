package dev.autonomy.registry.adapter.skopeo;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What skopeo said last before it gave up. */
final class LastWords {

    /** logrus's text form, as it is written where there is no terminal. */
    private static final Pattern FATAL = Pattern.compile("time=\"[^\"]*\" level=fatal msg=");

    private LastWords() {}

    /** The message of the fatal line, else the last line that is not blank, else nothing. */
    static String of(List<String> errors) {
        for (String line : errors.reversed()) {
            Matcher fatal = FATAL.matcher(line);
            if (fatal.lookingAt()) {
                return GoQuoted.text(line.substring(fatal.end()));
            }
        }
        return errors.reversed().stream().filter(line -> !line.isBlank()).findFirst().orElse("");
    }
}
