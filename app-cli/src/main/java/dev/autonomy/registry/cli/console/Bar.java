package dev.autonomy.registry.cli.console;

/** A share as a row of blocks. */
final class Bar {

    private static final int CELLS = 22;
    private static final int SHORTEST = 4;

    private Bar() {}

    /** The bar and the text after it, in this many columns; the text alone where it is too long. */
    static String before(String text, long done, long total, int columns) {
        int room = columns - text.length() - 2;
        return (room < SHORTEST ? "" : of(done, total, room) + "  ") + text;
    }

    private static String of(long done, long total, int room) {
        int cells = Math.min(CELLS, room);
        int full = total <= 0 ? cells : (int) (cells * Math.min(done, total) / total);
        return "█".repeat(full) + "░".repeat(cells - full);
    }

    /** The line, with an ellipsis where it is longer than this. */
    static String cut(String line, int columns) {
        return line.length() <= columns ? line : line.substring(0, Math.max(0, columns - 1)) + "…";
    }
}
