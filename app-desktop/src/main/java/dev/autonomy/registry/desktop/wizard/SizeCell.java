package dev.autonomy.registry.desktop.wizard;

/** One of the sizes of what will be copied. */
public record SizeCell(String caption, String size, Weight weight) {

    /** Whether it is one of the parts or the sum of them. */
    public enum Weight {
        PART,
        TOTAL
    }
}
