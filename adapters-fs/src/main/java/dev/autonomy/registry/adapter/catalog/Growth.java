package dev.autonomy.registry.adapter.catalog;

/** Counts a tree while it grows, so that no text makes one that has no end in sight. */
final class Growth {

    /** A catalog's own are three. */
    static final int MAX_DEPTH = 16;

    /** A thousand bundles that say all they can have less than half of it. */
    static final int MAX_NODES = 50_000;

    private int nodes;
    private int depth;

    void node(Place place) throws NoTree {
        if (++nodes > MAX_NODES) {
            throw new NoTree(
                    place,
                    "There is more here than a catalog of a thousand bundles can say. Remove what"
                            + " does not belong in it.");
        }
    }

    void down(Place place) throws NoTree {
        node(place);
        if (++depth > MAX_DEPTH) {
            throw new NoTree(
                    place,
                    "Lists and mappings stand inside each other too deep here. A catalog is a list"
                            + " of bundles, and each has simple keys.");
        }
    }

    void up() {
        depth--;
    }
}
