package dev.autonomy.registry.cli.wiring;

import dev.autonomy.registry.adapter.output.FileSystemManifestWriter;
import dev.autonomy.registry.adapter.registry.HttpRegistries;
import dev.autonomy.registry.adapter.registry.RegistrySettings;
import dev.autonomy.registry.adapter.registry.UnionComposer;
import dev.autonomy.registry.adapter.skopeo.SkopeoReplicator;
import dev.autonomy.registry.adapter.skopeo.SkopeoSettings;
import dev.autonomy.registry.adapter.verify.CosignVerifier;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.seed.SeedPorts;
import java.nio.file.Path;
import java.util.Map;

/** The adapters of this product behind the ports: skopeo, registries over HTTP, files, cosign. */
public final class AdapterWorkplace implements Workplace {

    private final HttpRegistries registries;
    private final SeedPorts ports;

    private AdapterWorkplace(Machine machine, Setup setup) {
        registries =
                new HttpRegistries(
                        new RegistrySettings(
                                machine.environment(),
                                machine.home(),
                                setup.authFile(),
                                setup.plainHttp(),
                                setup.stallTimeout()));
        ports =
                new SeedPorts(
                        registries,
                        registries,
                        new SkopeoReplicator(
                                new SkopeoSettings(
                                        machine.environment(),
                                        machine.home(),
                                        setup.authFile(),
                                        registries::plainHttpRegistries,
                                        setup.stallTimeout(),
                                        machine.temporaryFolder())),
                        registries,
                        new UnionComposer(),
                        new CosignVerifier(),
                        new FileSystemManifestWriter(setup.out(), machine.product()));
    }

    /** What the adapters take from the process, and the product they write for. */
    public record Machine(
            Map<String, String> environment, Path home, Path temporaryFolder, ToolVersion product) {

        public Workplace open(Setup setup) {
            return new AdapterWorkplace(this, setup);
        }
    }

    @Override
    public SeedPorts ports() {
        return ports;
    }

    @Override
    public void close() {
        registries.close();
    }
}
