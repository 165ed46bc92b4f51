package dev.autonomy.registry.adapter.registry;

/** Bytes that are not the document they should be; the message says why. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    Unreadable(String reason) {
        super(reason);
    }
}
