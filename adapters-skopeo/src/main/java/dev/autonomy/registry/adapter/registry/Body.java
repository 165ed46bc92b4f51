package dev.autonomy.registry.adapter.registry;

/** What was received of an answer's body. */
record Body(byte[] bytes, Extent extent) {

    /** Whether that is all of it. */
    enum Extent {
        WHOLE,
        /** There was more than the limit, or more was announced; the rest was not read. */
        OVER_LIMIT
    }
}
