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
    private Optional<Path> answer = Optional.empty();

    Desk desk() {
        return new Desk(this, targets::put, opened::add);
    }

    /** What the next dialogs answer. */
    void answer(Path chosen) {
        answer = Optional.of(chosen);
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
    public Optional<Path> publicKey() {
        return answer;
    }

    @Override
    public Optional<Path> folder(Path current) {
        return answer;
    }

    @Override
    public Optional<Path> credentials() {
        return answer;
    }

    @Override
    public Optional<Path> reportFile(Path suggested) {
        return answer;
    }
}
