package dev.autonomy.registry.adapter.skopeo;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.port.Replicator.BlobProgress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What skopeo's lines tell about one copy; they come from another thread than the questions. */
final class CopyProgress {

    /** How far a copy has come, as far as a registry's silence is to be judged by it. */
    enum Stage {
        /** No blob is on its way yet. */
        BEGINNING,
        MOVING,
        /** All that was begun is sent: it is for the registry to answer. */
        AWAITING_ANSWER
    }

    private final List<Descriptor> blobs;
    private final BlobProgress progress;
    private final Map<Digest, ProgressLine.State> begun = new HashMap<>();
    private Stage stage = Stage.BEGINNING;

    CopyProgress(List<Descriptor> blobs, BlobProgress progress) {
        this.blobs = blobs;
        this.progress = progress;
    }

    synchronized void line(String line) {
        if (line.contains("Copying blob ") && stage == Stage.BEGINNING) {
            stage = Stage.MOVING;
        }
        ProgressLine.parse(line).ifPresent(this::take);
    }

    private void take(ProgressLine line) {
        List<Descriptor> meant =
                blobs.stream()
                        .filter(blob -> blob.digest().hex().startsWith(line.digestStart()))
                        .toList();
        if (meant.size() != 1) {
            return;
        }
        Descriptor blob = meant.getFirst();
        begun.put(blob.digest(), line.state());
        progress.at(blob.digest(), arrived(line.state(), blob.size()));
        stage = isShortOfBytes() ? Stage.MOVING : Stage.AWAITING_ANSWER;
    }

    private static long arrived(ProgressLine.State state, long size) {
        return switch (state) {
            case ProgressLine.State.Moving(long bytes) -> Math.min(bytes, size);
            case ProgressLine.State.Sent(long bytes) -> Math.min(bytes, size);
            case ProgressLine.State.Done() -> size;
        };
    }

    synchronized Stage stage() {
        return stage;
    }

    /** Whether a blob is known to be on its way that has not come whole. */
    synchronized boolean isShortOfBytes() {
        return begun.values().stream().anyMatch(ProgressLine.State.Moving.class::isInstance);
    }

    /** A copy that succeeded has brought every blob, whatever the lines told. */
    void finished() {
        blobs.forEach(blob -> progress.at(blob.digest(), blob.size()));
    }
}
