package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.model.VisibleText;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The characters the locale can show: texts are written in Unicode and come down to ASCII where it
 * must be. Neither script lets a character through that cannot be seen or that steers a terminal.
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
        String visible = VisibleText.of(text);
        StringBuilder shown = new StringBuilder(visible.length());
        visible.codePoints().forEach(c -> shown.append(stand(c)));
        return shown.toString();
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
