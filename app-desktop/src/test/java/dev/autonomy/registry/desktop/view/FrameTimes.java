package dev.autonomy.registry.desktop.view;

import dev.autonomy.registry.desktop.wizard.Page;
import dev.autonomy.registry.desktop.wizard.ReviewPage;
import dev.autonomy.registry.desktop.wizard.Sample;
import dev.autonomy.registry.desktop.wizard.ScriptedBackend;
import dev.autonomy.registry.desktop.wizard.Surroundings;
import dev.autonomy.registry.desktop.wizard.Threads;
import dev.autonomy.registry.desktop.wizard.Versions;
import dev.autonomy.registry.desktop.wizard.Wizard;
import dev.autonomy.registry.desktop.wizard.WizardScene;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.stage.Stage;

/**
 * Measures how long each frame keeps the UI's thread busy while many blobs arrive at once, each of
 * a platform of its own, in the real window: processor time of that thread from one pulse to the
 * next, so whatever it did in between counts. The frame that opens the Run page begins as the
 * button is pressed, and stands alone. Prints a line for each kind of frame: how many, and median,
 * 99th percentile and worst in milliseconds.
 */
final class FrameTimes extends AnimationTimer {

    private static final Duration COPY = Duration.ofSeconds(20);

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final Stage stage = new Stage();
    private final Wizard wizard;
    private final List<Pulse> pulses = new ArrayList<>();
    private long pressed;
    private boolean news;

    /**
     * The beginning of a frame: how many nanoseconds the UI's thread had worked by then, and
     * whether the frame before it showed new numbers.
     */
    private record Pulse(long worked, boolean news) {}

    private FrameTimes(int blobs) {
        ManyBlobs copy = new ManyBlobs(blobs, COPY);
        wizard =
                new Wizard(
                        new Surroundings(
                                Locale.ENGLISH,
                                Clock.systemUTC(),
                                new Threads(Thread::startVirtualThread, Platform::runLater),
                                new ScriptedBackend().review(copy::foretell).seed(copy),
                                new WizardScene.Remembered(),
                                Path.of("seed"),
                                new Versions("1.0.0", "25", "Linux")));
    }

    public static void main(String[] arguments) {
        int blobs = Integer.parseInt(arguments[0]);
        Platform.startup(() -> new FrameTimes(blobs).open());
    }

    private void open() {
        new WizardWindow(stage, wizard, new PlayedDesk().desk()).show();
        wizard.where().from().text().set(Sample.FROM);
        wizard.where().to().text().set(Sample.TO);
        wizard.where().withSidecars().set(false);
        wizard.trust().confirmation().set("skip verification");
        wizard.run().numbers().addListener((_, _, _) -> news = true);
        wizard.page().addListener((_, _, page) -> follow(page));
        wizard.review()
                .state()
                .addListener(
                        (_, _, now) -> {
                            if (now == ReviewPage.State.READY) {
                                Platform.runLater(this::press);
                            }
                        });
        wizard.next();
        wizard.next();
    }

    private void press() {
        pressed = threads.getCurrentThreadCpuTime();
        start();
        wizard.next();
    }

    private void follow(Page page) {
        switch (page) {
            case WHERE, TRUST, REVIEW, RUN -> {}
            case REPORT -> {
                stop();
                print();
                stage.hide();
            }
        }
    }

    @Override
    public void handle(long time) {
        pulses.add(new Pulse(threads.getCurrentThreadCpuTime(), news));
        news = false;
    }

    private void print() {
        print(
                "UI thread, the one frame that opens the Run page",
                LongStream.of(worked(1) - pressed));
        print("UI thread, every later frame of the copy", copying(_ -> true));
        print("UI thread, those of them with new numbers", copying(i -> pulses.get(i - 1).news()));
    }

    private LongStream copying(IntPredicate which) {
        return IntStream.range(2, pulses.size())
                .filter(which)
                .mapToLong(i -> worked(i) - worked(i - 1));
    }

    private long worked(int pulse) {
        return pulses.get(pulse).worked();
    }

    private static void print(String what, LongStream frames) {
        long[] work = frames.sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%s|%d|%.1f|%.1f|%.1f%n",
                what,
                work.length,
                work[work.length / 2] / 1e6,
                work[work.length * 99 / 100] / 1e6,
                work[work.length - 1] / 1e6);
    }
}
