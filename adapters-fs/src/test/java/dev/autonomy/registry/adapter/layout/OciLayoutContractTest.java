package dev.autonomy.registry.adapter.layout;

import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.port.ArtifactReader;
import dev.autonomy.registry.port.DigestResolver;
import dev.autonomy.registry.port.TagPublisher;
import dev.autonomy.registry.testkit.RegistryPortsContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A layout is read as a registry is; what the contract writes, the test itself writes. */
class OciLayoutContractTest extends RegistryPortsContract {

    @TempDir private Path temporary;
    private LayoutFolder written;
    private OciLayout read;

    @BeforeEach
    void make_an_empty_layout() {
        written = new LayoutFolder(temporary);
        read = new OciLayout(temporary);
    }

    @Override
    protected DigestResolver resolver() {
        return read;
    }

    @Override
    protected ArtifactReader reader() {
        return read;
    }

    @Override
    protected TagPublisher publisher() {
        return written;
    }

    @Override
    protected Repository repository() {
        return new Repository("layout.example", "robot-behavior");
    }
}
