package dev.autonomy.registry.adapter.registry;

import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.testkit.ManifestReaderContract;

class ManifestReaderContractTest extends ManifestReaderContract {

    @Override
    protected Manifest read(byte[] document) throws Obstacle {
        return ManifestReader.read(Attempt.locally("reading"), "", document);
    }
}
