package dev.autonomy.registry.cli.console;

import java.util.OptionalInt;

/** The terminal behind stderr. */
@FunctionalInterface
public interface Screen {

    /** Its width at this moment; empty where stderr is no terminal. */
    OptionalInt columns();
}
