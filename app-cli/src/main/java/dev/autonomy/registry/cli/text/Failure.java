package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.SeedStep;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing that went wrong, in words, in the order of spec 4: what was being done to which
 * artifact, what was seen, what to do next; a tool's own line comes last. Text and JSON are made
 * from the same failure.
 */
public record Failure(
        ExitCode exitCode,
        Optional<SeedStep> step,
        Optional<String> artifact,
        Optional<String> registry,
        String headline,
        List<Fact> facts,
        String hint,
        Optional<Fact> detail) {

    public Failure {
        Objects.requireNonNull(exitCode);
        Objects.requireNonNull(headline);
        Objects.requireNonNull(hint);
        facts = List.copyOf(facts);
    }

    /** A labelled line below the headline. */
    public record Fact(String label, String text) {

        private String clause() {
            String bare = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
            return label + ": " + bare;
        }
    }

    /** A failure of the command itself, not of one artifact in a registry. */
    static Failure ofCommand(ExitCode exitCode, String headline, List<Fact> facts, String hint) {
        return new Failure(
                exitCode,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                headline,
                facts,
                hint,
                Optional.empty());
    }

    /** The same of one bundle of many, with what to do in terms of those. */
    Failure ofBundle(String name, String whatToDo) {
        return new Failure(
                exitCode,
                step,
                artifact,
                registry,
                name + ": " + headline,
                facts,
                whatToDo,
                detail);
    }

    /** The headline and the facts in one line. */
    public String message() {
        return Stream.concat(Stream.of(headline), facts.stream().map(Fact::clause))
                .collect(Collectors.joining("; "));
    }
}
