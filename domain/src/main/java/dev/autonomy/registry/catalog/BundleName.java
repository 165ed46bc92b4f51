package dev.autonomy.registry.catalog;

import dev.autonomy.registry.model.Ascii;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Tag;
import java.util.Locale;
import java.util.Set;

/** What a bundle of a catalog is called: also the folder of what it leaves behind (spec 7.1). */
public record BundleName(String text) {

    public static final int MAX_LENGTH = 128;

    /** What the whole catalog leaves behind is called so. */
    private static final Set<String> FILES = Set.of("catalog-manifest.json", "catalog.lock");

    public BundleName {
        if (text.isEmpty()
                || firstProblem(text) >= 0
                || text.length() > MAX_LENGTH
                || FILES.contains(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("not a bundle's name");
        }
    }

    /**
     * @throws InvalidInput where a folder cannot be called so everywhere
     */
    public static BundleName parse(String text) throws InvalidInput {
        int at = firstProblem(text);
        if (text.isEmpty()) {
            throw new InvalidInput("Name", "empty", "A name is a folder's name.");
        }
        if (at >= 0) {
            throw new InvalidInput(
                    "Name",
                    "unexpected character",
                    at + 1,
                    "A name is a folder's name: letters, digits, \".\", \"_\" and \"-\", a letter or"
                            + " digit first.");
        }
        if (text.length() > MAX_LENGTH) {
            throw new InvalidInput(
                    "Name",
                    "longer than " + MAX_LENGTH + " characters",
                    "Give the bundle a shorter name.");
        }
        if (FILES.contains(text.toLowerCase(Locale.ROOT))) {
            throw new InvalidInput(
                    "Name",
                    "\"" + text + "\" is a file that the catalog leaves behind",
                    "Give the bundle another name.");
        }
        return new BundleName(text);
    }

    /** The index of the first character that does not fit, or -1. */
    private static int firstProblem(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fits = Ascii.isLetter(c) || Ascii.isDigit(c) || i > 0 && "._-".indexOf(c) >= 0;
            if (!fits) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The name of a bundle that was given none: the source's repository path with {@code __} for
     * {@code /}, then {@code -} and the tag; the destination's where the source has none.
     */
    public static BundleName of(Reference from, Reference.Tagged to) throws InvalidInput {
        Tag tag = from.tag().orElse(to.name());
        return parse(from.repository().path().replace("/", "__") + "-" + tag.name());
    }

    /** Whether some file system would take the two for one folder. */
    public boolean isSameFolderAs(BundleName other) {
        return text.equalsIgnoreCase(other.text);
    }

    @Override
    public String toString() {
        return text;
    }
}
