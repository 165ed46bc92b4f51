package dev.autonomy.registry.desktop.view;

/** Whether there is room for things side by side. */
enum Width {
    WIDE,
    NARROW;

    private static final double RAIL = 212;
    private static final double NARROW_RAIL = 56;
    private static final double PAGE = 796;

    /** The rail's in a window of this width: it gives way before the page does. */
    static Width ofRail(double window) {
        return window - RAIL < PAGE ? NARROW : WIDE;
    }

    /** The page's in a window of this width. */
    static Width ofPage(double window) {
        return window - NARROW_RAIL < PAGE ? NARROW : WIDE;
    }
}
