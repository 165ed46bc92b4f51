package dev.autonomy.registry.adapter.layout;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Which manifests of a layout name which subject. Each is read for that once, whatever lists it how
 * often: what bytes of one digest say does not change.
 */
final class Referrers {

    /** A bundle with more is refused, so more need not be read. */
    private static final int ENOUGH = 65;

    /** Many times a stick with hundreds of bundles, and read within seconds. */
    static final int MAX_MANIFESTS = 10_000;

    static final long MAX_BYTES = 64L << 20;

    private record Facts(String mediaType, long size, Optional<Digest> subject) {
        static Facts of(Manifest manifest) {
            return new Facts(
                    manifest.mediaType(),
                    manifest.content().size(),
                    manifest.subject().map(Descriptor::digest));
        }
    }

    private final LayoutManifests manifests;
    private final Lock surveying = new ReentrantLock();
    private final Map<Digest, Facts> known = new HashMap<>();

    Referrers(LayoutManifests manifests) {
        this.manifests = manifests;
    }

    /** Those among what the index lists. */
    List<Manifest> listed(LayoutIndex index, Digest subject) throws Obstacle, InterruptedException {
        Map<Digest, Long> sizes = new HashMap<>();
        index.manifests().forEach(each -> sizes.putIfAbsent(each.digest(), each.size()));
        requireFew(index, sizes.size(), sizes.values());
        List<Digest> naming = new ArrayList<>();
        surveying.lockInterruptibly();
        try {
            for (Descriptor each : index.manifests()) {
                if (facts(each).subject().filter(subject::equals).isPresent()) {
                    naming.add(each.digest());
                }
            }
        } finally {
            surveying.unlock();
        }
        return read(naming.stream().distinct().toList());
    }

    /** Those among all files, for layouts that do not list them. */
    List<Manifest> unlisted(LayoutIndex index, Digest subject)
            throws Obstacle, InterruptedException {
        LayoutFiles files = manifests.files();
        Map<Digest, Long> documents =
                files.documents(ArtifactReader.MAX_MANIFEST_SIZE, MAX_MANIFESTS + 1);
        requireFew(index, documents.size(), documents.values());
        List<Manifest> naming = new ArrayList<>();
        for (Digest each : documents.keySet()) {
            manifest(each)
                    .filter(
                            manifest ->
                                    manifest.subject()
                                            .filter(named -> named.digest().equals(subject))
                                            .isPresent())
                    .ifPresent(naming::add);
            if (naming.size() == ENOUGH) {
                break;
            }
        }
        return naming;
    }

    private List<Manifest> read(List<Digest> naming) throws Obstacle, InterruptedException {
        List<Manifest> read = new ArrayList<>();
        for (Digest each : naming.subList(0, Math.min(naming.size(), ENOUGH))) {
            read.add(manifests.read(each));
        }
        return read;
    }

    private Facts facts(Descriptor entry) throws Obstacle, InterruptedException {
        if (!known.containsKey(entry.digest())) {
            known.put(entry.digest(), Facts.of(manifests.listed(entry)));
        }
        Facts facts = known.get(entry.digest());
        manifests.requireSize(entry, facts.size());
        manifests.requireType(entry, facts.mediaType());
        return facts;
    }

    /** Nothing where the file is some other document. */
    private Optional<Manifest> manifest(Digest digest) throws Obstacle, InterruptedException {
        try {
            return Optional.of(manifests.read(digest));
        } catch (Obstacle.Malformed | Obstacle.Unsupported _) {
            return Optional.empty();
        }
    }

    private static void requireFew(LayoutIndex index, int count, Iterable<Long> sizes)
            throws Obstacle.Malformed {
        if (count > MAX_MANIFESTS) {
            throw index.malformed(
                    "the layout has more than " + MAX_MANIFESTS + " manifests to look through");
        }
        long bytes = 0;
        for (long size : sizes) {
            if (size > MAX_BYTES - bytes) {
                throw index.malformed(
                        "the layout has more than "
                                + MAX_BYTES
                                + " bytes of manifests to look"
                                + " through");
            }
            bytes += size;
        }
    }
}
