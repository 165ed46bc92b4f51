package dev.autonomy.registry.seed;

import dev.autonomy.registry.model.Digest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which of an index's children are copied at the same time: none that would send what another sends
 * as well. Some registries do not bear two who write one blob at the same moment (docker-registry
 * 2.8), and what one has brought the later ones find there.
 */
record Waves(List<List<ManifestTree>> inOrder) {

    /** More pieces than this are not worth a process each. */
    private static final int MOST_PIECES = 8;

    static Waves of(List<ManifestTree> children) {
        Map<Digest, ManifestTree> waiting = new LinkedHashMap<>();
        children.forEach(child -> waiting.putIfAbsent(child.manifest().digest(), child));
        Set<Digest> there = new HashSet<>();
        List<List<ManifestTree>> waves = new ArrayList<>();
        while (!waiting.isEmpty()) {
            List<ManifestTree> wave = next(waiting.values(), there);
            for (ManifestTree child : wave) {
                waiting.remove(child.manifest().digest());
                child.blobs().forEach(blob -> there.add(blob.digest()));
            }
            waves.add(wave);
        }
        return new Waves(waves);
    }

    private static List<ManifestTree> next(Collection<ManifestTree> waiting, Set<Digest> there) {
        List<ManifestTree> wave = new ArrayList<>();
        Set<Digest> underWay = new HashSet<>();
        for (ManifestTree child : waiting) {
            boolean isAlone =
                    child.blobs().stream()
                            .noneMatch(
                                    blob ->
                                            underWay.contains(blob.digest())
                                                    && !there.contains(blob.digest()));
            if (isAlone) {
                wave.add(child);
                child.blobs().forEach(blob -> underWay.add(blob.digest()));
            }
        }
        return wave;
    }

    /** Whether that is quicker than one after the other, as a replicator does in one go. */
    boolean areQuicker() {
        int pieces = inOrder.stream().mapToInt(List::size).sum();
        return pieces <= MOST_PIECES && inOrder.stream().anyMatch(wave -> wave.size() > 1);
    }
}
