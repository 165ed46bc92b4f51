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
    public Optional<Path> publicKey() {
        FileChooser chooser = chooser("choose.key");
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
        if (Files.isDirectory(current)) {
            chooser.setInitialDirectory(current.toFile());
        }
        return chosen(chooser.showDialog(owner));
    }

    @Override
    public Optional<Path> credentials() {
        return chosen(chooser("choose.credentials").showOpenDialog(owner));
    }

    @Override
    public Optional<Path> reportFile(Path suggested) {
        FileChooser chooser = chooser("choose.report");
        chooser.setInitialFileName(suggested.getFileName().toString());
        if (Files.isDirectory(suggested.getParent())) {
            chooser.setInitialDirectory(suggested.getParent().toFile());
        }
        return chosen(chooser.showSaveDialog(owner));
    }

    private FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(texts.of(title));
        return chooser;
    }

    private static Optional<Path> chosen(File file) {
        return Optional.ofNullable(file).map(File::toPath);
    }
}
