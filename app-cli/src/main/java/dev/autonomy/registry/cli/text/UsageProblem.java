package dev.autonomy.registry.cli.text;

import java.util.Objects;

/** Something wrong with the command line: the options or variable concerned, and a sentence. */
public record UsageProblem(String subject, String sentence) {

    public UsageProblem {
        Objects.requireNonNull(subject);
        Objects.requireNonNull(sentence);
    }

    @Override
    public String toString() {
        return subject + ": " + sentence;
    }
}
