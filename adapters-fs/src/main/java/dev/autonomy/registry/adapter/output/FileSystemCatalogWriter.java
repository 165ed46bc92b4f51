package dev.autonomy.registry.adapter.output;

import dev.autonomy.registry.catalog.BundleName;
import dev.autonomy.registry.catalog.CatalogReport;
import dev.autonomy.registry.catalog.CatalogWriter;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.port.EvidenceShelf;
import dev.autonomy.registry.port.ManifestWriter;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Writes {@code catalog-manifest.json} and {@code catalog.lock} into a folder, which is created
 * when missing, and what each bundle leaves behind into a folder of its name below (spec 7.1).
 */
public final class FileSystemCatalogWriter implements CatalogWriter {

    private final OutputFolder folder;
    private final ToolVersion product;

    /** Files go to the folder and name the product as the tool that made them. */
    public FileSystemCatalogWriter(Path folder, ToolVersion product) {
        this.folder = OutputFolder.ofCatalog(folder);
        this.product = Objects.requireNonNull(product);
    }

    @Override
    public ManifestWriter bundle(BundleName name) {
        return new FileSystemManifestWriter(folder.path().resolve(name.text()), product);
    }

    @Override
    public Hold hold() throws Obstacle {
        FolderLock lock = folder.hold();
        try {
            EvidenceFolder.removeLeftovers(folder);
        } catch (Obstacle obstacle) {
            lock.close();
            throw obstacle;
        }
        return new Held(lock);
    }

    @Override
    public void rehearse() throws Obstacle {
        folder.requireUsable();
        folder.requireFree();
    }

    private final class Held implements Hold {

        private final FolderLock lock;
        private final EvidenceFolder evidence = new EvidenceFolder(folder);

        Held(FolderLock lock) {
            this.lock = lock;
        }

        @Override
        public EvidenceShelf shelf() {
            return evidence;
        }

        /** The lock first: a roll-up without its lock is not of a finished catalog. */
        @Override
        public void write(CatalogReport report) throws Obstacle {
            byte[] manifest = JsonText.of(CatalogManifestJson.of(report, product));
            if (report.isWhole()) {
                folder.put(OutputFolder.CATALOG_LOCK, JsonText.of(CatalogLockJson.of(report)));
            }
            folder.put(OutputFolder.CATALOG_MANIFEST, manifest);
        }

        @Override
        public void close() {
            evidence.close();
            lock.close();
        }
    }
}
