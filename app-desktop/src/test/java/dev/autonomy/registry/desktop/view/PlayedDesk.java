package dev.autonomy.registry.desktop.view;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;

/** File dialogs, drops and folders as a test plays them. */
final class PlayedDesk implements FileDialogs {

    private final Map<Node, Consumer<Path>> targets = new LinkedHashMap<>();
    private final List<Path> opened = new ArrayList<>();
    private final List<Path> places = new ArrayList<>();
    private Optional<Path> answer = Optional.empty();
    private boolean noFileManager;

    Desk desk() {
        return new Desk(
                this,
                targets::put,
                (folder, refused) -> {
                    opened.add(folder);
                    if (noFileManager) {
                        refused.run();
                    }
                });
    }

    /** What the next dialogs answer. */
    void answer(Path chosen) {
        answer = Optional.of(chosen);
    }

    void withoutFileManager() {
        noFileManager = true;
    }

    /** The files and folders that the dialogs were to open at. */
    List<Path> places() {
        return List.copyOf(places);
    }

    void drop(String targetId, Path file) {
        targets.entrySet().stream()
                .filter(target -> targetId.equals(target.getKey().getId()))
                .findFirst()
                .orElseThrow()
                .getValue()
                .accept(file);
    }

    List<Path> opened() {
        return List.copyOf(opened);
    }

    @Override
    public Optional<Path> publicKey(Optional<Path> last) {
        last.ifPresent(places::add);
        return answer;
    }

    @Override
    public Optional<Path> folder(Path current) {
        return answer;
    }

    @Override
    public Optional<Path> credentials(Optional<Path> last) {
        last.ifPresent(places::add);
        return answer;
    }

    @Override
    public Optional<Path> reportFile(Path suggested) {
        places.add(suggested.getParent());
        return answer;
    }
}
