package dev.autonomy.registry.adapter.output;

import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.port.ManifestWriter;
import dev.autonomy.registry.testkit.ManifestWriterContract;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileSystemManifestWriterContractTest extends ManifestWriterContract {

    @TempDir Path temporary;

    @Override
    protected ManifestWriter writer() {
        return new FileSystemManifestWriter(temporary.resolve("out"), Reports.PRODUCT);
    }

    @Override
    protected boolean hasOutputs() {
        return Files.exists(temporary.resolve("out/seed-manifest.json"))
                && Files.exists(temporary.resolve("out/seed.lock"));
    }

    @Override
    protected SeedReport report() {
        return Reports.seeded();
    }
}
