package dev.autonomy.misbuilt.adapter.verify;

import dev.autonomy.misbuilt.cli.wiring.Everything;
import dev.autonomy.misbuilt.port.Door;

/** An adapter that knows an app. */
public final class RealDoor implements Door {
    @Override
    public void open() {
        new Everything();
    }
}
