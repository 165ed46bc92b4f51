package dev.autonomy.misbuilt.seed;

import dev.autonomy.misbuilt.port.Door;

/** The domain implementing its own port. */
final class OwnDoor implements Door {
    @Override
    public void open() {}
}
