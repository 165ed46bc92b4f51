package dev.autonomy.registry.adapter.transport;

/**
 * To which registries plain HTTP may be spoken when TLS is not (spec 1.6); HTTPS is always tried
 * first.
 */
public enum PlainHttp {
    LOOPBACK_ONLY,
    PERMITTED
}
