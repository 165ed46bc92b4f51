package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.VisibleText;
import java.util.Locale;
import java.util.Optional;

/** What a reference field holds, as far as can be told without asking a registry. */
public sealed interface Reading {

    record Empty() implements Reading {}

    /** A usable reference, and its whole text where more is meant than was typed. */
    record Valid(Reference reference, Optional<String> readAs) implements Reading {}

    /**
     * Why it cannot be used, which characters of the text are to blame (end exclusive), and the
     * text that would do instead where that is certain.
     */
    record Invalid(String problem, int start, int end, Optional<String> correction)
            implements Reading {
        public Invalid {
            problem = VisibleText.of(problem);
        }
    }

    static Reading of(Side side, String text) {
        if (text.isBlank()) {
            return new Empty();
        }
        String reference = text.strip();
        int indent = text.indexOf(reference);
        try {
            Reference read =
                    switch (side) {
                        case FROM -> Reference.parse(reference);
                        case TO -> Reference.parseDestination(reference);
                    };
            return new Valid(
                    read, Optional.of(read.toString()).filter(whole -> !whole.equals(reference)));
        } catch (InvalidInput e) {
            int blamed =
                    Math.min(e.position().orElse(reference.length() + 1) - 1, reference.length());
            return new Invalid(
                    e.getMessage(),
                    indent + start(reference, blamed),
                    indent + end(reference, blamed),
                    inLowerCase(side, reference));
        }
    }

    private static int start(String reference, int at) {
        int start = at;
        while (start > 0 && isInside(reference.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    private static int end(String reference, int at) {
        int end = at;
        while (end < reference.length() && (end == at || isInside(reference.charAt(end)))) {
            end++;
        }
        return end;
    }

    private static boolean isInside(char c) {
        return "/:@".indexOf(c) < 0;
    }

    private static Optional<String> inLowerCase(Side side, String reference) {
        int digest = reference.indexOf('@');
        int named = digest < 0 ? reference.length() : digest;
        int colon = reference.lastIndexOf(':', named - 1);
        int tag = colon > reference.lastIndexOf('/', named - 1) ? colon : named;
        String lower = reference.substring(0, tag).toLowerCase(Locale.ROOT);
        String corrected = lower + reference.substring(tag);
        return !corrected.equals(reference) && of(side, corrected) instanceof Valid
                ? Optional.of(corrected)
                : Optional.empty();
    }
}
