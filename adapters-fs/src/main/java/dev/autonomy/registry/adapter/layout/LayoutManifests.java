package dev.autonomy.registry.adapter.layout;

import dev.autonomy.registry.adapter.document.ManifestDocument;
import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.ArtifactReader;
import java.util.OptionalLong;

/** The manifests among a layout's files; their bytes matched the digest they were asked for by. */
record LayoutManifests(LayoutFiles files) {

    Manifest read(Digest digest) throws Obstacle, InterruptedException {
        Attempt attempt = reading(digest);
        return ManifestDocument.read(
                attempt, digest, files.content(attempt, digest, ArtifactReader.MAX_MANIFEST_SIZE));
    }

    /** The manifest of an entry, which must be what the entry says of it. */
    Manifest listed(Descriptor entry) throws Obstacle, InterruptedException {
        OptionalLong size = files.size(reading(entry.digest()), entry.digest());
        if (size.isPresent()) {
            requireSize(entry, size.getAsLong());
        }
        Manifest manifest = read(entry.digest());
        requireType(entry, manifest.mediaType());
        return manifest;
    }

    void requireSize(Descriptor entry, long size) throws Obstacle.Contradiction {
        if (size != entry.size()) {
            throw new Obstacle.Contradiction(
                    reading(entry.digest()), entry.size() + " bytes", size + " bytes");
        }
    }

    void requireType(Descriptor entry, String mediaType) throws Obstacle.Malformed {
        if (!mediaType.equals(entry.mediaType())) {
            throw new Obstacle.Malformed(
                    reading(entry.digest()),
                    "it is listed as "
                            + entry.mediaType()
                            + " and says of itself that it is "
                            + mediaType);
        }
    }

    Attempt reading(Digest digest) {
        return Attempt.with("reading", files.blob(digest).toString());
    }
}
