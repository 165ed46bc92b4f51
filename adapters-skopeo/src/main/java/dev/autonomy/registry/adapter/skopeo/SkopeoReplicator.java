package dev.autonomy.registry.adapter.skopeo;

import dev.autonomy.registry.adapter.folder.PrivateFolder;
import dev.autonomy.registry.adapter.tool.Ending;
import dev.autonomy.registry.adapter.tool.RunningTool;
import dev.autonomy.registry.adapter.tool.Tool;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Obstacle.AccessDenied;
import dev.autonomy.registry.outcome.Obstacle.ToolMissing;
import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.port.Replicator;
import dev.autonomy.registry.progress.RetryObserver;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Copies with the skopeo of this machine (spec 1.6). Several copies may run at the same time. */
public final class SkopeoReplicator implements Replicator {

    private static final Path ROOT = Path.of("/");
    private static final Duration TICK = Duration.ofMillis(250);

    /**
     * Making the first terminal takes the JVM about a tenth of a second; what is smaller than this
     * is there by then.
     */
    private static final long WORTH_A_BAR = 8L << 20;

    /** Each byte is read and written once; twice that allows for what is sent again on the way. */
    private static final int MOVES_OF_A_BYTE = 4;

    /** For manifests, configuration and the protocol around them. */
    private static final long MOVES_BESIDES = 64L << 20;

    private final SkopeoSettings settings;
    private final RetryObserver retries;
    private volatile Optional<SkopeoProgram> prepared = Optional.empty();

    /** Tells nobody of requests that are sent again. */
    public SkopeoReplicator(SkopeoSettings settings) {
        this(settings, (_, _, _, _) -> {});
    }

    /**
     * @param retries told of every request that skopeo sends again by itself, when it waits
     */
    public SkopeoReplicator(SkopeoSettings settings, RetryObserver retries) {
        this.settings = settings;
        this.retries = retries;
    }

    @Override
    public ToolVersion prepare() throws Obstacle, InterruptedException {
        SkopeoProgram program = SkopeoProgram.find(settings);
        requirePolicy();
        requireAuthFile();
        for (Path place : settings.privatePlaces()) {
            try {
                PrivateFolder.removeLeftovers(place);
            } catch (IOException e) {
                throw storageFailed("removing temporary files of an earlier run from", place, e);
            }
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

    /** A file that was named is meant, also while no registry has asked for a login yet. */
    private void requireAuthFile() throws Obstacle.LoginUnusable {
        Optional<Path> unreadable = settings.authFile().filter(file -> !Files.isReadable(file));
        if (unreadable.isPresent()) {
            throw credentialsUnusable(
                    unreadable.get(), "there is no such file, or this user may not read it");
        }
        Optional<Path> other = settings.authFile().filter(file -> !Files.isRegularFile(file));
        if (other.isPresent()) {
            throw credentialsUnusable(
                    other.get(), "expected a file, found a folder, pipe or device");
        }
    }

    private static Obstacle.LoginUnusable credentialsUnusable(Path file, String why) {
        return new Obstacle.LoginUnusable(
                Obstacle.LoginUnusable.Reason.FILE,
                Attempt.with("reading the credentials in", file.toString()),
                why);
    }

    @Override
    public List<Warning> notApplied(Repository from, Repository to) {
        return RegistriesSurvey.of(
                new RegistriesFiles(settings.environment(), settings.home(), ROOT), from, to);
    }

    @Override
    public void copy(Cargo cargo, BlobProgress progress) throws Obstacle, InterruptedException {
        if (prepared.isEmpty()) {
            prepare();
        }
        CopyProgress copied = new CopyProgress(cargo.blobs(), progress);
        Path place = settings.privatePlaces().getFirst();
        try (PrivateFolder folder = PrivateFolder.create(place)) {
            CopyCommand bare =
                    new CopyCommand(
                            cargo, settings.plainHttpRegistries().get(), settings.authFile());
            CopyLogins logins = CopyLogins.of(bare.repositoriesToLogInAt(), settings.logins());
            CopyCommand command = withLogins(bare, logins, folder);
            DebugLog log = new DebugLog(cargo, retries, System::nanoTime);
            Ending ending = run(prepared.orElseThrow().path(), command, folder, copied, log);
            if (ending.exitStatus() != 0) {
                throw logins.blamed(
                        explained(SkopeoFailure.of(cargo, ending, log.refused()), command));
            }
        } catch (ClosedByInterruptException | FileLockInterruptionException _) {
            Thread.interrupted();
            throw new InterruptedException();
        } catch (IOException e) {
            throw storageFailed("running skopeo with temporary files in", place, e);
        }
        copied.finished();
    }

    private static CopyCommand withLogins(
            CopyCommand command, CopyLogins logins, PrivateFolder folder) throws IOException {
        Optional<String> content = logins.authFile();
        return content.isPresent()
                ? command.with(folder.file("auth.json", content.get()))
                : command;
    }

    /** A login that was not even tried has another remedy than one that was refused. */
    private static Obstacle explained(Obstacle failure, CopyCommand command) {
        boolean withheld =
                failure instanceof AccessDenied denied
                        && denied.reason() == AccessDenied.Reason.LOGIN_WANTED
                        && denied.attempt()
                                .registry()
                                .filter(command::isAskedWithoutCredentials)
                                .isPresent();
        return withheld
                ? new AccessDenied(
                        AccessDenied.Reason.CREDENTIALS_IN_CLEAR,
                        failure.attempt(),
                        "expected HTTPS to log in, found plain HTTP; credentials are sent in clear text on this machine only",
                        failure.toolLine().orElse(""))
                : failure;
    }

    private Ending run(
            Path program,
            CopyCommand command,
            PrivateFolder folder,
            CopyProgress copied,
            DebugLog log)
            throws Obstacle, IOException, InterruptedException {
        Cargo cargo = command.cargo();
        Path temporaryFiles = folder.folder("tmp");
        Tool skopeo =
                new Tool(program, SkopeoEnvironment.of(settings, temporaryFiles), folder.path());
        List<String> arguments =
                command.arguments(
                        folder.file("registries.conf", command.registriesConf()),
                        folder.folder("registries.d"),
                        temporaryFiles);
        try (RunningTool running =
                isWorthABar(cargo)
                        ? skopeo.startOnTerminal(arguments, copied::line, log::takes)
                        : skopeo.start(arguments, copied::line, log::takes)) {
            return awaitEnd(running, cargo, copied, log);
        }
    }

    private static boolean isWorthABar(Cargo cargo) {
        return cargo.blobs().stream().mapToLong(Descriptor::size).sum() >= WORTH_A_BAR;
    }

    private Ending awaitEnd(RunningTool running, Cargo cargo, CopyProgress copied, DebugLog log)
            throws Obstacle, InterruptedException {
        StallWatch watch = new StallWatch(settings.stallTimeout(), System::nanoTime);
        long announced = cargo.blobs().stream().mapToLong(Descriptor::size).sum();
        while (true) {
            Optional<Ending> ending = running.await(TICK);
            if (ending.isPresent()) {
                return ending.get();
            }
            if (log.isWaiting()) {
                watch.restart();
            }
            OptionalLong moved = running.bytesMoved();
            CopyProgress.Stage stage = copied.stage();
            if (moved.isPresent() && watch.isStalled(moved.getAsLong(), stage)) {
                throw SilentSide.of(cargo, copied, log.lastRequest(), running.bytesQueued())
                        .obstacle(cargo, settings.stallTimeout());
            }
            if (moved.isPresent() && isEndless(moved.getAsLong(), announced)) {
                throw endless(cargo, announced);
            }
        }
    }

    /**
     * skopeo compares sizes only at a blob's end: one without an end would fill the destination.
     */
    private static boolean isEndless(long moved, long announced) {
        return (moved - MOVES_BESIDES) / MOVES_OF_A_BYTE > announced;
    }

    private static Obstacle endless(Cargo cargo, long announced) {
        return new Obstacle.Contradiction(
                Attempt.at("copying", cargo.from().at(cargo.whole()), cargo.from().registry()),
                announced + " bytes as the manifest says",
                "far more, so the copy was ended");
    }

    private static Obstacle storageFailed(String doing, Path place, IOException e) {
        return new Obstacle.StorageFailed(Attempt.with(doing, place.toString()), words(e));
    }

    private static String words(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission to write to " + denied.getFile();
            case FileAlreadyExistsException other -> "no folder: " + other.getFile();
            default -> e.getMessage();
        };
    }
}
