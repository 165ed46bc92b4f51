package dev.autonomy.registry.desktop.view;

import java.nio.file.Path;

/** Shows a folder in the file manager of this computer. */
@FunctionalInterface
public interface FolderOpener {

    void open(Path folder);
}
