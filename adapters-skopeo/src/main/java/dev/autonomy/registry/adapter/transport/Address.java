package dev.autonomy.registry.adapter.transport;

import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.adapter.words.Words;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Reads the addresses that servers and the environment name; the only place where such text becomes
 * a URI. What it returns has the scheme http or https, a host, and a port that exists.
 */
final class Address {

    private static final int HIGHEST_PORT = 65_535;

    /** What browsers and Go's tools escape where a server forgot to (RFC 3986, 2). */
    private static final String TO_BE_ESCAPED = " \"<>\\^`{|}";

    private Address() {}

    /** A whole address. */
    static URI parse(String text) throws Unreadable {
        return checked(uri(text));
    }

    /** An address that may be relative to another (RFC 3986, 5.2); a fragment is left out. */
    static URI resolve(URI from, String text) throws Unreadable {
        int fragment = text.indexOf('#');
        String reference = fragment < 0 ? text : text.substring(0, fragment);
        // The JDK would drop the last segment of the path, by the older RFC 2396.
        URI target =
                reference.startsWith("?")
                        ? uri(withoutQuery(from) + reference)
                        : from.resolve(uri(reference));
        return checked(target);
    }

    private static String withoutQuery(URI address) {
        String text = address.toString();
        int end = text.indexOf('?');
        return end < 0 ? text : text.substring(0, end);
    }

    private static URI uri(String text) throws Unreadable {
        try {
            return new URI(escaped(text.strip()));
        } catch (URISyntaxException _) {
            throw new Unreadable("it is not an address");
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length());
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xFF);
            if (c < ' ' || c > '~' || TO_BE_ESCAPED.indexOf(c) >= 0) {
                escaped.append('%').append("%02X".formatted((int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }

    private static URI checked(URI address) throws Unreadable {
        String scheme =
                address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new Unreadable(
                    scheme.isEmpty() ? "it has no scheme" : "its scheme is " + Words.clean(scheme));
        }
        if (address.getHost() == null) {
            throw new Unreadable("it has no usable host and port");
        }
        // Minus one is how the JDK says that none is given.
        if (address.getPort() == 0 || address.getPort() > HIGHEST_PORT) {
            throw new Unreadable(
                    "its port " + address.getPort() + " is not one from 1 to " + HIGHEST_PORT);
        }
        return address;
    }
}
