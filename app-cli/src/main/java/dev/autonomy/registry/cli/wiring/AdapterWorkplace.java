package dev.autonomy.registry.cli.wiring;

import dev.autonomy.registry.adapter.layout.OciLayout;
import dev.autonomy.registry.adapter.output.FileSystemCatalogWriter;
import dev.autonomy.registry.adapter.output.FileSystemManifestWriter;
import dev.autonomy.registry.adapter.patience.LinkPatience;
import dev.autonomy.registry.adapter.registry.HttpRegistries;
import dev.autonomy.registry.adapter.registry.UnionComposer;
import dev.autonomy.registry.adapter.skopeo.SkopeoReplicator;
import dev.autonomy.registry.adapter.skopeo.SkopeoSettings;
import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.adapter.verify.CosignVerifier;
import dev.autonomy.registry.catalog.CatalogPorts;
import dev.autonomy.registry.drift.DriftCheck;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.port.Replicator;
import dev.autonomy.registry.progress.LinkObserver;
import dev.autonomy.registry.progress.RetryObserver;
import dev.autonomy.registry.seed.BundleVerifier;
import dev.autonomy.registry.seed.SeedPorts;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/** The adapters of this product behind the ports: skopeo, registries over HTTP, files, cosign. */
public final class AdapterWorkplace implements Workplace {

    private final Machine machine;
    private final Setup setup;
    private final RetryObserver retries;
    private final HttpRegistries registries;

    private AdapterWorkplace(
            Machine machine, Setup setup, RetryObserver retries, LinkObserver links) {
        this.machine = machine;
        this.setup = setup;
        this.retries = retries;
        registries =
                new HttpRegistries(
                        new RegistrySettings(
                                machine.environment(),
                                machine.home(),
                                setup.authFile(),
                                setup.plainHttp(),
                                setup.stallTimeout()),
                        retries,
                        new LinkPatience(setup.waitForLink(), links));
    }

    /** What the adapters take from the process, and the product they write for. */
    public record Machine(
            Map<String, String> environment, Path home, Path temporaryFolder, ToolVersion product) {

        public Workplace open(Setup setup, RetryObserver retries, LinkObserver links) {
            return new AdapterWorkplace(this, setup, retries, links);
        }
    }

    @Override
    public SeedPorts ports(Path out) {
        return new SeedPorts(
                registries,
                registries,
                replicator(),
                registries,
                new UnionComposer(),
                new CosignVerifier(),
                new FileSystemManifestWriter(out, machine.product()));
    }

    @Override
    public CatalogPorts catalogPorts(Path out) {
        return new CatalogPorts(
                registries,
                registries,
                replicator(),
                registries,
                new UnionComposer(),
                new CosignVerifier(),
                new FileSystemCatalogWriter(out, machine.product()));
    }

    private Replicator replicator() {
        return new SkopeoReplicator(
                new SkopeoSettings(
                        machine.environment(),
                        machine.home(),
                        setup.authFile(),
                        registries::login,
                        registries::plainHttpRegistries,
                        setup.stallTimeout(),
                        machine.temporaryFolder()),
                retries);
    }

    @Override
    public BundleVerifier verifier(Place place, Clock clock) {
        return switch (place) {
            case Place.Registry() ->
                    new BundleVerifier(registries, registries, new CosignVerifier(), clock);
            case Place.Layout(var folder) -> {
                OciLayout layout = new OciLayout(folder);
                yield new BundleVerifier(layout, layout, new CosignVerifier(), clock);
            }
        };
    }

    @Override
    public DriftCheck drift(Clock clock) {
        return new DriftCheck(registries, registries, new CosignVerifier(), clock);
    }

    @Override
    public void close() {
        registries.close();
    }
}
