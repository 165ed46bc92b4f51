package dev.autonomy.registry.cli.wiring;

import dev.autonomy.registry.seed.SeedPorts;

/** The ports of one command, open until it ends. */
public interface Workplace extends AutoCloseable {

    SeedPorts ports();

    @Override
    void close();

    /** Opens the ports a command needs; opening reads and writes nothing. */
    @FunctionalInterface
    interface Opener {
        Workplace open(Setup setup);
    }
}
