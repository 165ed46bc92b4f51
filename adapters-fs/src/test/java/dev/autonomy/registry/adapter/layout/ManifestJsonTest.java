package dev.autonomy.registry.adapter.layout;

import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.testkit.Artifact;
import dev.autonomy.registry.testkit.ManifestReaderContract;

class ManifestJsonTest extends ManifestReaderContract {

    @Override
    protected Manifest read(byte[] document) throws Obstacle {
        return ManifestJson.read(Attempt.locally("reading"), Artifact.sha256(document), document);
    }
}
