package dev.autonomy.registry.adapter.transport;

import dev.autonomy.registry.outcome.Obstacle;
import java.security.Provider;
import java.security.SecureRandom;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

/**
 * TLS that is set up when it is first needed. The JDK's HTTP client wants its context at once, also
 * when it will only ever speak plain HTTP.
 */
final class DeferredTls extends SSLContextSpi {

    private final Source source;
    private Optional<SSLContext> loaded = Optional.empty();

    /** Sets it up. */
    @FunctionalInterface
    interface Source {
        SSLContext load() throws Obstacle;
    }

    DeferredTls(Source source) {
        this.source = source;
    }

    /** To be called before a secure connection is asked for. */
    synchronized void load() throws Obstacle {
        if (loaded.isEmpty()) {
            loaded = Optional.of(source.load());
        }
    }

    SSLContext context() {
        return new SSLContext(this, new Named(), "TLS") {};
    }

    private synchronized SSLContext loaded() {
        return loaded.orElseThrow(() -> new IllegalStateException("TLS is not set up yet"));
    }

    /** A context has to say where it comes from. */
    private static final class Named extends Provider {
        private static final long serialVersionUID = 1L;

        private Named() {
            super("deferred", "1", "sets up the JDK's own TLS when it is needed");
        }
    }

    @Override
    protected SSLEngine engineCreateSSLEngine() {
        return loaded().createSSLEngine();
    }

    @Override
    protected SSLEngine engineCreateSSLEngine(String host, int port) {
        return loaded().createSSLEngine(host, port);
    }

    @Override
    protected SSLSocketFactory engineGetSocketFactory() {
        return loaded().getSocketFactory();
    }

    @Override
    protected SSLServerSocketFactory engineGetServerSocketFactory() {
        return loaded().getServerSocketFactory();
    }

    @Override
    protected SSLSessionContext engineGetServerSessionContext() {
        return loaded().getServerSessionContext();
    }

    @Override
    protected SSLSessionContext engineGetClientSessionContext() {
        return loaded().getClientSessionContext();
    }

    @Override
    protected void engineInit(KeyManager[] keys, TrustManager[] trust, SecureRandom random) {
        throw new UnsupportedOperationException("it sets itself up");
    }

    @Override
    protected SSLParameters engineGetDefaultSSLParameters() {
        return loaded().getDefaultSSLParameters();
    }

    @Override
    protected SSLParameters engineGetSupportedSSLParameters() {
        return loaded().getSupportedSSLParameters();
    }
}
