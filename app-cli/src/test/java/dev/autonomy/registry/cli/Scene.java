package dev.autonomy.registry.cli;

import dev.autonomy.registry.adapter.layout.OciLayout;
import dev.autonomy.registry.catalog.CatalogPorts;
import dev.autonomy.registry.cli.console.Screen;
import dev.autonomy.registry.cli.wiring.Place;
import dev.autonomy.registry.cli.wiring.Setup;
import dev.autonomy.registry.cli.wiring.Workplace;
import dev.autonomy.registry.drift.DriftCheck;
import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.progress.LinkObserver;
import dev.autonomy.registry.progress.RetryObserver;
import dev.autonomy.registry.seed.BundleVerifier;
import dev.autonomy.registry.seed.SeedPorts;
import dev.autonomy.registry.testkit.Artifact;
import dev.autonomy.registry.testkit.InMemoryCatalogWriter;
import dev.autonomy.registry.testkit.InMemoryManifestWriter;
import dev.autonomy.registry.testkit.InMemoryRegistries;
import dev.autonomy.registry.testkit.InMemoryReplicator;
import dev.autonomy.registry.testkit.ListingComposer;
import dev.autonomy.registry.testkit.ScriptedVerifier;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The whole command over registries in memory that hold a signed two-platform bundle. */
public final class Scene {

    public static final Instant NOW = Instant.parse("2026-11-23T00:00:00Z");
    public static final Repository SOURCE = new Repository("source.example", "robot-behavior");
    public static final Repository EDGE = new Repository("edge.example", "robot-behavior");

    final Artifact image =
            Artifact.index(Artifact.image("shared", "amd64"), Artifact.image("shared", "arm64"));
    final Artifact lock = Artifact.of("application/vnd.autonomyops.lock.v1+json", "lock");
    final Artifact policy =
            Artifact.of("application/vnd.autonomyops.policy-bundle.v1+tar", "policy");
    final InMemoryRegistries registries = new InMemoryRegistries("edge.example");
    final InMemoryReplicator replicator = new InMemoryReplicator(registries);
    final ScriptedVerifier verifier = new ScriptedVerifier();
    final InMemoryManifestWriter writer = new InMemoryManifestWriter();
    final InMemoryCatalogWriter catalogWriter = new InMemoryCatalogWriter();
    final List<Setup> setups = new ArrayList<>();
    final List<Path> outs = new ArrayList<>();
    final List<Place> places = new ArrayList<>();
    final Map<String, String> environment = new TreeMap<>(Map.of("LANG", "C.UTF-8"));
    Screen screen = OptionalInt::empty;
    InputStream stdin = InputStream.nullInputStream();
    UnaryOperator<OutputStream> stdout = out -> out;
    UnaryOperator<OutputStream> stderr = err -> err;

    Scene() {
        registries
                .store(SOURCE, "v1", image)
                .store(SOURCE, "v1-lock", lock)
                .store(SOURCE, "v1-policy", policy);
        for (Artifact signed : List.of(image, lock, policy)) {
            registries.store(
                    SOURCE,
                    AttachmentKind.SIGNATURE.tagOf(signed.digest()).name(),
                    Artifact.of(
                            "application/vnd.dev.cosign.simplesigning.v1+json",
                            "of " + signed.digest()));
        }
    }

    /** What the process would tell of a thread of its own. */
    volatile Optional<Throwable> breakdown = Optional.empty();

    /** How one command line ended and what it printed. */
    record Ended(int status, String out, String err) {}

    Ended run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Autonomy autonomy =
                new Autonomy(
                        new Surroundings(
                                environment,
                                Path.of("/home/nobody"),
                                Path.of("/tmp"),
                                Clock.fixed(NOW, ZoneOffset.UTC),
                                stdin,
                                stdout.apply(out),
                                new PrintStream(stderr.apply(err), false, StandardCharsets.UTF_8),
                                screen),
                        Product.version(),
                        this::open,
                        () -> breakdown);
        int status = autonomy.run(arguments);
        return new Ended(
                status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The whole bundle from source to edge, and more options. */
    Ended seed(String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "registry",
                                "seed",
                                "--from",
                                SOURCE + ":v1",
                                "--to",
                                EDGE + ":v1",
                                "--pub-key",
                                "cosign.pub",
                                "--copy-policy"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    /** The whole bundle at the source, judged where it is, and more options. */
    Ended verify(String... more) {
        List<String> arguments =
                new ArrayList<>(
                        List.of("bundle", "verify", SOURCE + ":v1", "--pub-key", "cosign.pub"));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    private Workplace open(Setup setup, RetryObserver retries, LinkObserver links) {
        setups.add(setup);
        return new Workplace() {
            @Override
            public SeedPorts ports(Path out) {
                outs.add(out);
                return new SeedPorts(
                        registries,
                        registries,
                        replicator,
                        registries,
                        new ListingComposer(registries),
                        verifier,
                        writer);
            }

            @Override
            public CatalogPorts catalogPorts(Path out) {
                outs.add(out);
                return new CatalogPorts(
                        registries,
                        registries,
                        replicator,
                        registries,
                        new ListingComposer(registries),
                        verifier,
                        catalogWriter);
            }

            @Override
            public BundleVerifier verifier(Place place, Clock clock) {
                places.add(place);
                return switch (place) {
                    case Place.Registry() ->
                            new BundleVerifier(registries, registries, verifier, clock);
                    case Place.Layout(var folder) -> {
                        OciLayout layout = new OciLayout(folder);
                        yield new BundleVerifier(layout, layout, verifier, clock);
                    }
                };
            }

            @Override
            public DriftCheck drift(Clock clock) {
                return new DriftCheck(registries, registries, verifier, clock);
            }

            @Override
            public void close() {}
        };
    }
}
