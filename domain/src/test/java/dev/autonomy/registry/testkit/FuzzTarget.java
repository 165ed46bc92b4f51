package dev.autonomy.registry.testkit;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A {@code @FuzzTest} method, and a search for inputs that it fails on: guided by coverage, from
 * its seeds and regression cases on, in a JVM of its own, because Jazzer runs one target in each.
 */
record FuzzTarget(Path testClasses, String packageName, String simpleName, String method) {

    private static final String ANNOTATION = "com.code_intelligence.jazzer.junit.FuzzTest";
    private static final String FAILURE = "== Java ";
    private static final String AFTER_FAILURE = "== libFuzzer ";
    private static final String WRITTEN = "Test unit written to ";
    private static final int SLOWEST_INPUT_SECONDS = 25;
    private static final int START_AND_END_SECONDS = 120;

    /** Quick to start rather than quick in the end, and a heap that no input may exceed. */
    private static final List<String> JVM =
            List.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xmx512m",
                    "-XX:+EnableDynamicAgentLoading",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /** The targets below a package among the test classes that this one belongs to. */
    static List<FuzzTarget> beside(Class<?> test, String packageName) {
        URL testClasses = test.getProtectionDomain().getCodeSource().getLocation();
        return new ClassFileImporter()
                .importUrl(testClasses).stream()
                        .filter(type -> (type.getPackageName() + ".").startsWith(packageName + "."))
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(ANNOTATION))
                        .map(
                                method ->
                                        new FuzzTarget(
                                                folder(testClasses),
                                                method.getOwner().getPackageName(),
                                                method.getOwner().getSimpleName(),
                                                method.getName()))
                        .sorted(Comparator.comparing(FuzzTarget::toString))
                        .toList();
    }

    private static Path folder(URL testClasses) {
        try {
            return Path.of(testClasses.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was found, where it lies and what to do with it; empty where nothing was. */
    Optional<String> search(int seconds) throws IOException, InterruptedException {
        Path log = Files.createDirectories(folder()).resolve("log");
        Process search =
                new ProcessBuilder(command(seconds))
                        .directory(folder().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!search.waitFor(seconds + START_AND_END_SECONDS, TimeUnit.SECONDS)) {
                return Optional.of(this + " did not end; its output is in " + log);
            }
        } finally {
            search.destroyForcibly();
        }
        return search.exitValue() == 0 ? Optional.empty() : Optional.of(finding(log));
    }

    private List<String> command(int seconds) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(
                List.of(
                        "-cp",
                        System.getProperty("java.class.path"),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + packageName + "." + simpleName,
                        "--target_method=" + method,
                        "--instrument=dev.autonomy.**",
                        "--max_duration=" + seconds + "s",
                        "-timeout=" + SLOWEST_INPUT_SECONDS));
        return command;
    }

    private String finding(Path log) throws IOException {
        List<String> output = Files.readAllLines(log);
        return """
        %s fails:
        %s
        The input is %s, and the whole output %s.
        Once it is understood, copy the input to src/test/resources/%s/%sInputs/%s of this module: \
        every search begins with what lies there.
        """
                .formatted(
                        this,
                        failure(output),
                        input(output),
                        log,
                        packageName.replace('.', '/'),
                        simpleName,
                        method);
    }

    private static String failure(List<String> output) {
        List<String> failure =
                output.stream()
                        .dropWhile(line -> !line.startsWith(FAILURE))
                        .takeWhile(line -> !line.startsWith(AFTER_FAILURE))
                        .toList();
        return String.join("\n", failure.isEmpty() ? output : failure);
    }

    private static String input(List<String> output) {
        return output.stream()
                .filter(line -> line.contains(WRITTEN))
                .map(line -> line.substring(line.indexOf(WRITTEN) + WRITTEN.length()))
                .findFirst()
                .orElse("not known");
    }

    /** Where the search leaves its output, what it learnt, and what it found. */
    private Path folder() {
        return testClasses.resolveSibling("fuzz").resolve(simpleName).resolve(method);
    }

    @Override
    public String toString() {
        return simpleName + "." + method;
    }
}
