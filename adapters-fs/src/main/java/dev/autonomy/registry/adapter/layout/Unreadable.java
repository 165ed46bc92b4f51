package dev.autonomy.registry.adapter.layout;

/** A document that is not what it must be; the message says why in words. */
final class Unreadable extends Exception {

    private static final long serialVersionUID = 1L;

    Unreadable(String reason) {
        super(reason);
    }
}
