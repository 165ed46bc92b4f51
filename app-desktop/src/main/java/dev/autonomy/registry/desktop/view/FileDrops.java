package dev.autonomy.registry.desktop.view;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.scene.Node;

/** Lets a file be dropped onto a part of the window. */
@FunctionalInterface
public interface FileDrops {

    void accept(Node target, Consumer<Path> dropped);
}
