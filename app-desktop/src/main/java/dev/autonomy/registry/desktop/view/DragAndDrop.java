package dev.autonomy.registry.desktop.view;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;

/** Takes one file dropped from the file manager; the target is marked while it hovers. */
public final class DragAndDrop implements FileDrops {

    private static final PseudoClass HOVERED = PseudoClass.getPseudoClass("file-over");

    public DragAndDrop() {}

    @Override
    public void accept(Node target, Consumer<Path> dropped) {
        target.setOnDragOver(
                event -> {
                    if (holdsOneFile(event)) {
                        event.acceptTransferModes(TransferMode.COPY);
                        target.pseudoClassStateChanged(HOVERED, true);
                    }
                    event.consume();
                });
        target.setOnDragExited(_ -> target.pseudoClassStateChanged(HOVERED, false));
        target.setOnDragDropped(
                event -> {
                    boolean usable = holdsOneFile(event);
                    if (usable) {
                        dropped.accept(event.getDragboard().getFiles().getFirst().toPath());
                    }
                    event.setDropCompleted(usable);
                    event.consume();
                });
    }

    private static boolean holdsOneFile(DragEvent event) {
        return event.getDragboard().hasFiles() && event.getDragboard().getFiles().size() == 1;
    }
}
