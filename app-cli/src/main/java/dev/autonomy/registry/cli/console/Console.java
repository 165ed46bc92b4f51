package dev.autonomy.registry.cli.console;

import java.io.PrintStream;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Where a command prints: the result on stdout, everything else on stderr, in characters and
 * colours that the terminal can show. Control characters in a text never reach the terminal. A
 * stream that nobody reads any more is not an error.
 */
public final class Console {

    private final PrintStream out;
    private final PrintStream err;
    private final Screen screen;
    private final Script script;
    private final boolean isMovable;
    private final boolean isColoured;

    public Console(
            PrintStream out, PrintStream err, Screen screen, Map<String, String> environment) {
        this.out = Objects.requireNonNull(out);
        this.err = Objects.requireNonNull(err);
        this.screen = Objects.requireNonNull(screen);
        script = Script.of(environment);
        isMovable = !environment.getOrDefault("TERM", "").equals("dumb");
        isColoured = isMovable && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** What a line begins with, by what it says. */
    public enum Mark {
        GOOD("✓", 32),
        BAD("✗", 31),
        WARNING("!", 33),
        PLAIN(" ", 0);

        private final String sign;
        private final int colour;

        Mark(String sign, int colour) {
            this.sign = sign;
            this.colour = colour;
        }
    }

    /** Text for people on stdout. */
    public void result(String text) {
        out.print(script.show(text) + "\n");
        out.flush();
    }

    /** A document on stdout, as it is. */
    public void document(String text) {
        out.print(text + "\n");
        out.flush();
    }

    /** Text for people on stderr. */
    public void note(String text) {
        raw(script.show(text) + "\n");
    }

    /** A line for people on stderr with its mark, coloured where the terminal wants colours. */
    public void note(Mark mark, String text) {
        raw(marked(mark, text) + "\n");
    }

    String marked(Mark mark, String text) {
        String sign = script.show(mark.sign);
        boolean isPainted = isColoured && mark != Mark.PLAIN && screen.columns().isPresent();
        return (isPainted ? "\u001b[" + mark.colour + "m" + sign + "\u001b[0m" : sign)
                + " "
                + script.show(text);
    }

    String show(String text) {
        return script.show(text);
    }

    /** For a program or a terminal on stderr, as it is. */
    void raw(String text) {
        err.print(text);
        err.flush();
    }

    /** The width of the terminal behind stderr, if it is one whose cursor can be moved. */
    OptionalInt columns() {
        return isMovable ? screen.columns() : OptionalInt.empty();
    }
}
