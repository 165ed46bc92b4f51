package dev.autonomy.registry.desktop.view;

/** Whether there is room for things side by side. */
enum Width {
    WIDE,
    NARROW;

    private static final double LEAST_WIDE = 760;

    static Width of(double pixels) {
        return pixels < LEAST_WIDE ? NARROW : WIDE;
    }
}
