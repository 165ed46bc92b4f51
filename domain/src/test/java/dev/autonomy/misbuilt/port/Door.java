package dev.autonomy.misbuilt.port;

/** A port. */
public interface Door {
    void open();
}
