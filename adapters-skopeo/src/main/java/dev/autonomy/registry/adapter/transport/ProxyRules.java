package dev.autonomy.registry.adapter.transport;

import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.adapter.transport.connection.Origin;
import dev.autonomy.registry.adapter.transport.connection.ProxyAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which servers are reached through a proxy, by Go's rules (golang.org/x/net/http/httpproxy), so
 * that skopeo and this client take the same way: {@code NO_PROXY} with names, domains, addresses,
 * networks and ports; loopback never.
 */
final class ProxyRules {

    private final Optional<ProxyVariable> secure;
    private final Optional<ProxyVariable> plain;
    private final List<Direct> directs = new ArrayList<>();

    /** Servers that are reached directly. */
    private sealed interface Direct {

        boolean covers(Origin origin, Optional<InetAddress> address);

        record Everything() implements Direct {
            @Override
            public boolean covers(Origin origin, Optional<InetAddress> address) {
                return true;
            }
        }

        record Network(InetAddress base, int bits) implements Direct {
            @Override
            public boolean covers(Origin origin, Optional<InetAddress> address) {
                return address.filter(this::contains).isPresent();
            }

            private boolean contains(InetAddress address) {
                byte[] own = base.getAddress();
                byte[] other = address.getAddress();
                if (own.length != other.length) {
                    return false;
                }
                for (int i = 0; i < bits; i++) {
                    int mask = 0x80 >> (i % 8);
                    if ((own[i / 8] & mask) != (other[i / 8] & mask)) {
                        return false;
                    }
                }
                return true;
            }
        }

        record Address(InetAddress wanted, Optional<Integer> port) implements Direct {
            @Override
            public boolean covers(Origin origin, Optional<InetAddress> address) {
                return address.equals(Optional.of(wanted)) && fits(port, origin);
            }
        }

        /** A domain, with the dot before it, and perhaps the host of that very name. */
        record Domain(String suffix, Extent extent, Optional<Integer> port) implements Direct {

            private enum Extent {
                SUBDOMAINS,
                WITH_THE_DOMAIN_ITSELF
            }

            @Override
            public boolean covers(Origin origin, Optional<InetAddress> address) {
                boolean itself =
                        extent == Extent.WITH_THE_DOMAIN_ITSELF
                                && origin.host().equals(suffix.substring(1));
                return (itself || origin.host().endsWith(suffix)) && fits(port, origin);
            }
        }

        private static boolean fits(Optional<Integer> port, Origin origin) {
            return port.isEmpty() || port.get() == origin.port();
        }
    }

    ProxyRules(RegistrySettings settings) {
        secure = either(settings, "HTTPS_PROXY");
        plain = either(settings, "HTTP_PROXY");
        either(settings, "NO_PROXY").map(ProxyVariable::value).ifPresent(this::addDirects);
    }

    /**
     * The proxy to use; empty where the server is reached directly.
     *
     * @throws Unreadable when the proxy's address is, or is of a kind that is not spoken to
     */
    Optional<ProxyAddress> proxyFor(Origin origin) throws Unreadable {
        Optional<InetAddress> address = Origin.address(origin.host());
        boolean isDirect =
                origin.isLoopback()
                        || directs.stream().anyMatch(each -> each.covers(origin, address));
        Optional<ProxyVariable> named =
                isDirect ? Optional.empty() : origin.isSecure() ? secure : plain;
        return named.isEmpty() ? Optional.empty() : Optional.of(named.get().address());
    }

    private static Optional<ProxyVariable> either(RegistrySettings settings, String name) {
        return Stream.of(name, name.toLowerCase(Locale.ROOT))
                .flatMap(
                        each ->
                                settings
                                        .variable(each)
                                        .map(v -> new ProxyVariable(each, v))
                                        .stream())
                .findFirst();
    }

    private void addDirects(String list) {
        List<String> entries =
                Arrays.stream(list.split(","))
                        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
                        .filter(entry -> !entry.isEmpty())
                        .toList();
        if (entries.contains("*")) {
            directs.add(new Direct.Everything());
        }
        entries.stream().flatMap(ProxyRules::parse).forEach(directs::add);
    }

    private static Stream<Direct> parse(String entry) {
        Optional<Direct> network = network(entry);
        if (network.isPresent()) {
            return network.stream();
        }
        String host = entry;
        Optional<Integer> port = Optional.empty();
        int colon = entry.lastIndexOf(':');
        boolean hasPort =
                colon >= 0
                        && (entry.indexOf(':') == colon
                                || entry.startsWith("[") && entry.charAt(colon - 1) == ']');
        if (hasPort) {
            host = entry.substring(0, colon);
            String digits = entry.substring(colon + 1);
            if (!digits.matches("[0-9]{0,5}")) {
                return Stream.empty();
            }
            port = digits.isEmpty() ? Optional.empty() : Optional.of(Integer.valueOf(digits));
        }
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isEmpty()) {
            return Stream.empty();
        }
        Optional<InetAddress> address = Origin.address(host);
        return Stream.of(
                address.isPresent() ? new Direct.Address(address.get(), port) : domain(host, port));
    }

    private static Direct domain(String host, Optional<Integer> port) {
        String name = host.startsWith("*.") ? host.substring(1) : host;
        return name.startsWith(".")
                ? new Direct.Domain(name, Direct.Domain.Extent.SUBDOMAINS, port)
                : new Direct.Domain("." + name, Direct.Domain.Extent.WITH_THE_DOMAIN_ITSELF, port);
    }

    private static Optional<Direct> network(String entry) {
        int slash = entry.indexOf('/');
        if (slash < 0 || !entry.substring(slash + 1).matches("[0-9]{1,3}")) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(entry.substring(slash + 1));
        return Origin.address(entry.substring(0, slash))
                .filter(base -> bits <= base.getAddress().length * 8)
                .map(base -> new Direct.Network(base, bits));
    }
}
