package dev.autonomy.registry.desktop;

import dev.autonomy.registry.desktop.view.Desk;
import dev.autonomy.registry.desktop.view.DragAndDrop;
import dev.autonomy.registry.desktop.view.NativeDialogs;
import dev.autonomy.registry.desktop.view.WizardWindow;
import dev.autonomy.registry.desktop.wiring.AdapterBackend;
import dev.autonomy.registry.desktop.wiring.Machine;
import dev.autonomy.registry.desktop.wiring.RecentFiles;
import dev.autonomy.registry.desktop.wizard.Surroundings;
import dev.autonomy.registry.desktop.wizard.Threads;
import dev.autonomy.registry.desktop.wizard.Wizard;
import dev.autonomy.registry.model.ToolVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

/** The process around the wizard: its environment, its window, and how it ends. */
public final class Main {

    private static final long LONGEST_GOODBYE = 5;

    private Main() {}

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Path home = Path.of(System.getProperty("user.home"));
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        Platform.startup(() -> open(environment, home, temporary));
    }

    private static void open(Map<String, String> environment, Path home, Path temporary) {
        ToolVersion product = product();
        Clock clock = Clock.systemDefaultZone();
        Path configuration =
                Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
                        .filter(folder -> !folder.isEmpty())
                        .map(Path::of)
                        .orElseGet(() -> home.resolve(".config"));
        Wizard wizard =
                new Wizard(
                        new Surroundings(
                                Locale.getDefault(),
                                clock,
                                new Threads(Thread::startVirtualThread, Platform::runLater),
                                new AdapterBackend(
                                        new Machine(environment, home, temporary, product), clock),
                                new RecentFiles(configuration.resolve("autonomy")),
                                home.resolve("seed"),
                                product.version()));
        Stage stage = new Stage();
        Desk desk =
                new Desk(
                        new NativeDialogs(stage, wizard.texts()),
                        new DragAndDrop(),
                        folder ->
                                new Services()
                                        .getHostServices()
                                        .showDocument(folder.toUri().toString()));
        endWell(wizard, stage);
        new WizardWindow(stage, wizard, desk).show();
    }

    /** A signal ends a run as Cancel does, and waits for it. */
    private static void endWell(Wizard wizard, Stage stage) {
        CountDownLatch closed = new CountDownLatch(1);
        stage.setOnHidden(_ -> closed.countDown());
        Runtime.getRuntime()
                .addShutdownHook(
                        Thread.ofPlatform()
                                .name("cancel")
                                .unstarted(() -> cancel(wizard, stage, closed)));
    }

    private static void cancel(Wizard wizard, Stage stage, CountDownLatch closed) {
        if (closed.getCount() == 0) {
            return;
        }
        Platform.runLater(() -> wizard.stopThen(stage::hide));
        try {
            closed.await(LONGEST_GOODBYE, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static ToolVersion product() {
        try (InputStream in = Main.class.getResourceAsStream("version.txt")) {
            return new ToolVersion(
                    "autonomy", new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("the version is part of the program", e);
        }
    }

    /** The toolkit opens folders for applications only. */
    private static final class Services extends Application {

        @Override
        public void start(Stage stage) {
            throw new UnsupportedOperationException("the window is opened by main");
        }
    }
}
