package dev.autonomy.registry.cli.console;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The characters the locale can show: texts are written in Unicode and come down to ASCII where it
 * must be. Neither script lets a control character through.
 */
enum Script {
    UNICODE {
        @Override
        String stand(int character) {
            return Character.toString(character);
        }
    },
    ASCII {
        @Override
        String stand(int character) {
            return character < FIRST_NON_ASCII
                    ? Character.toString(character)
                    : STAND_INS.getOrDefault(character, "?");
        }
    };

    private static final int FIRST_NON_ASCII = 128;
    private static final Map<Integer, String> STAND_INS =
            Map.of(
                    (int) '✓', "ok",
                    (int) '✗', "FAILED",
                    (int) '→', "->",
                    (int) '…', "...",
                    (int) '█', "#",
                    (int) '░', "-");

    abstract String stand(int character);

    String show(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.append(isHarmless(c) ? stand(c) : "?"));
        return shown.toString();
    }

    /** A terminal obeys control characters, and shows text out of order after format characters. */
    private static boolean isHarmless(int character) {
        return character == '\n'
                || character == '\t'
                || switch (Character.getType(character)) {
                    case Character.CONTROL,
                            Character.FORMAT,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR ->
                            false;
                    default -> true;
                };
    }

    /** The script of the locale that the environment names, looked up as POSIX says. */
    static Script of(Map<String, String> environment) {
        String locale =
                Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(value -> !value.isEmpty())
                        .findFirst()
                        .orElse("")
                        .toUpperCase(Locale.ROOT);
        return locale.contains("UTF-8") || locale.contains("UTF8") ? UNICODE : ASCII;
    }
}
