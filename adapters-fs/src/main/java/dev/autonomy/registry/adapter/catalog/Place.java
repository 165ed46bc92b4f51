package dev.autonomy.registry.adapter.catalog;

/** A character of the file: its line and column, counted from 1. */
record Place(int line, int column) {

    static final Place START = new Place(1, 1);

    boolean isAfter(Place other) {
        return line > other.line || line == other.line && column > other.column;
    }
}
