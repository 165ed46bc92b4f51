package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.autonomy.registry.Golden;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a seed of the packaged program loads or makes at run time although the classes of the lesson
 * are kept ready: each costs a start its milliseconds, so the list may shrink and not grow. It is
 * written anew by {@code mvn verify -pl app-cli -am -Dtest=ColdStartTest -Dgolden.update=true}.
 */
@Tag("packaged")
@Timeout(300)
class ColdStartTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** What the JDK links for a call of its own: hidden, and one more where two threads meet. */
    private static final String LINKED = "java.lang.invoke.LambdaForm";

    private static final int LINKED_TWICE = 6;

    /** What the JDK tells its recorder of events with, and never keeps. */
    private static final String EVENTS = "jdk.internal.event.";

    /** Loaded or not by how long a copy takes: there are looks at it, and its end is waited for. */
    private static final List<String> BY_TIMING =
            List.of(
                    "dev.autonomy.registry.adapter.skopeo.StallWatch",
                    "dev.autonomy.registry.adapter.tool.RunningTool");

    @TempDir private static Path folder;
    private static Site site;

    private final List<String> outside = new ArrayList<>();

    @BeforeAll
    static void teach() throws Exception {
        for (String program : List.of("docker-registry", "skopeo", "htpasswd")) {
            assumeTrue(isInstalled(program), "needs " + program);
        }
        site = new Site(Site.publisher());
        shell("mkdir \"$folder/cache\"; train");
    }

    @AfterAll
    static void close() {
        if (site != null) {
            site.close();
            site.upstream.close();
        }
    }

    @Test
    void a_seed_in_clear_text_loads_no_more_than_is_known() throws Exception {
        seed(site.to("v1"));
        seed(site.to("v1"));

        assertNoneIsNew("cold-start.txt");
    }

    @Test
    void a_seed_with_tls_and_a_login_loads_no_more_than_is_known() throws Exception {
        Path certificate = folder.resolve("ca.crt");
        Path key = folder.resolve("server.key");
        TlsIdentity.make(certificate, key);
        Path passwords = folder.resolve("htpasswd");
        shell("htpasswd -Bbc %s %s %s".formatted(passwords, Login.USER, Login.PLANTED));
        String auth = "auth: {htpasswd: {realm: fleet, path: " + passwords + "}}";
        try (DockerRegistry secure = DockerRegistry.startTls(auth, certificate, key)) {
            Path trusted = site.home().resolve(".config/containers/certs.d/" + secure.host());
            Files.copy(certificate, Files.createDirectories(trusted).resolve("ca.crt"));
            Login.authFile(site.home().resolve(".config/containers"), secure.host(), Login.PLANTED);
            String to = secure.host() + "/" + Site.REPOSITORY + ":v1";
            seed(to);
            seed(to);
        }

        assertNoneIsNew("cold-start-tls.txt");
    }

    private void seed(String to) throws Exception {
        Path log = folder.resolve("classes.log");
        shell(
                """
                run_java -XX:AOTCache="$cache" -Xlog:class+load:file=%s -jar "$(jar_of app-cli)" \
                    registry seed --from %s --to %s --copy-policy --pub-key %s --max-age 999999h \
                    --out %s"""
                        .formatted(log, site.from("v1"), to, site.fixture.key(), site.out()));
        try (Stream<String> lines = Files.lines(log)) {
            lines.filter(line -> line.contains(" source: "))
                    .filter(line -> !line.endsWith("source: shared objects file"))
                    .map(line -> line.replaceFirst("^(\\[[^]]*])+ ", "").replaceFirst(" .*", ""))
                    .map(name -> name.replaceFirst("/0x[0-9a-f]+$", ""))
                    .filter(name -> !name.startsWith(EVENTS))
                    .filter(name -> BY_TIMING.stream().noneMatch(name::startsWith))
                    .forEach(outside::add);
        }
    }

    private void assertNoneIsNew(String golden) throws IOException {
        Path known = Path.of("src/test/resources/golden").resolve(golden);
        Set<String> classes =
                outside.stream()
                        .filter(name -> !name.startsWith(LINKED))
                        .collect(Collectors.toCollection(TreeSet::new));
        long linked = outside.size() - outside.stream().filter(classes::contains).count();
        String java = "Java " + Runtime.version().feature();
        if (Golden.isUpdating()) {
            classes.add(java);
            classes.add(LINKED + " " + (linked + LINKED_TWICE));
            Files.write(known, classes);
        }
        List<String> lines = Files.readAllLines(known);
        assumeTrue(lines.contains(java), "the list is not that of this Java");
        Set<String> fresh = new TreeSet<>(classes);
        lines.forEach(fresh::remove);
        assertEquals(Set.of(), fresh);
        assertEquals(List.of(), lines.stream().filter(line -> exceeded(line, linked)).toList());
    }

    private static boolean exceeded(String line, long linked) {
        return line.startsWith(LINKED + " ")
                && linked > Long.parseLong(line.substring(LINKED.length() + 1));
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }

    /** In the surroundings that {@code bin/autonomy} starts Java in. */
    private static void shell(String script) throws IOException, InterruptedException {
        String beginning =
                """
                root=%s folder=%s
                . "$root/bin/setup.sh"
                . "$root/bin/launch.sh"
                . "$root/bin/learn.sh"
                use_jdk
                cache=$folder/cache/seed.aot short_cache=$folder/cache/help.aot
                """
                        .formatted(ROOT, folder);
        Path said = folder.resolve("said.txt");
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-euo", "pipefail", "-c", beginning + script)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        builder.environment().clear();
        builder.environment().putAll(site.environment);
        builder.environment().put("HOME", site.home().toString());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        assertEquals(0, builder.start().waitFor(), () -> read(said));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
