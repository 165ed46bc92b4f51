package dev.autonomy.registry.cli.lesson;

import dev.autonomy.registry.adapter.transport.PlainHttp;
import dev.autonomy.registry.cli.Autonomy;
import dev.autonomy.registry.cli.Surroundings;
import dev.autonomy.registry.cli.demo.LoopbackRegistry;
import dev.autonomy.registry.cli.demo.LoopbackRegistry.Manners;
import dev.autonomy.registry.cli.demo.SampleBundle;
import dev.autonomy.registry.cli.wiring.AdapterWorkplace;
import dev.autonomy.registry.cli.wiring.Setup;
import dev.autonomy.registry.cli.wiring.Workplace;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.TagPublisher;
import dev.autonomy.registry.progress.LinkObserver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/**
 * The seeds of a fleet in small: from a registry with TLS and a password to one with tokens, for
 * the first time and again, shown in each way. Everything lies in one folder, the home too.
 */
final class Lesson {

    private static final ToolVersion PRODUCT = new ToolVersion("autonomy", "lesson");
    private static final String NAME = "robot-behavior";
    private static final Tag TAG = new Tag("v1");
    private static final String LOGIN = "robot:lesson";
    private static final int SALT = 16;
    private static final int LEAST_COST = 4;
    private static final OptionalInt WIDTH = OptionalInt.of(100);

    private final Path folder;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, String> environment;

    Lesson(Path folder, String path) {
        this.folder = folder;
        environment = Map.of("PATH", path, "HOME", folder.toString());
    }

    void teach(Path dockerRegistry)
            throws IOException, GeneralSecurityException, Obstacle, InterruptedException {
        Authority authority = Authority.at(clock.instant());
        Path certificate = write("ca.crt", authority.certificatePem());
        Path key = write("ca.key", authority.keyPem());
        try (TokenServer tokens = TokenServer.start(authority, NAME, clock);
                LoopbackRegistry source =
                        LoopbackRegistry.start(
                                dockerRegistry,
                                folder.resolve("source"),
                                withPassword(certificate, key));
                LoopbackRegistry edge =
                        LoopbackRegistry.start(
                                dockerRegistry,
                                folder.resolve("edge"),
                                withTokens(tokens, certificate))) {
            Path logins = logins(source);
            Path publicKey = publish(source, logins);
            Path trusted =
                    Files.createDirectories(
                            folder.resolve(".config/containers/certs.d").resolve(source.host()));
            Files.copy(certificate, trusted.resolve("ca.crt"));
            seedInEachWay(
                    new Repository(source.host(), NAME).at(TAG),
                    // By number: a registry is reached by name or so, and both are to be known.
                    new Repository(edge.host().replace("localhost", "127.0.0.1"), NAME).at(TAG),
                    publicKey,
                    logins);
        }
    }

    private Manners withPassword(Path certificate, Path key) throws IOException {
        byte[] salt = new byte[SALT];
        new SecureRandom().nextBytes(salt);
        int colon = LOGIN.indexOf(':');
        String hash =
                OpenBSDBCrypt.generate(
                        "2y", LOGIN.substring(colon + 1).toCharArray(), salt, LEAST_COST);
        Path passwords = write("htpasswd", LOGIN.substring(0, colon + 1) + hash + "\n");
        return new Manners(
                ", tls: {certificate: \"%s\", key: \"%s\"}".formatted(certificate, key),
                "auth: {htpasswd: {realm: lesson, path: \"%s\"}}".formatted(passwords));
    }

    private static Manners withTokens(TokenServer tokens, Path certificate) {
        return new Manners(
                "",
                "auth: {token: {realm: \"%s\", service: %s, issuer: %s, rootcertbundle: \"%s\"}}"
                        .formatted(
                                tokens.realm(),
                                TokenServer.SERVICE,
                                TokenServer.ISSUER,
                                certificate));
    }

    /** Where they are looked for if no file is named. */
    private Path logins(LoopbackRegistry source) throws IOException {
        String login =
                Base64.getEncoder().encodeToString(LOGIN.getBytes(StandardCharsets.US_ASCII));
        return write(
                Files.createDirectories(folder.resolve(".config/containers")) + "/auth.json",
                "{\"auths\":{\"%s\":{\"auth\":\"%s\"}}}".formatted(source.host(), login));
    }

    /** While the registry's authority is one of the machine's, and not yet its own. */
    private Path publish(LoopbackRegistry source, Path logins)
            throws IOException, Obstacle, InterruptedException {
        SampleBundle bundle =
                new SampleBundle(
                        new Repository(source.host(), NAME),
                        clock.instant().truncatedTo(ChronoUnit.SECONDS));
        Setup setup =
                new Setup(
                        Optional.of(logins),
                        PlainHttp.LOOPBACK_ONLY,
                        Duration.ofMinutes(1),
                        Duration.ZERO);
        try (Workplace workplace =
                machine(whereAllAreTrusted())
                        .open(setup, (_, _, _, _) -> {}, LinkObserver.none())) {
            TagPublisher publisher = workplace.ports(folder).publisher();
            bundle.publish(publisher, TAG);
            bundle.publishReferrers(publisher);
        }
        return write("cosign.pub", bundle.publicKeyPem());
    }

    private void seedInEachWay(String from, String to, Path key, Path logins) {
        OptionalInt nothing = OptionalInt.empty();
        seed(nothing, from, to, key);
        seed(WIDTH, from, to, key, "--authfile", logins.toString());
        seed(nothing, from, to, key, "--progress", "none", "--output", "json");
        seed(nothing, from, to, key, "--progress", "json", "--dry-run");
    }

    private void seed(OptionalInt columns, String from, String to, Path key, String... more) {
        String[] arguments = {
            "registry",
            "seed",
            "--from",
            from,
            "--to",
            to,
            "--copy-policy",
            "--pub-key",
            key.toString(),
            "--out",
            folder.resolve("out").toString()
        };
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Surroundings surroundings =
                new Surroundings(
                        environment,
                        folder,
                        folder,
                        clock,
                        InputStream.nullInputStream(),
                        OutputStream.nullOutputStream(),
                        new PrintStream(said, false, StandardCharsets.UTF_8),
                        () -> columns);
        int status =
                new Autonomy(surroundings, PRODUCT, machine(environment)::open)
                        .run(
                                Stream.of(arguments, more)
                                        .flatMap(Arrays::stream)
                                        .toArray(String[]::new));
        if (status != ExitCode.SEEDED.code()) {
            throw new IllegalStateException(said.toString(StandardCharsets.UTF_8));
        }
    }

    private Map<String, String> whereAllAreTrusted() {
        Map<String, String> more = new HashMap<>(environment);
        more.put("SSL_CERT_DIR", "/etc/ssl/certs:" + folder);
        return more;
    }

    private AdapterWorkplace.Machine machine(Map<String, String> variables) {
        return new AdapterWorkplace.Machine(variables, folder, folder, PRODUCT);
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
