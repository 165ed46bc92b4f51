package dev.autonomy.registry.adapter.transport.trust;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts a server's chain, for the host name that was asked for, by this machine's authorities and
 * a registry's own; by the JDK's only where this machine names none. Authorities are read at the
 * first certificate that is shown: a registry that answers in clear text costs none of that.
 */
final class ServerTrust extends X509ExtendedTrustManager {

    private final SystemCertificates system;
    private final List<Certificate> own;
    private Optional<X509ExtendedTrustManager> vouching = Optional.empty();
    private Optional<X509ExtendedTrustManager> known = Optional.empty();
    private Optional<X509ExtendedTrustManager> builtIn = Optional.empty();

    ServerTrust(SystemCertificates system, List<Certificate> own) {
        this.system = system;
        this.own = List.copyOf(own);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        chain[0].checkValidity(); // the JDK skips it where an authority shows its own certificate
        if (isVouchedFor(chain, authType, socket)) {
            return;
        }
        try {
            known().checkServerTrusted(chain, authType, socket);
        } catch (CertificateException refusal) {
            if (!system.all().isEmpty()) {
                throw refusal;
            }
            try {
                builtIn().checkServerTrusted(chain, authType, socket);
            } catch (CertificateException _) {
                throw refusal;
            }
        }
    }

    /** A registry's own authorities are few; the machine's are read where they do not suffice. */
    private boolean isVouchedFor(X509Certificate[] chain, String authType, Socket socket) {
        if (own.isEmpty()) {
            return false;
        }
        try {
            vouching().checkServerTrusted(chain, authType, socket);
            return true;
        } catch (CertificateException _) {
            return false;
        }
    }

    private synchronized X509ExtendedTrustManager vouching() throws CertificateException {
        if (vouching.isEmpty()) {
            vouching = Optional.of(judge(storeOf(own)));
        }
        return vouching.get();
    }

    private synchronized X509ExtendedTrustManager known() throws CertificateException {
        if (known.isEmpty()) {
            List<Certificate> all = Stream.concat(own.stream(), system.all().stream()).toList();
            known = Optional.of(all.isEmpty() ? builtIn() : judge(storeOf(all)));
        }
        return known.get();
    }

    private synchronized X509ExtendedTrustManager builtIn() throws CertificateException {
        if (builtIn.isEmpty()) {
            builtIn = Optional.of(judge(Optional.empty()));
        }
        return builtIn.get();
    }

    /** By the store given, or the JDK's. */
    private static X509ExtendedTrustManager judge(Optional<KeyStore> store)
            throws CertificateException {
        try {
            TrustManagerFactory factory =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store.orElse(null));
            for (TrustManager manager : factory.getTrustManagers()) {
                if (manager instanceof X509ExtendedTrustManager extended) {
                    return extended;
                }
            }
            throw new CertificateException("this JDK judges no certificates");
        } catch (GeneralSecurityException e) {
            throw new CertificateException(e);
        }
    }

    private static Optional<KeyStore> storeOf(List<Certificate> certificates)
            throws CertificateException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry(Integer.toString(i), certificates.get(i));
            }
            return Optional.of(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException(e);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw withoutHostName();
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw withoutHostName();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
            throws CertificateException {
        throw withoutHostName();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
            throws CertificateException {
        throw withoutHostName();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
            throws CertificateException {
        throw withoutHostName();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[0];
    }

    private static CertificateException withoutHostName() {
        return new CertificateException("only servers are judged, with the host name asked for");
    }
}
