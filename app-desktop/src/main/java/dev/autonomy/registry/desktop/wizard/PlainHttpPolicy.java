package dev.autonomy.registry.desktop.wizard;

/** Where registries may be spoken to without encryption. */
public enum PlainHttpPolicy {
    LOOPBACK_ONLY,
    PERMITTED
}
