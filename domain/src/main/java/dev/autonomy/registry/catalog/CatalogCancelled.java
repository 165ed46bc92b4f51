package dev.autonomy.registry.catalog;

/** A catalog's run was cancelled; what became of its bundles until then is known. */
public final class CatalogCancelled extends InterruptedException {

    private static final long serialVersionUID = 1L;

    private final transient CatalogReport report;

    CatalogCancelled(CatalogReport report) {
        this.report = report;
    }

    public CatalogReport report() {
        return report;
    }
}
