package dev.autonomy.registry.desktop.view;

import dev.autonomy.registry.desktop.wizard.Page;
import dev.autonomy.registry.desktop.wizard.ReviewPage;
import dev.autonomy.registry.desktop.wizard.RunPage;
import dev.autonomy.registry.desktop.wizard.Wizard;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.layout.BorderPane;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.util.Duration;

/** The one window: rail, page and footer, the keys, and what closing it means. */
public final class WizardWindow {

    private static final double WIDTH = 1024;
    private static final double HEIGHT = 700;

    /** What is revealed does not touch the edge. */
    private static final double AROUND = 16;

    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
    private static final Duration BETWEEN_LOOKS = Duration.millis(100);

    private final Wizard wizard;
    private final Stage stage;
    private final Map<Page, PageView> pages = new EnumMap<>(Page.class);
    private final TrustView trust;
    private final ReportView report;
    private final RailView rail;
    private final FooterView footer;
    private final CaretRest caret;
    private final ScrollPane scroll = new ScrollPane();
    private final BorderPane root = new BorderPane();
    private final Scene scene;
    private final Timeline looks;
    private Width railWidth = Width.WIDE;
    private Width pageWidth = Width.WIDE;
    private Optional<CloseQuestion> question = Optional.empty();

    public WizardWindow(Stage stage, Wizard wizard, Desk desk) {
        this(stage, wizard, desk, WIDTH, HEIGHT);
    }

    WizardWindow(Stage stage, Wizard wizard, Desk desk, double width, double height) {
        this.stage = stage;
        this.wizard = wizard;
        scene = new Scene(root, width, height);
        report = new ReportView(wizard, desk, this::reveal);
        pages.put(Page.WHERE, new WhereView(wizard, desk.dialogs()));
        trust = new TrustView(wizard, desk);
        pages.put(Page.TRUST, trust);
        pages.put(Page.REVIEW, new ReviewView(wizard, desk.dialogs()));
        pages.put(Page.RUN, new RunView(wizard));
        pages.put(Page.REPORT, report);
        rail = new RailView(wizard);
        footer = new FooterView(wizard, this::close, () -> view().enter());
        caret = new CaretRest(scene);
        build();
        listen();
        fit(width);
        enter(wizard.page().get());
        looks = new Timeline(new KeyFrame(BETWEEN_LOOKS, _ -> wizard.run().refresh()));
        looks.setCycleCount(Animation.INDEFINITE);
    }

    /** Shows the window in the colours the desktop prefers, and follows them from then on. */
    public void show() {
        Platform.Preferences preferences = Platform.getPreferences();
        use(Theme.of(preferences.getColorScheme()));
        preferences.colorSchemeProperty().addListener((_, _, scheme) -> use(Theme.of(scheme)));
        Placement.of(scene.getWidth(), scene.getHeight(), Screen.getPrimary().getVisualBounds())
                .apply(stage);
        stage.show();
        view().enter();
    }

    private PageView view() {
        return pages.get(wizard.page().get());
    }

    /** As if nobody had typed for a while. */
    void rest() {
        caret.rest();
    }

    void use(Theme theme) {
        theme.apply(root);
    }

    private void build() {
        root.getStyleClass().add("wizard");
        root.getStylesheets().add(WizardWindow.class.getResource("wizard.css").toExternalForm());
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        scroll.setId("page");
        root.setLeft(rail.node());
        root.setCenter(scroll);
        root.setBottom(footer.node());
        stage.setScene(scene);
        stage.setTitle(wizard.texts().of("product.title"));
        stage.getIcons().setAll(new Image(WizardWindow.class.getResourceAsStream("icon.png")));
    }

    private void listen() {
        wizard.page().addListener((_, _, now) -> enter(now));
        scene.widthProperty().addListener((_, _, now) -> fit(now.doubleValue()));
        scene.getAccelerators().putAll(footer.keys());
        for (Page page : Page.values()) {
            scene.getAccelerators().put(Keys.page(page.number()), () -> wizard.goTo(page));
        }
        scene.getAccelerators()
                .put(
                        Keys.CHECK_AGAIN,
                        () -> {
                            if (wizard.page().get() == Page.REVIEW) {
                                wizard.checkAgain();
                            }
                        });
        scene.getAccelerators()
                .put(
                        Keys.PASTE,
                        () -> {
                            if (wizard.page().get() == Page.TRUST) {
                                trust.paste();
                            }
                        });
        scene.getAccelerators()
                .put(
                        Keys.SAVE,
                        () -> {
                            if (wizard.page().get() == Page.REPORT) {
                                report.save();
                            }
                        });
        stage.setOnCloseRequest(
                event -> {
                    event.consume();
                    close();
                });
        wizard.run().state().addListener((_, _, now) -> look(now));
        wizard.review().state().addListener((_, _, now) -> look(now));
    }

    private void look(ReviewPage.State state) {
        if (state == ReviewPage.State.READY
                && stage.isShowing()
                && wizard.page().get() != Page.RUN) {
            prepare(pages.get(Page.RUN).node());
        }
    }

    /** Lays a page out before anybody sees it: its first time takes longer than a frame may. */
    private void prepare(Node page) {
        page.setManaged(false);
        root.getChildren().add(page);
        page.resize(scroll.getWidth(), page.prefHeight(scroll.getWidth()));
        root.applyCss();
        root.layout();
        root.getChildren().remove(page);
        page.setManaged(true);
    }

    /** The run is looked at while it lasts; a question about it goes with it. */
    private void look(RunPage.State state) {
        switch (state) {
            case RUNNING -> looks.play();
            case CANCELLING -> {}
            case IDLE, ENDED -> {
                looks.stop();
                question.ifPresent(CloseQuestion::withdraw);
            }
        }
    }

    private void fit(double window) {
        Width railNow = Width.ofRail(window);
        if (railNow != railWidth) {
            railWidth = railNow;
            rail.fit(railNow);
        }
        Width pageNow = Width.ofPage(window);
        if (pageNow != pageWidth) {
            pageWidth = pageNow;
            root.pseudoClassStateChanged(NARROW, pageNow == Width.NARROW);
            footer.fit(pageNow);
            pages.values().forEach(page -> page.fit(pageNow));
        }
    }

    private void enter(Page page) {
        PageView view = pages.get(page);
        scroll.setContent(view.node());
        scroll.setVvalue(0);
        view.enter();
    }

    /** Scrolls the page so far that this part of it is seen, or at least how it begins. */
    private void reveal(Node part) {
        root.applyCss();
        root.layout();
        Node page = scroll.getContent();
        Bounds area = page.sceneToLocal(part.localToScene(part.getLayoutBounds()));
        double seen = scroll.getViewportBounds().getHeight();
        double hidden = page.getLayoutBounds().getHeight() - seen;
        if (hidden <= 0) {
            return;
        }
        double top = scroll.getVvalue() * hidden;
        double lowest = area.getMinY() - AROUND;
        double highest = Math.min(lowest, area.getMaxY() + AROUND - seen);
        scroll.setVvalue(Math.clamp(top, highest, lowest) / hidden);
    }

    private void close() {
        if (!wizard.isBusy()) {
            wizard.stopThen(stage::hide);
            return;
        }
        CloseQuestion asked = question.orElseGet(() -> new CloseQuestion(stage, wizard.texts()));
        question = Optional.of(asked);
        asked.ask(() -> wizard.stopThen(stage::hide));
    }
}
