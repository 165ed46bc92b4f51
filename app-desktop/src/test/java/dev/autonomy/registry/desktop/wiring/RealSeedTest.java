package dev.autonomy.registry.desktop.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.autonomy.registry.desktop.view.Desk;
import dev.autonomy.registry.desktop.view.FileDialogs;
import dev.autonomy.registry.desktop.view.WizardWindow;
import dev.autonomy.registry.desktop.wizard.Page;
import dev.autonomy.registry.desktop.wizard.ReportContent;
import dev.autonomy.registry.desktop.wizard.ReviewItem;
import dev.autonomy.registry.desktop.wizard.ReviewLine;
import dev.autonomy.registry.desktop.wizard.Surroundings;
import dev.autonomy.registry.desktop.wizard.Threads;
import dev.autonomy.registry.desktop.wizard.Versions;
import dev.autonomy.registry.desktop.wizard.Wizard;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.testkit.DockerRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Platform;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** The real window over the real adapters, between two real registries. */
@ExtendWith(ApplicationExtension.class)
class RealSeedTest {

    private static final Instant THE_DAY_AFTER_SIGNING = Instant.parse("2026-11-23T00:00:00Z");
    private static final long BIG = 300_000_000;
    private static final long SLOW = 20_000_000;

    private final PublishedBundles bundles = new PublishedBundles();
    private final Chosen chosen = new Chosen();
    @TempDir private Path folder;
    private DockerRegistry source;
    private DockerRegistry edge;
    private Optional<SlowLink> link = Optional.empty();
    private Wizard wizard;
    private Stage stage;

    /** The answer of every file dialog. */
    private static final class Chosen implements FileDialogs {
        private Optional<Path> file = Optional.empty();

        @Override
        public Optional<Path> publicKey(Optional<Path> last) {
            return file;
        }

        @Override
        public Optional<Path> folder(Path current) {
            return file;
        }

        @Override
        public Optional<Path> credentials(Optional<Path> last) {
            return file;
        }

        @Override
        public Optional<Path> reportFile(Path suggested) {
            return file;
        }
    }

    @Start
    void open(Stage shown) throws Exception {
        stage = shown;
        source = DockerRegistry.start();
        Path home = Files.createDirectories(folder.resolve("home"));
        Path temporary = Files.createDirectories(folder.resolve("tmp"));
        Clock clock = Clock.offset(Clock.systemUTC(), sinceSigning());
        Machine machine =
                new Machine(
                        Map.of("PATH", System.getenv("PATH")),
                        home,
                        temporary,
                        new ToolVersion("autonomy", "0.0.0-test"));
        wizard =
                new Wizard(
                        new Surroundings(
                                Locale.ENGLISH,
                                clock,
                                new Threads(Thread::startVirtualThread, Platform::runLater),
                                new AdapterBackend(machine, clock),
                                new RecentFiles(home.resolve("recent")),
                                folder.resolve("seed"),
                                new Versions("test", "25", "Linux")));
        stage.setX(0);
        stage.setY(0);
        stage.setWidth(980);
        stage.setHeight(700);
        new WizardWindow(stage, wizard, new Desk(chosen, (_, _) -> {}, (_, _) -> {})).show();
    }

    private static Duration sinceSigning() {
        return Duration.between(Instant.now(), THE_DAY_AFTER_SIGNING);
    }

    @AfterEach
    void stop() throws Exception {
        onFx(
                () -> {
                    wizard.stopThen(() -> {});
                    return true;
                });
        until(() -> !wizard.isBusy());
        source.close();
        edge.close();
        link.ifPresent(SlowLink::close);
    }

    @Test
    void a_whole_bundle_is_seeded_verified_and_published(FxRobot robot) throws Exception {
        edge = DockerRegistry.start();
        bundles.publishSigned(source);
        fillIn(robot, "v1", edge.host());
        review(robot, bundles.key());
        until(() -> !robot.lookup("#next").queryButton().isDisabled());
        assertEquals(8, wizard.review().count(ReviewLine.State.OK), wizard.review()::toString);
        assertTrue(wizard.review().command().get().contains("--copy-policy"));

        robot.clickOn("#next");

        until(() -> wizard.page().get() == Page.REPORT);
        assertEquals(
                "Verified and published",
                text(robot, "#banner-title"),
                () -> report().plainDetails());
        assertTrue(
                report().checks().stream()
                        .allMatch(each -> each.outcome() == ReportContent.Check.Outcome.PASSED));
        assertEquals(PublishedBundles.held(source, "v1"), PublishedBundles.held(edge, "v1"));
        Path own = folder.resolve("seed/robot-behavior-v1-2026-11-23");
        until(() -> Files.exists(own.resolve("seed-report.log")));
        assertTrue(Files.exists(own.resolve("seed.lock")));
        assertTrue(Files.exists(own.resolve("seed-manifest.json")));
        String log = Files.readString(own.resolve("seed-report.log"));
        assertTrue(log.contains("run-finished, exit code 0"), log);
    }

    @Test
    void a_seed_again_finds_everything_there(FxRobot robot) throws Exception {
        a_whole_bundle_is_seeded_verified_and_published(robot);

        robot.clickOn("#next");
        robot.clickOn("#next").clickOn("#next");
        until(() -> !robot.lookup("#next").queryButton().isDisabled());
        assertEquals(
                "Unchanged, nothing to copy.",
                wizard.review()
                        .lines()
                        .get(ReviewItem.DESTINATION_TAG.ordinal())
                        .text()
                        .toString());
        assertEquals("Total to compare", wizard.review().sizes().getLast().caption());
        robot.clickOn("#next");

        until(() -> text(robot, "#banner-title").equals("Already there and verified"));
        Path second = folder.resolve("seed/robot-behavior-v1-2026-11-23-2");
        assertTrue(Files.exists(second.resolve("seed.lock")), "the first record stays");
    }

    @Test
    void a_bundle_signed_by_another_key_is_refused_in_the_review_and_no_tag_moves(FxRobot robot)
            throws Exception {
        edge = DockerRegistry.start();
        bundles.publishSigned(source);
        fillIn(robot, "v1", edge.host());

        review(robot, bundles.otherKey());

        until(() -> text(robot, "#review-title").equals("Not ready yet"));
        ReviewLine line = wizard.review().lines().get(ReviewItem.SIGNATURES.ordinal());
        assertEquals(ReviewLine.State.PROBLEM, line.state());
        assertTrue(line.text().toString().contains("signed with another key"), line::toString);
        Path kept = folder.resolve("seed/robot-behavior-v1-2026-11-23/seed-report.html");
        until(() -> Files.exists(kept));

        robot.clickOn("#next");

        until(() -> wizard.page().get() == Page.REPORT);
        assertEquals(
                "Not published: the image is signed with another key",
                text(robot, "#banner-title"));
        assertTrue(report().plainDetails().contains("wrong-key (exit code 12)"));
        assertTrue(Files.readString(kept).contains("wrong-key (exit code 12)"));
        assertFalse(Files.exists(kept.resolveSibling("seed.lock")));
        assertEquals("", PublishedBundles.held(edge, "v1"));
    }

    @Test
    void a_key_that_is_changed_after_the_review_ends_in_a_card_and_no_tag_moves(FxRobot robot)
            throws Exception {
        edge = DockerRegistry.start();
        bundles.publishSigned(source);
        Path key = Files.copy(bundles.key(), folder.resolve("key.pub"));
        fillIn(robot, "v1", edge.host());
        review(robot, key);
        until(() -> !robot.lookup("#next").queryButton().isDisabled());
        Files.writeString(key, Files.readString(bundles.otherKey()));

        robot.clickOn("#next");

        until(() -> wizard.page().get() == Page.REPORT);
        assertEquals(
                "Not published: the image is signed with another key",
                text(robot, "#banner-title"));
        assertTrue(report().plainDetails().contains("wrong-key (exit code 12)"));
        assertEquals("", PublishedBundles.held(edge, "v1"));
    }

    @Test
    void a_registry_that_wants_a_login_says_so_instead_of_spinning(FxRobot robot) throws Exception {
        Path users = folder.resolve("users");
        new ProcessBuilder("htpasswd", "-Bbc", users.toString(), "kim", "secret").start().waitFor();
        edge = DockerRegistry.start("auth: {htpasswd: {realm: edge, path: " + users + "}}");
        bundles.publishSigned(source);
        fillIn(robot, "v1", edge.host());

        review(robot, bundles.key());

        until(() -> text(robot, "#review-title").equals("Not ready yet"));
        ReviewLine line = wizard.review().lines().get(ReviewItem.DESTINATION_REGISTRY.ordinal());
        assertTrue(line.text().toString().startsWith("Login needed: "), line::toString);
        assertEquals(Optional.of("skopeo login --tls-verify=false " + edge.host()), line.command());
        assertEquals(
                ReviewLine.State.OK,
                wizard.review().lines().get(ReviewItem.SOURCE_IMAGE.ordinal()).state());
    }

    @Test
    void a_copy_of_300_megabytes_is_seen_moving_and_can_be_cancelled_in_the_middle(FxRobot robot)
            throws Exception {
        List<Double> seen = startBigCopy(robot);
        until(
                () ->
                        seen.stream().filter(share -> share > 0 && share < 0.96).distinct().count()
                                > 3);
        until(() -> wizard.run().overall().get() > 0.25);

        robot.clickOn("#leave");
        until(() -> wizard.page().get() == Page.REPORT);

        assertEquals("Cancelled", text(robot, "#banner-title"));
        assertEquals(seen.stream().sorted().toList(), seen, "the bar never moves backwards");
        assertEquals("", PublishedBundles.held(edge, "big"));
        try (Stream<Path> left = Files.list(folder.resolve("tmp"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void closing_in_the_middle_of_a_copy_asks_and_then_stops_it(FxRobot robot) throws Exception {
        List<Double> seen = startBigCopy(robot);
        until(() -> seen.size() > 1);

        onFx(
                () -> {
                    stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST));
                    return true;
                });
        robot.clickOn("#stop-and-close");

        until(() -> !stage.isShowing());
        assertEquals("", PublishedBundles.held(edge, "big"));
    }

    /** A copy across a slow link, unverified, and the shares of it that are shown as it goes. */
    private List<Double> startBigCopy(FxRobot robot) throws Exception {
        edge = DockerRegistry.start();
        link = Optional.of(new SlowLink(edge.port(), SLOW));
        PublishedBundles.publishBig(source, folder.resolve("layout"), BIG);
        onFx(
                () -> {
                    wizard.where().withSidecars().set(false);
                    return true;
                });
        fillIn(robot, "big", link.get().host());
        robot.clickOn("#next");
        onFx(
                () -> {
                    wizard.trust().confirmation().set("skip verification");
                    return true;
                });
        robot.clickOn("#next");
        until(() -> !robot.lookup("#next").queryButton().isDisabled());
        List<Double> seen = new CopyOnWriteArrayList<>();
        onFx(
                () -> {
                    wizard.run().overall().addListener((_, _, now) -> seen.add(now.doubleValue()));
                    return true;
                });
        robot.clickOn("#next");
        until(() -> wizard.page().get() == Page.RUN);
        return seen;
    }

    private void fillIn(FxRobot robot, String tag, String edgeHost) throws Exception {
        onFx(
                () -> {
                    wizard.where().from().text().set(source.host() + "/robot-behavior:" + tag);
                    wizard.where().to().text().set(edgeHost + "/robot-behavior:" + tag);
                    return true;
                });
        WaitForAsyncUtils.waitForFxEvents();
        until(() -> !robot.lookup("#next").queryButton().isDisabled());
    }

    private void review(FxRobot robot, Path key) throws Exception {
        robot.clickOn("#next");
        chosen.file = Optional.of(key);
        robot.clickOn("#choose-key");
        until(() -> wizard.trust().complete().get());
        robot.clickOn("#next");
        until(() -> wizard.page().get() == Page.REVIEW);
    }

    private ReportContent report() {
        return wizard.report().content().get().orElseThrow();
    }

    private static String text(FxRobot robot, String query) {
        return robot.lookup(query).tryQuery().map(node -> ((Labeled) node).getText()).orElse("");
    }

    private static <T> T onFx(Callable<T> action) throws Exception {
        return WaitForAsyncUtils.asyncFx(action).get(20, TimeUnit.SECONDS);
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(40, TimeUnit.SECONDS, () -> onFx(condition));
    }
}
