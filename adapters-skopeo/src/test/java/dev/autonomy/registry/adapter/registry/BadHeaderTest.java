package dev.autonomy.registry.adapter.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.adapter.transport.PlainHttp;
import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.adapter.transport.Settings;
import dev.autonomy.registry.adapter.transport.WebServer;
import dev.autonomy.registry.adapter.transport.WebServer.Reply;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.Unreachable.Reason;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Numbers, ports and addresses out of range, in every header that the client reads: bad answers of
 * a server, never bugs of ours.
 */
class BadHeaderTest {

    private static final Tag V1 = new Tag("v1");

    private final Artifact image = Artifact.image("layer");
    private final ManifestContent content = image.manifest().content();
    private volatile WebServer.Script script = _ -> Reply.of(404);
    private final WebServer server = WebServer.startRegistry(request -> script.answer(request));
    private final HttpRegistries registries = Clients.hasty(Settings.impatient());
    private final Repository repository = new Repository(server.host(), "team/app");

    @AfterEach
    void close() {
        registries.close();
        server.close();
    }

    static Stream<String> numbers() {
        return Stream.of(
                "abc",
                "-1",
                "-9223372036854775809",
                "99999999999999999999",
                "0x10",
                "1e3",
                "+2",
                "2.0",
                "2, 3",
                "٢");
    }

    static Stream<String> addresses() {
        return Stream.of(
                "http://127.0.0.1:99999/x",
                "http://127.0.0.1:0/x",
                "http://127.0.0.1:65536/x",
                "http://127.0.0.1:5000000000/x",
                "http://127.0.0.1:-1/x",
                "http://127.0.0.1:abc/x",
                "http://[::1/x",
                "http://[zz]:1/x",
                "http://a b/x",
                "http://ü/x",
                "http:///x",
                "http:x",
                "//127.0.0.1:99999/x",
                "mailto:x",
                "urn:a:b",
                "%zz",
                "http://127.0.0.1/%",
                ":",
                "http://user:pw@127.0.0.1:99999/x");
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void a_content_length_that_is_no_size(String value) {
        String answer =
                "HTTP/1.1 200 OK\r\nContent-Type: %s\r\nContent-Length: %s\r\n\r\n{}"
                        .formatted(MediaTypes.OCI_MANIFEST, value);
        script = _ -> Reply.raw(answer);

        assertIsBadAnswer(() -> registries.manifest(repository, image.digest()));
        assertIsBadAnswer(() -> registries.blobSize(repository, image.digest()));
        assertIsBadAnswer(() -> registries.put(repository, content));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FFFFFFFFFFFFFFFFF", "-1", "x", "7fffffffffffffff"})
    void a_chunk_of_a_size_that_is_none(String size) {
        script =
                _ ->
                        Reply.raw(
                                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%s\r\n{}\r\n"
                                        .formatted(size));

        assertIsBadAnswer(() -> registries.resolve(repository, V1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"99999", "-1", "000", "999", "1e2", "", "20", "٢٠٠"})
    void a_status_that_is_none(String status) {
        script = _ -> Reply.raw("HTTP/1.1 %s Odd\r\nContent-Length: 0\r\n\r\n".formatted(status));

        assertIsBadAnswer(() -> registries.resolve(repository, V1));
        assertIsBadAnswer(() -> registries.put(repository, content));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void a_redirect_to_nowhere(String address) {
        script = _ -> Reply.redirect(307, address);

        assertIsBadAnswer(() -> registries.resolve(repository, V1));
        assertIsBadAnswer(() -> registries.put(repository, content));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void an_upload_that_goes_on_nowhere(String address) {
        script =
                request ->
                        request.method().equals("POST")
                                ? Reply.of(202, Map.of("Location", address), new byte[0])
                                : Reply.of(404);

        assertIsBadAnswer(() -> registries.upload(repository, new byte[] {1}));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void a_next_page_that_is_nowhere(String address) {
        byte[] page =
                "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[]}"
                        .formatted(MediaTypes.OCI_INDEX)
                        .getBytes(StandardCharsets.UTF_8);
        Reply list =
                Reply.of(
                        200,
                        Map.of(
                                "Content-Type",
                                MediaTypes.OCI_INDEX,
                                "Link",
                                "<" + address + ">; rel=\"next\""),
                        page);
        script = request -> request.target().contains("/referrers/") ? list : Reply.of(404);

        assertIsBadAnswer(() -> registries.attachments(repository, image.digest()));
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void a_login_server_that_is_nowhere(String address) {
        script = _ -> Reply.challenge("Bearer realm=\"" + address + "\",service=\"x\"");

        assertIsBadAnswer(() -> registries.resolve(repository, V1));
    }

    @Test
    void a_realm_with_a_port_that_does_not_exist_is_said_as_that() {
        script = _ -> Reply.challenge("Bearer realm=\"http://127.0.0.1:99999/t\"");

        Obstacle.Unreachable refused = bad(() -> registries.resolve(repository, V1));

        assertEquals(
                "expected "
                        + server.host()
                        + " to name its login server, found an address that is none: its port 99999"
                        + " is not one from 1 to 65535",
                refused.seen());
    }

    @Test
    void a_location_with_a_port_that_does_not_exist_is_said_as_that() {
        script = _ -> Reply.redirect(302, "http://127.0.0.1:99999/x");

        assertEquals(
                "the Location that "
                        + server.host()
                        + " names cannot be followed: its port 99999 is not one from 1 to 65535",
                bad(() -> registries.resolve(repository, V1)).seen());
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "sha256:", "sha256:abc", "md5:00", "sha512:00", "\"\""})
    void a_digest_header_that_is_no_digest(String value) {
        Map<String, String> headers =
                Map.of("Content-Type", content.mediaType(), "Docker-Content-Digest", value);
        script = _ -> Reply.of(200, headers, content.bytes());
        boolean isEmpty = value.equals("\"\"");

        List<Executable> requests =
                List.of(
                        () -> registries.resolve(repository, V1),
                        () -> registries.manifest(repository, image.digest()),
                        () -> registries.put(repository, content),
                        () -> registries.point(repository, V1, Optional.empty(), content));

        for (Executable request : isEmpty ? List.<Executable>of() : requests) {
            assertTrue(
                    bad(request).seen().contains("in the header Docker-Content-Digest of "),
                    () -> value);
        }
    }

    @Test
    void a_digest_header_in_quotes_is_the_digest_in_them() throws Exception {
        Map<String, String> headers =
                Map.of(
                        "Content-Type",
                        content.mediaType(),
                        "Docker-Content-Digest",
                        "\"" + image.digest() + "\"");
        script = _ -> Reply.of(200, headers, content.bytes());

        assertEquals(image.manifest(), registries.resolve(repository, V1).orElseThrow());
        registries.put(repository, content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "99999999999999999999",
                "-1",
                "abc",
                "Fri, 31 Dec 99999 23:59:59 GMT",
                "Fri, 32 Nov 2026 00:00:00 GMT",
                "Fri, 01 Jan 0000 00:00:00 GMT"
            })
    void a_pause_that_is_none_is_not_waited_for(String value) {
        List<Duration> pauses = new ArrayList<>();
        script = _ -> Reply.of(503, Map.of("Retry-After", value), new byte[0]);
        try (HttpRegistries patient =
                new HttpRegistries(Settings.none(), (_, _, _, _) -> {}, pauses::add)) {
            Obstacle.Unreachable failed =
                    assertThrows(Obstacle.Unreachable.class, () -> patient.resolve(repository, V1));

            assertEquals(Reason.SERVER_ERROR, failed.reason());
            assertTrue(
                    pauses.stream().allMatch(each -> each.compareTo(Duration.ofMinutes(1)) <= 0),
                    pauses::toString);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999",
                "99999999999999999999999",
                "-5",
                "\"300\"",
                "\"abc\"",
                "0",
                "null",
                "[]",
                "9223372036854775807"
            })
    void a_token_whose_time_is_no_number_of_seconds_is_used_all_the_same(String seconds)
            throws Exception {
        script =
                request ->
                        request.target().startsWith("/token")
                                ? Reply.of(
                                        200,
                                        "application/json",
                                        "{\"token\":\"\",\"access_token\":\"abc\",\"expires_in\":"
                                                + seconds
                                                + "}")
                                : request.authorization().equals("Bearer abc")
                                        ? Reply.of(404)
                                        : Reply.challenge(
                                                "Bearer realm=\"http://"
                                                        + server.host()
                                                        + "/token\"");

        assertEquals(Optional.empty(), registries.resolve(repository, V1));
    }

    @Test
    void a_stall_time_beyond_what_clocks_can_add_is_for_ever() throws Exception {
        script = _ -> Reply.of(200, Map.of(), new byte[] {1, 2, 3});
        Descriptor huge = Descriptor.of("t/x", image.digest(), Integer.MAX_VALUE);
        RegistrySettings endless =
                new RegistrySettings(
                        Map.of(),
                        Path.of("no-such-home"),
                        Optional.empty(),
                        PlainHttp.LOOPBACK_ONLY,
                        Duration.ofNanos(Long.MAX_VALUE));
        try (HttpRegistries patient = Clients.hasty(endless)) {
            assertEquals(OptionalLong.of(3), patient.blobSize(repository, image.digest()));
            assertThrows(
                    Obstacle.Contradiction.class,
                    () -> patient.read(repository, huge, Integer.MAX_VALUE, _ -> 0));
        }
    }

    private void assertIsBadAnswer(Executable request) {
        Obstacle.Unreachable refused = bad(request);

        assertTrue(refused.getMessage().contains(server.host()), refused.getMessage());
        assertTrue(!refused.seen().contains("pw"), refused.seen());
    }

    private Obstacle.Unreachable bad(Executable request) {
        Obstacle.Unreachable refused = assertThrows(Obstacle.Unreachable.class, request);
        assertEquals(ExitCode.UNREACHABLE, ExitCode.of(refused));
        assertEquals(Optional.of(server.host()), refused.attempt().registry());
        return refused;
    }
}
