package dev.autonomy.registry.adapter.catalog;

/** A text of which nothing can be said but where it stops being a catalog, and why. */
final class NoTree extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Place place;

    NoTree(Place place, String sentence) {
        super(sentence);
        this.place = place;
    }

    Place place() {
        return place;
    }

    String sentence() {
        return getMessage();
    }
}
