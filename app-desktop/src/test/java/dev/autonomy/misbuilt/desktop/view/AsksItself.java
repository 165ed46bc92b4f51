package dev.autonomy.misbuilt.desktop.view;

import dev.autonomy.misbuilt.port.Gate;

/** A view that asks a port what it should be told. */
final class AsksItself {

    void show(Gate gate) {
        gate.open();
    }
}
