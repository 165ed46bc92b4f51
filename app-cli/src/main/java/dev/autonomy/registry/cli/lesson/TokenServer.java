package dev.autonomy.registry.cli.lesson;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

/**
 * Gives everybody on this machine a token for one repository of one registry (distribution's token
 * authentication), over clear text on a free loopback port.
 */
final class TokenServer implements AutoCloseable {

    static final String ISSUER = "lesson";
    static final String SERVICE = "edge";

    private static final long LIFE = Duration.ofHours(1).toSeconds();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final ServerSocket socket;
    private final Authority authority;
    private final String repository;
    private final Clock clock;

    private TokenServer(ServerSocket socket, Authority authority, String repository, Clock clock) {
        this.socket = socket;
        this.authority = authority;
        this.repository = repository;
        this.clock = clock;
    }

    static TokenServer start(Authority authority, String repository, Clock clock)
            throws IOException {
        TokenServer server =
                new TokenServer(
                        new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                        authority,
                        repository,
                        clock);
        Thread.ofVirtual().name("token server").start(server::serve);
        return server;
    }

    String realm() {
        return "http://localhost:" + socket.getLocalPort() + "/token";
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                answer(client);
            } catch (IOException | GeneralSecurityException _) {
                // The lesson ends sooner, and teaches what came before.
                continue;
            }
        }
    }

    private void answer(Socket client) throws IOException, GeneralSecurityException {
        BufferedReader request =
                new BufferedReader(
                        new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        while (!request.readLine().isEmpty()) {
            continue;
        }
        String body = "{\"token\":\"%s\",\"expires_in\":%d}".formatted(token(), LIFE);
        client.getOutputStream()
                .write(
                        """
                        HTTP/1.1 200 OK\r
                        Content-Type: application/json\r
                        Content-Length: %d\r
                        Connection: close\r
                        \r
                        %s"""
                                .formatted(body.length(), body)
                                .getBytes(StandardCharsets.US_ASCII));
    }

    private String token() throws GeneralSecurityException {
        long now = clock.instant().getEpochSecond();
        String header =
                """
                {"typ":"JWT","alg":"ES256","x5c":["%s"]}"""
                        .formatted(Base64.getEncoder().encodeToString(authority.certificate()));
        String claims =
                """
                {"iss":"%s","sub":"","aud":"%s","nbf":%d,"iat":%d,"exp":%d,"jti":"%d",\
                "access":[{"type":"repository","name":"%s","actions":["pull","push","delete"]}]}"""
                        .formatted(ISSUER, SERVICE, now, now, now + LIFE, now, repository);
        String signed = encoded(header) + "." + encoded(claims);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(authority.key());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + BASE64.encodeToString(signature.sign());
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
