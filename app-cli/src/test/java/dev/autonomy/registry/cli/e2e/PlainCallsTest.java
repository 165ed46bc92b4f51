package dev.autonomy.registry.cli.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code bin/PlainCalls.java} makes of a jar: other calls, and nothing that anybody sees. */
@Timeout(120)
class PlainCallsTest {

    private static final Path PROGRAM = Path.of("../bin/PlainCalls.java").toAbsolutePath();

    @TempDir private Path folder;
    private Path jar;

    @BeforeEach
    void rewrite() throws Exception {
        jar = jarOf(PlainCallsSample.class);
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                PROGRAM.toString(),
                                jar.toString())
                        .inheritIO()
                        .start();
        assertEquals(0, process.waitFor());
    }

    @Test
    void records_and_switches_say_what_they_said() throws Exception {
        try (URLClassLoader loader =
                new URLClassLoader(
                        new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
            Class<?> rewritten = loader.loadClass(PlainCallsSample.class.getName());

            assertEquals(PlainCallsSample.tell(), rewritten.getMethod("tell").invoke(null));
        }
    }

    /** Those with constants for labels, and those over an enum, are few, and left as they are. */
    @Test
    void no_method_of_a_record_and_no_switch_over_types_is_linked_at_run_time() throws Exception {
        assertEquals(
                Set.of("SwitchBootstraps.enumSwitch", "SwitchBootstraps.typeSwitch of constants"),
                linkedAtRunTime());
    }

    private Set<String> linkedAtRunTime() throws IOException {
        Set<String> calls = new TreeSet<>();
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                byte[] bytes = zip.getInputStream(entry).readAllBytes();
                ClassFile.of().parse(bytes).methods().stream()
                        .flatMap(method -> method.code().stream())
                        .flatMap(code -> code.elementStream())
                        .filter(InvokeDynamicInstruction.class::isInstance)
                        .map(InvokeDynamicInstruction.class::cast)
                        .map(PlainCallsTest::named)
                        .forEach(calls::add);
            }
        }
        return calls;
    }

    private static String named(InvokeDynamicInstruction call) {
        DirectMethodHandleDesc linker = call.bootstrapMethod();
        boolean hasConstants = !call.bootstrapArgs().stream().allMatch(ClassDesc.class::isInstance);
        return linker.owner().displayName()
                + "."
                + linker.methodName()
                + (linker.methodName().equals("typeSwitch") && hasConstants ? " of constants" : "");
    }

    private Path jarOf(Class<?> type) throws Exception {
        Path classes = Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path all = classes.resolve(type.getPackageName().replace('.', '/'));
        Path made = folder.resolve("sample.jar");
        try (Stream<Path> files = Files.list(all);
                OutputStream out = Files.newOutputStream(made);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            List<Path> own =
                    files.filter(
                                    file ->
                                            file.getFileName()
                                                    .toString()
                                                    .startsWith(type.getSimpleName()))
                            .toList();
            for (Path file : own) {
                zip.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
                zip.write(Files.readAllBytes(file));
                zip.closeEntry();
            }
        }
        return made;
    }
}
