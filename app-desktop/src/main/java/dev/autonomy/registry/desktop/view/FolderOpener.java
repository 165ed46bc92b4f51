package dev.autonomy.registry.desktop.view;

import java.nio.file.Path;

/** Shows a folder in the file manager of this computer. */
@FunctionalInterface
public interface FolderOpener {

    /** Returns at once; where nothing opens it, the second argument is run on the UI's thread. */
    void open(Path folder, Runnable refused);
}
