package dev.autonomy.registry.adapter.skopeo;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of skopeo's taken apart: its own words, from the outermost attempt to the innermost cause,
 * what stands in quotes blotted out, and what the registry answered. Whatever quotes a registry is
 * told apart by the words before it, the same in 1.9.3 and 1.22: nothing after them is skopeo's, so
 * nothing after them is read.
 */
record SkopeoWords(List<String> own, Optional<RegistryAnswer> answer) {

    private static final Pattern ANSWER =
            Pattern.compile(
                    "(?:^|: )(?:(?:StatusCode: |received unexpected HTTP status: "
                            + "|error parsing HTTP |invalid status code from registry "
                            + "|failed to read from destination repository [^ :]+: )"
                            + "(?<status>[0-9]{3})\\b"
                            + "|(?<list>errors:)\n"
                            + "|(?<words>"
                            + RegistryAnswer.allWords().stream()
                                    .map(Pattern::quote)
                                    .collect(Collectors.joining("|"))
                            + ")(?=: |$))");

    private static final Set<RegistryAnswer> INVALID =
            Set.of(RegistryAnswer.INVALID, RegistryAnswer.DIGEST_INVALID);

    SkopeoWords {
        own = List.copyOf(own);
    }

    static SkopeoWords of(String line) {
        // Go quotes other people's words, and the quotes of a registry's words come after these.
        String masked = GoQuoted.masked(line);
        Matcher answer = ANSWER.matcher(masked);
        boolean answered = answer.find();
        return new SkopeoWords(
                List.of((answered ? masked.substring(0, answer.start()) : masked).split(": ")),
                answered ? Optional.of(said(answer, line)) : Optional.empty());
    }

    private static RegistryAnswer said(Matcher answer, String line) {
        if (answer.group("status") != null) {
            return RegistryAnswer.ofStatus(Integer.parseInt(answer.group("status")));
        }
        return answer.group("list") != null
                ? firstOf(line.substring(answer.end()).split("\n", -1))
                : RegistryAnswer.ofWords(answer.group("words")).orElseThrow();
    }

    /**
     * Of several errors the first that tells more than that something was invalid. One with a
     * message ends the list: what follows it may be made up.
     */
    private static RegistryAnswer firstOf(String[] errors) {
        for (String error : errors) {
            int end = error.indexOf(": ");
            Optional<RegistryAnswer> said =
                    RegistryAnswer.ofWords(end < 0 ? error : error.substring(0, end));
            if (end >= 0 || said.isEmpty() || !INVALID.contains(said.get())) {
                return said.orElse(RegistryAnswer.UNTOLD);
            }
        }
        return RegistryAnswer.INVALID;
    }

    /** The part in which skopeo itself says this, at its beginning; the outermost of several. */
    Optional<MatchResult> tell(Pattern words) {
        return own.stream()
                .map(words::matcher)
                .filter(Matcher::lookingAt)
                .map(Matcher::toMatchResult)
                .findFirst();
    }
}
