package dev.autonomy.registry.adapter.login;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.autonomy.registry.adapter.transport.WebServer;
import dev.autonomy.registry.adapter.transport.trust.KeyMaterial;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A login server whose tokens docker-registry believes: it knows one user and one refresh token,
 * and grants what is asked for.
 */
final class LoginServer implements AutoCloseable {

    static final String ISSUER = "test-issuer";
    static final String SERVICE = "test-registry";
    static final String USER = "robot";
    static final String PASSWORD = "s3cret/ü";
    static final String REFRESH_TOKEN = "refresh+me/please";

    private static final JsonMapper JSON = new JsonMapper();

    private final KeyMaterial signer;
    private final WebServer server;

    private LoginServer(KeyMaterial signer) {
        this.signer = signer;
        this.server = WebServer.start(this::answer);
    }

    static LoginServer start(KeyMaterial signer) {
        return new LoginServer(signer);
    }

    /** The section of docker-registry's configuration that sends clients here. */
    String section(String bundleFile) {
        return """
               auth: {token: {realm: "http://%s/token", service: %s, issuer: %s, rootcertbundle: %s}}"""
                .formatted(server.host(), SERVICE, ISSUER, bundleFile);
    }

    List<WebServer.Request> requests() {
        return server.requests();
    }

    private WebServer.Reply answer(WebServer.Request request) {
        boolean refreshes = request.method().equals("POST");
        Map<String, String> query =
                parameters(
                        refreshes
                                ? request.body()
                                : request.target().substring(request.target().indexOf('?') + 1));
        boolean known =
                refreshes
                        ? REFRESH_TOKEN.equals(query.get("refresh_token"))
                                && "refresh_token".equals(query.get("grant_type"))
                        : new Credentials.Password(USER, PASSWORD)
                                .basic()
                                .equals(request.authorization());
        if (!known || !SERVICE.equals(query.get("service"))) {
            return WebServer.Reply.error(401, "UNAUTHORIZED", "who are you?");
        }
        String token = token(query.get("scope"));
        return WebServer.Reply.of(
                200,
                "application/json",
                "{\"%s\":\"%s\",\"expires_in\":300}"
                        .formatted(refreshes ? "access_token" : "token", token));
    }

    private String token(String scope) {
        String[] parts = scope.split(":");
        long now = Instant.now().getEpochSecond();
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", ISSUER);
        claims.put("sub", USER);
        claims.put("aud", SERVICE);
        claims.put("exp", now + 300);
        claims.put("nbf", now - 60);
        claims.put("iat", now);
        claims.put("jti", UUID.randomUUID().toString());
        claims.put(
                "access",
                List.of(
                        Map.of(
                                "type",
                                parts[0],
                                "name",
                                parts[1],
                                "actions",
                                List.of(parts[2].split(",")))));
        try {
            Map<String, Object> header = new LinkedHashMap<>();
            header.put("typ", "JWT");
            header.put("alg", "RS256");
            header.put(
                    "x5c",
                    List.of(Base64.getEncoder().encodeToString(signer.certificate().getEncoded())));
            String signed =
                    part(JSON.writeValueAsBytes(header))
                            + "."
                            + part(JSON.writeValueAsBytes(claims));
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initSign(signer.key());
            rsa.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + part(rsa.sign());
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    @Override
    public void close() {
        server.close();
    }
}
