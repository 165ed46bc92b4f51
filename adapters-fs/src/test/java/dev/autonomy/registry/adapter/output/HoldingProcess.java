package dev.autonomy.registry.adapter.output;

import dev.autonomy.registry.port.ManifestWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Another process with both files of a seed prepared in a folder, waiting to be killed or to be
 * told to end.
 */
final class HoldingProcess implements AutoCloseable {

    private final Process process;

    private HoldingProcess(Process process) {
        this.process = process;
    }

    /** Returns once the other process holds the folder. */
    static HoldingProcess in(Path folder) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HoldingProcess.class.getName(),
                                folder.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        if (process.getInputStream().read() != '.') {
            process.destroyForcibly();
            throw new IllegalStateException("the other process did not get the folder");
        }
        return new HoldingProcess(process);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Lets it end in good order, without a commit. */
    void end() throws Exception {
        process.getOutputStream().write("\n".getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().close();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] args) throws Exception {
        ManifestWriter writer = new FileSystemManifestWriter(Path.of(args[0]), Reports.PRODUCT);
        try (ManifestWriter.Hold hold = writer.hold();
                ManifestWriter.Prepared _ = hold.prepare(Reports.seeded())) {
            System.out.write('.');
            System.out.flush();
            System.in.read();
        }
    }
}
