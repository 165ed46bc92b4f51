package dev.autonomy.registry.desktop.view;

import dev.autonomy.registry.desktop.wizard.Texts;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

/** The file dialogs of this computer. */
public final class NativeDialogs implements FileDialogs {

    private final Window owner;
    private final Texts texts;

    public NativeDialogs(Window owner, Texts texts) {
        this.owner = owner;
        this.texts = texts;
    }

    @Override
    public Optional<Path> publicKey(Optional<Path> last) {
        FileChooser chooser = chooser("choose.key", last.map(Path::getParent));
        chooser.getExtensionFilters()
                .setAll(
                        new FileChooser.ExtensionFilter(
                                texts.of("choose.key.files"), "*.pub", "*.pem", "*.key"),
                        new FileChooser.ExtensionFilter(texts.of("choose.all-files"), "*"));
        return chosen(chooser.showOpenDialog(owner));
    }

    @Override
    public Optional<Path> folder(Path current) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(texts.of("choose.folder"));
        nearest(current).map(Path::toFile).ifPresent(chooser::setInitialDirectory);
        return chosen(chooser.showDialog(owner));
    }

    @Override
    public Optional<Path> credentials(Optional<Path> last) {
        return chosen(
                chooser("choose.credentials", last.map(Path::getParent)).showOpenDialog(owner));
    }

    @Override
    public Optional<Path> reportFile(Path suggested) {
        FileChooser chooser = chooser("choose.report", Optional.ofNullable(suggested.getParent()));
        chooser.setInitialFileName(suggested.getFileName().toString());
        return chosen(chooser.showSaveDialog(owner));
    }

    private FileChooser chooser(String title, Optional<Path> folder) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.of(title));
        folder.flatMap(NativeDialogs::nearest)
                .map(Path::toFile)
                .ifPresent(chooser::setInitialDirectory);
        return chooser;
    }

    /** The folder, or what of the way to it is there: a stick may have been pulled out. */
    private static Optional<Path> nearest(Path folder) {
        Path each = folder.toAbsolutePath();
        while (each != null && !Files.isDirectory(each)) {
            each = each.getParent();
        }
        return Optional.ofNullable(each);
    }

    private static Optional<Path> chosen(File file) {
        return Optional.ofNullable(file).map(File::toPath);
    }
}
