package dev.autonomy.registry.adapter.output;

import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.port.ManifestWriter;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Writes {@code seed-manifest.json} and {@code seed.lock} into a folder, which is created when
 * missing: temporary names, forced to disk, renamed (spec 3). One run at a time holds the folder,
 * on this machine and in this process.
 */
public final class FileSystemManifestWriter implements ManifestWriter {

    private final OutputFolder folder;
    private final ToolVersion product;

    /** Files go to the folder and name the product as the tool that made them. */
    public FileSystemManifestWriter(Path folder, ToolVersion product) {
        this.folder = OutputFolder.ofSeed(folder);
        this.product = Objects.requireNonNull(product);
    }

    @Override
    public Hold hold() throws Obstacle {
        return new Held(folder.hold());
    }

    /** Free space is not looked at: only writing shows whether a disk takes more. */
    @Override
    public void rehearse() throws Obstacle {
        folder.requireUsable();
        folder.requireFree();
    }

    private final class Held implements Hold {

        private final FolderLock lock;

        Held(FolderLock lock) {
            this.lock = lock;
        }

        @Override
        public Prepared prepare(SeedReport report) throws Obstacle {
            return PreparedFiles.write(folder, report, product);
        }

        @Override
        public void close() {
            lock.close();
        }
    }
}
