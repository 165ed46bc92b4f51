package dev.autonomy.registry.desktop.view;

import atlantafx.base.layout.InputGroup;
import atlantafx.base.theme.Styles;
import dev.autonomy.registry.desktop.wizard.Texts;
import dev.autonomy.registry.desktop.wizard.WherePage;
import dev.autonomy.registry.desktop.wizard.Wizard;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import javafx.beans.property.BooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Page 1 on the screen. */
final class WhereView implements PageView {

    private final Texts texts;
    private final WherePage page;
    private final ReferenceView from;
    private final ReferenceView to;
    private final Node sidecars;
    private final Node plainHttp;
    private final GridPane toggles = new GridPane(24, 12);
    private final TextField folder = new TextField();
    private final VBox box;

    WhereView(Wizard wizard, FileDialogs dialogs) {
        this.texts = wizard.texts();
        this.page = wizard.where();
        from = new ReferenceView(wizard, page.from());
        to = new ReferenceView(wizard, page.to());
        sidecars = toggle("where.sidecars", "sidecars", page.withSidecars(), wizard);
        plainHttp = toggle("where.plain-http", "plain-http", page.plainHttp(), wizard);
        box =
                new VBox(
                        18,
                        new VBox(
                                4,
                                Parts.wrapped(texts.of("where.title"), "page-title"),
                                Parts.flow(texts.rich("where.meaning"), "secondary")),
                        from.node(),
                        to.node(),
                        toggles,
                        folder(wizard, dialogs));
        box.getStyleClass().add("page");
        fit(Width.WIDE);
    }

    @Override
    public Node node() {
        return box;
    }

    @Override
    public void enter() {
        from.input().requestFocus();
        from.input().end();
    }

    @Override
    public void fit(Width width) {
        from.fit(width);
        to.fit(width);
        Focus.keep(toggles, () -> arrange(width), this::enter);
    }

    private void arrange(Width width) {
        toggles.getChildren().clear();
        toggles.getColumnConstraints().clear();
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(width == Width.WIDE ? 50 : 100);
        column.setHgrow(Priority.ALWAYS);
        toggles.getColumnConstraints().add(column);
        toggles.add(sidecars, 0, 0);
        if (width == Width.WIDE) {
            toggles.getColumnConstraints().add(column);
            toggles.add(plainHttp, 1, 0);
        } else {
            toggles.add(plainHttp, 0, 1);
        }
    }

    private Node toggle(String key, String id, BooleanProperty value, Wizard wizard) {
        Switch toggle = new Switch();
        toggle.setId(id);
        toggle.selectedProperty().bindBidirectional(value);
        toggle.setAccessibleText(texts.of(key));
        toggle.setAccessibleHelp(texts.of(key + ".meaning"));
        toggle.setMinWidth(50);
        toggle.disableProperty().bind(wizard.editable().not());
        Label label = Parts.label(texts.of(key), "strong");
        label.setLabelFor(toggle);
        label.setOnMouseClicked(
                _ -> {
                    if (!toggle.isDisabled()) {
                        value.set(!value.get());
                    }
                });
        VBox words = new VBox(2, label, Parts.wrapped(texts.of(key + ".meaning"), "secondary"));
        HBox.setHgrow(words, Priority.ALWAYS);
        return new HBox(10, toggle, words);
    }

    private Node folder(Wizard wizard, FileDialogs dialogs) {
        folder.setId("folder");
        folder.getStyleClass().add("code");
        folder.textProperty().bindBidirectional(page.folderText());
        folder.editableProperty().bind(wizard.editable());
        folder.setAccessibleText(texts.of("where.folder"));
        folder.setAccessibleHelp(texts.of("where.folder.meaning"));
        HBox.setHgrow(folder, Priority.ALWAYS);
        Label label = Parts.label(texts.of("where.folder"), "field-label");
        label.setLabelFor(folder);
        page.complete().addListener((_, _, _) -> markFolder());
        page.folderText().addListener((_, _, _) -> markFolder());
        Button browse =
                Parts.button(
                        texts.of("where.browse"),
                        "browse-folder",
                        () ->
                                dialogs.folder(current())
                                        .ifPresent(
                                                chosen ->
                                                        page.folderText().set(chosen.toString())));
        browse.disableProperty().bind(wizard.editable().not());
        return new VBox(
                6,
                label,
                new InputGroup(folder, browse),
                Parts.wrapped(texts.of("where.folder.meaning"), "secondary"));
    }

    private void markFolder() {
        folder.pseudoClassStateChanged(Styles.STATE_DANGER, folder.getText().isBlank());
    }

    private Path current() {
        try {
            return Path.of(page.folderText().get().strip());
        } catch (InvalidPathException _) {
            return Path.of("");
        }
    }
}
