package dev.autonomy.registry.cli.console;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where a command prints: the result on stdout, everything else on stderr, in characters and
 * colours that the terminal can show. Control characters in a text never reach the terminal. What
 * could not be written to stdout is remembered.
 */
public final class Console {

    /** What Linux and macOS say of a pipe whose reader is gone (EPIPE). */
    private static final String NOBODY_READS = "Broken pipe";

    private final OutputStream out;
    private final PrintStream err;
    private final Screen screen;
    private final Script script;
    private final boolean isMovable;
    private final boolean isColoured;
    private volatile Optional<String> lost = Optional.empty();

    public Console(
            OutputStream out, PrintStream err, Screen screen, Map<String, String> environment) {
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
        document(script.show(text));
    }

    /** A document on stdout, as it is. */
    public void document(String text) {
        print(text).ifPresent(why -> lost = Optional.of(why));
    }

    /** About the command itself, as it is; a reader may stop in the middle. */
    public void explanation(String text) {
        print(text)
                .filter(why -> !why.contains(NOBODY_READS))
                .ifPresent(why -> lost = Optional.of(why));
    }

    private Optional<String> print(String text) {
        try {
            out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Why something did not get to stdout, in the system's words. */
    public Optional<String> lost() {
        return lost;
    }

    /** Whether something did not get to stderr. */
    public boolean hasLostNotes() {
        return err.checkError();
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
