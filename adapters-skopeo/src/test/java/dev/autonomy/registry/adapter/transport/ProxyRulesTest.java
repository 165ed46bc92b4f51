package dev.autonomy.registry.adapter.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.json.Unreadable;
import dev.autonomy.registry.adapter.transport.connection.Origin;
import dev.autonomy.registry.adapter.transport.connection.ProxyAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyRulesTest {

    private static final String PROXY = "http://proxy.example.com:3128";

    @Test
    void each_scheme_has_its_own_proxy() throws Exception {
        Map<String, String> environment =
                Map.of("HTTPS_PROXY", "http://secure:1", "HTTP_PROXY", "http://plain:2");

        assertEquals("secure:1", proxy(environment, "https://registry.example.com/").get());
        assertEquals("plain:2", proxy(environment, "http://registry.example.com/").get());
    }

    @Test
    void a_variable_in_capitals_comes_before_one_in_small_letters() throws Exception {
        assertEquals(
                "small:1",
                proxy(Map.of("https_proxy", "http://small:1"), "https://registry.example.com/")
                        .get());
        assertEquals(
                "capital:1",
                proxy(
                                Map.of(
                                        "https_proxy",
                                        "http://small:1",
                                        "HTTPS_PROXY",
                                        "http://capital:1"),
                                "https://registry.example.com/")
                        .get());
    }

    @Test
    void without_a_variable_there_is_no_proxy() throws Exception {
        assertEquals(Optional.empty(), proxy(Map.of(), "https://registry.example.com/"));
        assertEquals(
                Optional.empty(),
                proxy(Map.of("HTTPS_PROXY", ""), "https://registry.example.com/"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://localhost:5000/",
                "https://LOCALHOST/",
                "https://127.0.0.1/",
                "https://127.1.2.3:5000/",
                "https://[::1]:5000/"
            })
    void loopback_is_always_direct(String address) throws Exception {
        assertEquals(Optional.empty(), proxy(Map.of("HTTPS_PROXY", PROXY), address));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*                          | https://registry.example.com/      | direct",
                "example.com                | https://example.com/               | direct",
                "example.com                | https://registry.example.com/      | direct",
                "EXAMPLE.com                | https://registry.EXAMPLE.com/      | direct",
                "example.com                | https://badexample.com/            | proxy",
                ".example.com               | https://registry.example.com/      | direct",
                ".example.com               | https://example.com/               | proxy",
                "*.example.com              | https://registry.example.com/      | direct",
                "*.example.com              | https://example.com/               | proxy",
                "example.com:5000           | https://example.com:5000/          | direct",
                "example.com:5000           | https://example.com/               | proxy",
                "example.com:443            | https://example.com/               | direct",
                "other.com, example.com     | https://example.com/               | direct",
                "other.com,,                | https://example.com/               | proxy",
                "10.0.0.1                   | https://10.0.0.1:5000/             | direct",
                "10.0.0.1:5000              | https://10.0.0.1:5000/             | direct",
                "10.0.0.1:5001              | https://10.0.0.1:5000/             | proxy",
                "10.0.0.0/8                 | https://10.200.3.4/                | direct",
                "10.0.0.0/9                 | https://10.200.3.4/                | proxy",
                "10.0.0.0/33                | https://10.0.0.1/                  | proxy",
                "0.0.0.0/0                  | https://192.0.2.7/                 | direct",
                "0.0.0.0/0                  | https://registry.example.com/      | proxy",
                "fd00::/8                   | https://[fd12::1]:5000/            | direct",
                "fd00::/8                   | https://[fe80::1]:5000/            | proxy",
                "fd12::1                    | https://[fd12::1]:5000/            | direct",
                "[fd12::1]:5000             | https://[fd12::1]:5000/            | direct",
                "[fd12::1]:5001             | https://[fd12::1]:5000/            | proxy",
                ":5000                      | https://example.com:5000/          | proxy",
            })
    void no_proxy_names_what_is_reached_directly(String noProxy, String address, String way)
            throws Exception {
        Optional<String> proxy = proxy(Map.of("HTTPS_PROXY", PROXY, "NO_PROXY", noProxy), address);

        assertEquals(way.equals("direct"), proxy.isEmpty());
    }

    @Test
    void a_proxy_may_be_written_without_a_scheme_or_port() throws Exception {
        assertEquals(
                "proxy:3128", new ProxyVariable("HTTPS_PROXY", "proxy:3128").address().toString());
        assertEquals(
                "proxy:80", new ProxyVariable("HTTPS_PROXY", "http://proxy").address().toString());
    }

    @Test
    void a_login_in_the_address_becomes_a_header_and_is_never_shown() throws Exception {
        ProxyAddress address =
                new ProxyVariable("HTTPS_PROXY", "http://user:p%40ss@proxy:3128").address();

        assertEquals(Optional.of("Basic dXNlcjpwQHNz"), address.authorization());
        assertFalse(address.toString().contains("p@ss"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://user:secret@proxy:1080",
                "https://proxy",
                "http://:secret@",
                "a b"
            })
    void other_proxies_are_refused_without_repeating_the_address(String text) {
        Unreadable refusal =
                assertThrows(
                        Unreadable.class, () -> new ProxyVariable("HTTPS_PROXY", text).address());

        assertTrue(refusal.getMessage().contains("proxy"));
        assertFalse(refusal.getMessage().contains("secret"));
    }

    @ParameterizedTest
    @CsvSource({
        "http://proxy:99999, its port 99999 is not one from 1 to 65535",
        "http://proxy:0, its port 0 is not one from 1 to 65535",
        "proxy:5000000000, it has no usable host and port",
        "http://, it is not an address",
        "%, it is not an address",
    })
    void a_proxy_that_cannot_be_is_told_by_the_variable_that_names_it(String text, String why) {
        Unreadable refusal =
                assertThrows(
                        Unreadable.class, () -> new ProxyVariable("https_proxy", text).address());

        assertEquals(
                "https_proxy names a proxy whose address cannot be read: " + why,
                refusal.getMessage());
    }

    private static Optional<String> proxy(Map<String, String> environment, String address)
            throws Unreadable {
        return new ProxyRules(Settings.in(Path.of("no-such-home"), environment))
                .proxyFor(Origin.of(URI.create(address)))
                .map(ProxyAddress::toString);
    }
}
