package dev.autonomy.registry.adapter.skopeo;

import dev.autonomy.registry.adapter.tool.Ending;
import dev.autonomy.registry.adapter.tool.RunningTool;
import dev.autonomy.registry.adapter.tool.Tool;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.ToolMissing;
import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.port.Replicator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Copies with the skopeo of this machine (spec 1.6). Several copies may run at the same time. */
public final class SkopeoReplicator implements Replicator {

    private static final Path ROOT = Path.of("/");
    private static final Duration TICK = Duration.ofMillis(250);

    private final SkopeoSettings settings;
    private volatile Optional<SkopeoProgram> prepared = Optional.empty();

    public SkopeoReplicator(SkopeoSettings settings) {
        this.settings = settings;
    }

    @Override
    public ToolVersion prepare() throws Obstacle, InterruptedException {
        SkopeoProgram program = SkopeoProgram.find(settings);
        requirePolicy();
        try {
            PrivateFolder.removeLeftovers(settings.temporaryFolder());
        } catch (IOException e) {
            throw storageFailed("removing temporary files of an earlier run from", e);
        }
        prepared = Optional.of(program);
        return new ToolVersion("skopeo", program.version().toString());
    }

    private void requirePolicy() throws ToolMissing {
        List<Path> places = ContainerPolicy.places(settings.environment(), settings.home(), ROOT);
        if (!ContainerPolicy.isThere(places)) {
            throw new ToolMissing(
                    ToolMissing.Reason.NO_CONTAINER_POLICY,
                    Attempt.locally("looking for this machine's container policy"),
                    "expected one of these files, found none: "
                            + places.stream().map(Path::toString).collect(Collectors.joining(", "))
                            + ". The package containers-common brings one.");
        }
    }

    @Override
    public List<Warning> notApplied(Repository from, Repository to) {
        return List.of();
    }

    @Override
    public void copy(Cargo cargo, BlobProgress progress) throws Obstacle, InterruptedException {
        if (prepared.isEmpty()) {
            prepare();
        }
        Path program = prepared.orElseThrow().path();
        try (PrivateFolder folder = PrivateFolder.create(settings.temporaryFolder())) {
            Ending ending = run(program, cargo, folder);
            if (ending.exitStatus() != 0) {
                throw SkopeoFailure.of(cargo, ending);
            }
        } catch (IOException e) {
            throw storageFailed("running skopeo with temporary files in", e);
        }
        cargo.blobs().forEach(blob -> progress.at(blob.digest(), blob.size()));
    }

    private Ending run(Path program, Cargo cargo, PrivateFolder folder)
            throws IOException, InterruptedException {
        CopyCommand command =
                new CopyCommand(cargo, settings.plainHttpRegistries().get(), settings.authFile());
        Path temporaryFiles = folder.folder("tmp");
        Tool skopeo =
                new Tool(program, SkopeoEnvironment.of(settings, temporaryFiles), folder.path());
        List<String> arguments =
                command.arguments(
                        folder.file("registries.conf", command.registriesConf()),
                        folder.folder("registries.d"),
                        temporaryFiles);
        try (RunningTool running = skopeo.start(arguments)) {
            Optional<Ending> ending = Optional.empty();
            while (ending.isEmpty()) {
                ending = running.await(TICK);
            }
            return ending.get();
        }
    }

    private Obstacle storageFailed(String doing, IOException e) {
        return new Obstacle.StorageFailed(
                Attempt.with(doing, settings.temporaryFolder().toString()), e.getMessage());
    }
}
