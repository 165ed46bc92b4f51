package dev.autonomy.registry.desktop.wiring;

import dev.autonomy.registry.adapter.output.FileSystemManifestWriter;
import dev.autonomy.registry.adapter.patience.LinkPatience;
import dev.autonomy.registry.adapter.registry.HttpRegistries;
import dev.autonomy.registry.adapter.registry.UnionComposer;
import dev.autonomy.registry.adapter.skopeo.SkopeoReplicator;
import dev.autonomy.registry.adapter.skopeo.SkopeoSettings;
import dev.autonomy.registry.adapter.transport.PlainHttp;
import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.adapter.verify.CosignVerifier;
import dev.autonomy.registry.desktop.wizard.SeedOrder;
import dev.autonomy.registry.progress.RetryObserver;
import dev.autonomy.registry.seed.SeedPorts;
import java.time.Duration;

/** The adapters of this product behind the ports: skopeo, registries over HTTP, files, cosign. */
final class AdapterWorkplace implements Workplace {

    private static final Duration STALL_TIMEOUT = Duration.ofSeconds(60);

    private final HttpRegistries registries;
    private final SeedPorts ports;

    AdapterWorkplace(Machine machine, SeedOrder order, RetryObserver retries, LinkPatience links) {
        registries =
                new HttpRegistries(
                        new RegistrySettings(
                                machine.environment(),
                                machine.home(),
                                order.authFile(),
                                switch (order.plainHttp()) {
                                    case LOOPBACK_ONLY -> PlainHttp.LOOPBACK_ONLY;
                                    case PERMITTED -> PlainHttp.PERMITTED;
                                },
                                STALL_TIMEOUT),
                        retries,
                        links);
        ports =
                new SeedPorts(
                        registries,
                        registries,
                        new SkopeoReplicator(
                                new SkopeoSettings(
                                        machine.environment(),
                                        machine.home(),
                                        order.authFile(),
                                        registries::login,
                                        registries::plainHttpRegistries,
                                        STALL_TIMEOUT,
                                        machine.temporaryFolder()),
                                retries),
                        registries,
                        new UnionComposer(),
                        new CosignVerifier(),
                        new FileSystemManifestWriter(order.folder(), machine.product()));
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
