package dev.autonomy.registry.adapter.transport.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {

    @ParameterizedTest
    @CsvSource({
        "https://Registry.example/v2/,registry.example",
        "https://registry.example:443/v2/,registry.example",
        "https://registry.example:80/v2/,registry.example:80",
        "http://registry.example:80/v2/,registry.example",
        "http://registry.example:443/v2/,registry.example:443",
        "https://[2001:db8::1]/v2/,[2001:db8::1]",
        "http://[::1]:5000/v2/,[::1]:5000",
        "http://[fe80::1%eth0]:5000/v2/,[fe80::1]:5000"
    })
    void a_host_field_holds_no_port_of_the_scheme_and_no_zone(String address, String field) {
        assertEquals(field, Origin.of(URI.create(address)).hostField());
    }
}
