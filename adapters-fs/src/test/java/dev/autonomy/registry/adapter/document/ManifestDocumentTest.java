package dev.autonomy.registry.adapter.document;

import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.testkit.Artifact;
import dev.autonomy.registry.testkit.ManifestReaderContract;

class ManifestDocumentTest extends ManifestReaderContract {

    @Override
    protected Manifest read(byte[] document) throws Obstacle {
        return ManifestDocument.read(
                Attempt.locally("reading"), Artifact.sha256(document), document);
    }
}
