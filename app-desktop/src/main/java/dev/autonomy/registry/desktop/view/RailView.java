package dev.autonomy.registry.desktop.view;

import dev.autonomy.registry.desktop.wizard.Page;
import dev.autonomy.registry.desktop.wizard.RailItem;
import dev.autonomy.registry.desktop.wizard.Texts;
import dev.autonomy.registry.desktop.wizard.Wizard;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.Observable;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;

/** The steps on the left: where one is, and how each page stands. */
final class RailView {

    private static final double MARK = 28;
    private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
    private static final PseudoClass GOOD = PseudoClass.getPseudoClass("good");
    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");
    private static final PseudoClass PROBLEM = PseudoClass.getPseudoClass("problem");

    private final Wizard wizard;
    private final VBox items = new VBox(4);
    private final VBox head;
    private final VBox unverified;
    private final Label version;
    private final VBox rail;
    private final Map<Page, Shown> shown = new EnumMap<>(Page.class);
    private Width width = Width.WIDE;

    /** What a button says, and with how much room. */
    private record Shown(RailItem item, Width width) {}

    RailView(Wizard wizard) {
        this.wizard = wizard;
        Texts texts = wizard.texts();
        head =
                new VBox(
                        Parts.label(texts.of("product"), "product"),
                        Parts.label(texts.of("product.purpose"), "secondary"));
        head.getStyleClass().add("head");
        unverified = unverified(texts);
        version =
                Parts.label(texts.of("product.version", wizard.version()), "secondary", "version");
        Region gap = new Region();
        VBox.setVgrow(gap, Priority.ALWAYS);
        rail = new VBox(head, items, gap, unverified, version);
        rail.getStyleClass().add("rail");
        rail.setMinHeight(0);
        for (Page page : Page.values()) {
            items.getChildren().add(item(page));
        }
        wizard.rail().addListener((Observable _) -> show());
        wizard.trust().skipping().addListener((_, _, _) -> showTrust());
        show();
        showTrust();
    }

    Node node() {
        return rail;
    }

    void fit(Width now) {
        width = now;
        rail.pseudoClassStateChanged(PseudoClass.getPseudoClass("narrow"), now == Width.NARROW);
        Parts.show(head, now == Width.WIDE);
        show();
        showTrust();
    }

    private Button item(Page page) {
        Button button = new Button();
        button.setId("rail-" + page.key());
        button.getStyleClass().add("rail-item");
        button.setMaxWidth(Double.MAX_VALUE);
        button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        button.setOnAction(_ -> wizard.goTo(page));
        return button;
    }

    private static VBox unverified(Texts texts) {
        VBox box = new VBox(2);
        box.getStyleClass().add("unverified");
        box.setId("unverified");
        Parts.spoken(box, texts.of("rail.unverified") + ". " + texts.of("rail.unverified.meaning"));
        return box;
    }

    private void show() {
        for (RailItem item : wizard.rail()) {
            Shown now = new Shown(item, width);
            if (!now.equals(shown.put(item.page(), now))) {
                show((Button) items.getChildren().get(item.page().ordinal()), item);
            }
        }
    }

    private void showTrust() {
        boolean skips = wizard.trust().skipping().get();
        Parts.show(unverified, skips);
        fillUnverified();
        unverified.pseudoClassStateChanged(
                PseudoClass.getPseudoClass("narrow"), width == Width.NARROW);
        Parts.show(version, width == Width.WIDE && !skips);
    }

    private void fillUnverified() {
        HBox title = new HBox(6, Marks.unsafe(16));
        title.setAlignment(Pos.CENTER_LEFT);
        unverified.getChildren().setAll(title);
        if (width == Width.WIDE) {
            Texts texts = wizard.texts();
            title.getChildren().add(Parts.label(texts.of("rail.unverified"), "strong"));
            unverified.getChildren().add(Parts.wrapped(texts.of("rail.unverified.meaning")));
        }
    }

    private void show(Button button, RailItem item) {
        HBox content = new HBox(10, mark(item));
        content.setAlignment(Pos.CENTER_LEFT);
        if (width == Width.WIDE) {
            Label status = Parts.elided(item.status(), "status");
            status.setTextOverrun(OverrunStyle.ELLIPSIS);
            status.setTooltip(new Tooltip(item.status()));
            VBox words = new VBox(Parts.label(item.title(), "title"), status);
            words.setMinWidth(0);
            HBox.setHgrow(words, Priority.ALWAYS);
            content.getChildren().add(words);
        }
        button.setGraphic(content);
        button.setTooltip(
                width == Width.NARROW ? new Tooltip(item.title() + ": " + item.status()) : null);
        button.setAccessibleText(item.spoken());
        button.setDisable(item.reach() == RailItem.Reach.AHEAD);
        boolean current = item.reach() == RailItem.Reach.CURRENT;
        button.pseudoClassStateChanged(CURRENT, current);
        button.pseudoClassStateChanged(
                GOOD, item.page() == Page.REPORT && item.mark() == RailItem.Mark.TICK);
        button.pseudoClassStateChanged(WARNING, item.mark() == RailItem.Mark.STOPPED);
        button.pseudoClassStateChanged(
                PROBLEM,
                item.mark() == RailItem.Mark.REFUSED || item.mark() == RailItem.Mark.ALERT);
    }

    private static Node mark(RailItem item) {
        return switch (item.mark()) {
            case TICK -> Marks.disc("good", Icon.TICK, MARK);
            case ALERT -> Marks.disc("problem", Icon.EXCLAMATION, MARK);
            case STOPPED -> Marks.disc("warning", Icon.EXCLAMATION, MARK);
            case REFUSED -> Marks.disc("problem", Icon.CROSS, MARK);
            case NUMBER -> number(item);
        };
    }

    private static Node number(RailItem item) {
        Circle circle = new Circle(MARK / 2);
        circle.getStyleClass().addAll("disc", "number");
        StackPane mark =
                new StackPane(circle, Parts.label(String.valueOf(item.page().number()), "number"));
        mark.setMinSize(MARK, MARK);
        return mark;
    }
}
