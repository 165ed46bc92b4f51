package dev.autonomy.registry.adapter.json;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The names in one object so far. Where they are fixed, names that differ only by case are one:
 * tools written in Go read either, and of two the last.
 */
final class MemberNames {

    private static final int DOTTED_CAPITAL_I = 0x130;
    private static final int DOTLESS_SMALL_I = 0x131;

    private Set<String> names = Set.of();

    int size() {
        return names.size();
    }

    /** Adds a name that is data; says why it may not stand there. */
    Optional<String> objectionTo(String name) {
        return isNew(name) ? Optional.empty() : Optional.of("it states one member twice");
    }

    /** Adds a name to those of an object of fixed names; says why it may not stand there. */
    Optional<String> objectionTo(String name, Shape.Members shape) {
        String folded = folded(name);
        String fixed = shape.spellings().getOrDefault(folded, name);
        if (!fixed.equals(name)) {
            return Optional.of(
                    "it has a member that is \""
                            + fixed
                            + "\" but for the case of its letters, which some tools read and"
                            + " others do not");
        }
        return isNew(folded)
                ? Optional.empty()
                : Optional.of(
                        "it states one member twice, or in two spellings that some tools take for"
                                + " the same");
    }

    /** A set that can grow is made for the second name: a stranger's objects may be a million. */
    private boolean isNew(String name) {
        if (names.isEmpty()) {
            names = Set.of(name);
            return true;
        }
        if (names.size() == 1) {
            names = new HashSet<>(names);
        }
        return names.add(name);
    }

    /**
     * The name under Unicode's simple case folding. The JDK has the mappings to upper and lower
     * case instead, which come to the same but for the two letters that only Turkish pairs with an
     * i.
     */
    static String folded(String name) {
        return isFolded(name) ? name : mapped(name);
    }

    private static boolean isFolded(String name) {
        for (int i = 0; i < name.length(); i++) {
            char letter = name.charAt(i);
            if (letter >= 0x80 || letter >= 'A' && letter <= 'Z') {
                return false;
            }
        }
        return true;
    }

    private static String mapped(String name) {
        return name.codePoints()
                .map(MemberNames::folded)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static int folded(int letter) {
        return letter == DOTTED_CAPITAL_I || letter == DOTLESS_SMALL_I
                ? letter
                : Character.toLowerCase(Character.toUpperCase(letter));
    }
}
