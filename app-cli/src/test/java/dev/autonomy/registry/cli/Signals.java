package dev.autonomy.registry.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Signals as a program finds them that somebody starts in a terminal. */
public final class Signals {

    private static final List<String> BY_DEFAULT = List.of("env", "--default-signal=HUP,INT,TERM");

    private Signals() {}

    /**
     * What a program is started through to be reached by them: a build in the background ignores
     * some, and what it starts would too. Empty where the system has no such program.
     */
    public static List<String> asInATerminal() {
        try {
            List<String> probe = new ArrayList<>(BY_DEFAULT);
            probe.add("true");
            return new ProcessBuilder(probe).start().waitFor() == 0 ? BY_DEFAULT : List.of();
        } catch (IOException _) {
            return List.of();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
