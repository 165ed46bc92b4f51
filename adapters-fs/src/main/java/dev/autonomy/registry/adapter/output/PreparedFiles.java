package dev.autonomy.registry.adapter.output;

import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.port.ManifestWriter;
import java.io.IOException;

/** Lock and manifest under temporary names, on disk. */
final class PreparedFiles implements ManifestWriter.Prepared {

    private final OutputFolder folder;
    private final TemporaryFile lock;
    private final TemporaryFile manifest;

    private PreparedFiles(OutputFolder folder, TemporaryFile lock, TemporaryFile manifest) {
        this.folder = folder;
        this.lock = lock;
        this.manifest = manifest;
    }

    static PreparedFiles write(OutputFolder folder, SeedReport report, ToolVersion product)
            throws Obstacle {
        if (!(report.outcome() instanceof SeedOutcome.Seeded)) {
            throw new IllegalArgumentException("only a finished seed leaves files");
        }
        TemporaryFile lock = write(folder, OutputFolder.LOCK, JsonText.of(SeedLockJson.of(report)));
        try {
            byte[] content = JsonText.of(SeedManifestJson.of(report, product));
            TemporaryFile manifest = write(folder, OutputFolder.MANIFEST, content);
            return new PreparedFiles(folder, lock, manifest);
        } catch (Obstacle | RuntimeException e) {
            lock.remove();
            throw e;
        }
    }

    private static TemporaryFile write(OutputFolder folder, String name, byte[] content)
            throws Obstacle {
        try {
            TemporaryFile file = TemporaryFile.write(folder.path(), name, content);
            Durably.forceFolder(folder.path());
            return file;
        } catch (IOException e) {
            throw new Obstacle.StorageFailed(
                    Attempt.with("writing", folder.path().resolve(name).toString()),
                    StorageWords.of(e));
        }
    }

    @Override
    public void commit() throws Obstacle {
        try {
            lock.rename();
        } catch (IOException e) {
            throw unfinished(e, "No file was replaced: earlier ones are as they were.");
        }
        try {
            manifest.rename();
        } catch (IOException e) {
            throw unfinished(
                    e,
                    OutputFolder.LOCK
                            + " is the new one, "
                            + OutputFolder.MANIFEST
                            + " is still the earlier one or missing: the two do not belong together.");
        }
        try {
            Durably.forceFolder(folder.path());
        } catch (IOException e) {
            throw unfinished(
                    e, "Both files are in place, but a power cut may still undo their renaming.");
        }
        requireInPlace(lock, OutputFolder.LOCK);
        requireInPlace(manifest, OutputFolder.MANIFEST);
    }

    private void requireInPlace(TemporaryFile file, String name) throws Obstacle {
        boolean inPlace;
        try {
            inPlace = file.isInPlace();
        } catch (IOException e) {
            throw unfinished(e, name + " could not be read back, so it is not to be relied on.");
        }
        if (!inPlace) {
            throw folder.isNotOurs(name);
        }
    }

    private Obstacle unfinished(IOException refusal, String state) {
        return folder.storageFailed(
                "renaming the files into place in", StorageWords.of(refusal) + ". " + state);
    }

    @Override
    public void close() {
        lock.remove();
        manifest.remove();
    }
}
