package dev.autonomy.registry.desktop.wiring;

import dev.autonomy.registry.seed.SeedPorts;

/** The ports of one seed or review, open until it ends. */
interface Workplace extends AutoCloseable {

    SeedPorts ports();

    @Override
    void close();
}
