import dev.autonomy.registry.adapter.registry.HttpRegistries;
import dev.autonomy.registry.adapter.transport.PlainHttp;
import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.cli.demo.SampleBundle;
import dev.autonomy.registry.model.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Publishes the demo's signed bundle at a destination reference, and writes its public key. */
final class BenchBundle {

    private BenchBundle() {}

    public static void main(String[] args) throws Exception {
        Reference.Tagged destination = Reference.parseDestination(args[0]);
        SampleBundle bundle = new SampleBundle(destination.repository(), Instant.now());
        RegistrySettings settings =
                new RegistrySettings(
                        System.getenv(),
                        Path.of(args[1]).toAbsolutePath().getParent(),
                        Optional.empty(),
                        PlainHttp.LOOPBACK_ONLY,
                        Duration.ofSeconds(10));
        try (HttpRegistries registries = new HttpRegistries(settings)) {
            bundle.publish(registries, destination.name());
        }
        Files.writeString(Path.of(args[1]), bundle.publicKeyPem());
    }
}
