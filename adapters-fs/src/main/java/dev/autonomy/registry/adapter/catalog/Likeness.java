package dev.autonomy.registry.adapter.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** How many letters one word is away from another. */
final class Likeness {

    private static final int MOST = 2;
    private static final int LONGEST = 40;

    private Likeness() {}

    /** The word that was probably meant. */
    static Optional<String> nearest(String written, Collection<String> words) {
        String small = written.toLowerCase(Locale.ROOT);
        return written.length() > LONGEST
                ? Optional.empty()
                : words.stream()
                        .filter(word -> distance(small, word.toLowerCase(Locale.ROOT)) <= MOST)
                        .filter(word -> word.length() > MOST)
                        .min(
                                Comparator.comparingInt(
                                        word -> distance(small, word.toLowerCase(Locale.ROOT))));
    }

    /** Letters put in, left out or exchanged (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchanged = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
