import dev.autonomy.registry.adapter.registry.HttpRegistries;
import dev.autonomy.registry.adapter.transport.PlainHttp;
import dev.autonomy.registry.adapter.transport.RegistrySettings;
import dev.autonomy.registry.cli.demo.SampleBundle;
import dev.autonomy.registry.model.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Publishes the demo's signed bundle at destination references, all by one key, and writes that. */
final class BenchBundle {

    private BenchBundle() {}

    public static void main(String[] args) throws Exception {
        Path key = Path.of(args[0]).toAbsolutePath();
        Reference.Tagged first = Reference.parseDestination(args[1]);
        SampleBundle bundle = new SampleBundle(first.repository(), Instant.now());
        RegistrySettings settings =
                new RegistrySettings(
                        System.getenv(),
                        key.getParent(),
                        Optional.empty(),
                        PlainHttp.LOOPBACK_ONLY,
                        Duration.ofSeconds(10));
        try (HttpRegistries registries = new HttpRegistries(settings)) {
            for (String each : Arrays.asList(args).subList(1, args.length)) {
                Reference.Tagged destination = Reference.parseDestination(each);
                bundle.another(destination.repository()).publish(registries, destination.name());
            }
        }
        Files.writeString(key, bundle.publicKeyPem());
    }
}
