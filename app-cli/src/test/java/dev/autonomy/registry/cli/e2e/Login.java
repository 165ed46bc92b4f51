package dev.autonomy.registry.cli.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** A login that a proxy asks for in its registry's name, and a file that holds it. */
record Login(Path authFile) {

    static final String USER = "robot";
    static final String PLANTED = "planted-5ecret-4711";

    /** From now on this proxy wants it. */
    static Login at(FaultProxy registry, Path folder) {
        String basic = basic(PLANTED);
        registry.always(
                request -> !request.head().contains("Authorization: Basic " + basic + "\r\n"),
                Fault.Instead.error(401, "UNAUTHORIZED", "authentication required")
                        .with("WWW-Authenticate", "Basic realm=\"fleet\""));
        return new Login(authFile(folder, registry.host(), PLANTED));
    }

    /** A file with the user's name and this password for a registry. */
    static Path authFile(Path folder, String host, String password) {
        try {
            return Files.writeString(
                    folder.resolve("auth.json"),
                    "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(host, basic(password)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isSent(FaultProxy.Request request) {
        return request.hasHeader("authorization");
    }

    /** Whether a text holds the password, plain or encoded. */
    static boolean isIn(String text) {
        return text.contains(PLANTED) || text.contains(basic(PLANTED));
    }

    private static String basic(String password) {
        return Base64.getEncoder()
                .encodeToString((USER + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
