package dev.autonomy.registry.adapter.transport.connection;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Scheme, host and port of a URI: what credentials belong to. */
public record Origin(String scheme, String host, int port) {

    private static final int HTTPS_PORT = 443;
    private static final int HTTP_PORT = 80;
    private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

    public static Origin of(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int port =
                uri.getPort() >= 0
                        ? uri.getPort()
                        : scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
        return new Origin(scheme, bare(uri.getHost()).toLowerCase(Locale.ROOT), port);
    }

    public boolean isSecure() {
        return scheme.equals("https");
    }

    public boolean isLoopback() {
        return isLoopback(host);
    }

    /** {@code localhost} and literal loopback addresses; no name is looked up. */
    public static boolean isLoopback(String host) {
        return host.equalsIgnoreCase("localhost")
                || address(host).filter(InetAddress::isLoopbackAddress).isPresent();
    }

    /** The address that a literal stands for, by the strict forms only. */
    public static Optional<InetAddress> address(String host) {
        try {
            return IPV4.matcher(host).matches() || host.indexOf(':') >= 0
                    ? Optional.of(InetAddress.ofLiteral(bare(host)))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** {@code host:port}. */
    public String authority() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }

    /**
     * What a Host field says: the port only where it is not the scheme's own (RFC 9110, 7.2), and
     * no zone, which means nothing elsewhere (RFC 6874, 4).
     */
    public String hostField() {
        int zone = host.indexOf('%');
        String name =
                host.indexOf(':') >= 0
                        ? "[" + (zone < 0 ? host : host.substring(0, zone)) + "]"
                        : host;
        return port == (isSecure() ? HTTPS_PORT : HTTP_PORT) ? name : name + ":" + port;
    }

    private static String bare(String host) {
        return host.startsWith("[") && host.endsWith("]")
                ? host.substring(1, host.length() - 1)
                : host;
    }
}
