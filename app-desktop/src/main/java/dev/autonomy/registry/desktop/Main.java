package dev.autonomy.registry.desktop;

import dev.autonomy.registry.adapter.tool.UserEnvironment;
import dev.autonomy.registry.desktop.view.Desk;
import dev.autonomy.registry.desktop.view.DragAndDrop;
import dev.autonomy.registry.desktop.view.FolderOpener;
import dev.autonomy.registry.desktop.view.NativeDialogs;
import dev.autonomy.registry.desktop.view.WizardWindow;
import dev.autonomy.registry.desktop.wiring.AdapterBackend;
import dev.autonomy.registry.desktop.wiring.FolderProgram;
import dev.autonomy.registry.desktop.wiring.Machine;
import dev.autonomy.registry.desktop.wiring.RecentFiles;
import dev.autonomy.registry.desktop.wiring.Workers;
import dev.autonomy.registry.desktop.wizard.Surroundings;
import dev.autonomy.registry.desktop.wizard.Texts;
import dev.autonomy.registry.desktop.wizard.Threads;
import dev.autonomy.registry.desktop.wizard.Versions;
import dev.autonomy.registry.desktop.wizard.Wizard;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.stage.Stage;

/** The process around the wizard: its environment, its window, and how it ends. */
public final class Main {

    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

    private Main() {}

    public static void main(String[] arguments) {
        Locale.setDefault(new Texts(Locale.getDefault()).locale());
        UserEnvironment user =
                UserEnvironment.of(
                        System.getenv(),
                        System.getProperty("user.home"),
                        System.getProperty("java.io.tmpdir"));
        try {
            Platform.startup(() -> open(user));
        } catch (UnsupportedOperationException e) {
            System.err.println(new Texts(Locale.getDefault()).of("no-display", e.getMessage()));
            System.exit(ExitCode.PREREQUISITE_MISSING.code());
        }
    }

    private static void open(UserEnvironment user) {
        ToolVersion product = product();
        Workers workers = new Workers();
        endWell(workers);
        Clock clock = Clock.systemDefaultZone();
        Machine machine =
                new Machine(user.variables(), user.home(), user.temporaryFolder(), product);
        Wizard wizard =
                new Wizard(
                        new Surroundings(
                                Locale.getDefault(),
                                clock,
                                new Threads(workers, Platform::runLater),
                                new AdapterBackend(machine, clock),
                                new RecentFiles(machine.settings()),
                                user.home().resolve("seed"),
                                new Versions(
                                        product.version(),
                                        System.getProperty("java.version"),
                                        Stream.of("os.name", "os.version", "os.arch")
                                                .map(System::getProperty)
                                                .collect(Collectors.joining(" ")))));
        Stage stage = new Stage();
        Desk desk =
                new Desk(
                        new NativeDialogs(stage, wizard.texts()),
                        new DragAndDrop(),
                        folders(
                                new FolderProgram(user.variables(), user.temporaryFolder()),
                                workers));
        new WizardWindow(stage, wizard, desk).show();
    }

    private static FolderOpener folders(FolderProgram program, Workers workers) {
        return (folder, refused) ->
                workers.execute(
                        () -> {
                            try {
                                if (!program.opens(folder)) {
                                    Platform.runLater(refused);
                                }
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    /** A signal ends a run as Cancel does; the window may be gone by then. */
    private static void endWell(Workers workers) {
        Runnable stop =
                () -> {
                    try {
                        workers.stop(LONGEST_GOODBYE);
                    } catch (InterruptedException _) {
                        Thread.currentThread().interrupt();
                    }
                };
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("cancel").unstarted(stop));
    }

    private static ToolVersion product() {
        try (InputStream in = Main.class.getResourceAsStream("version.txt")) {
            return new ToolVersion(
                    "autonomy", new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the version is part of the program", e);
        }
    }
}
