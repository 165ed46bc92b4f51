package dev.autonomy.misbuilt.port;

/** A port of the house built wrong. */
public interface Gate {
    void open();
}
