package dev.autonomy.registry.model;

import java.util.OptionalInt;

/**
 * Text that a parse method refused: which part of it, what is wrong there, at which character
 * (counted from 1) and the rule it breaks. Thrown by parse methods only.
 */
public final class InvalidInput extends Exception {

    private static final long serialVersionUID = 1L;

    private final String part;
    private final String problem;
    private final int position;
    private final String rule;

    public InvalidInput(String part, String problem, int position, String rule) {
        super(sentence(part, problem, position, rule));
        this.part = part;
        this.problem = problem;
        this.position = position;
        this.rule = rule;
    }

    /** A problem of the whole text, with no single position to point at. */
    public InvalidInput(String part, String problem, String rule) {
        this(part, problem, 0, rule);
    }

    public String part() {
        return part;
    }

    public String problem() {
        return problem;
    }

    /** The offending character, counted from 1; empty where the whole text is the problem. */
    public OptionalInt position() {
        return position > 0 ? OptionalInt.of(position) : OptionalInt.empty();
    }

    public String rule() {
        return rule;
    }

    /**
     * The same problem seen from a longer text in which this one starts after {@code offset}
     * characters.
     */
    InvalidInput shiftedBy(int offset) {
        return position > 0 ? new InvalidInput(part, problem, position + offset, rule) : this;
    }

    private static String sentence(String part, String problem, int position, String rule) {
        String where = position > 0 ? " at character " + position : "";
        return part + ": " + problem + where + ". " + rule;
    }
}
