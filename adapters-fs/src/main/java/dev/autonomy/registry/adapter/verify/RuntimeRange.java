package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.autonomy.registry.adapter.document.HostileText;
import dev.autonomy.registry.adapter.document.Unreadable;
import java.util.Optional;
import java.util.regex.Pattern;
import org.semver4j.Semver;

/**
 * The versions of the runtime that a policy states it works with ({@code
 * required_runtime_version}): comparisons with whole versions, one space between them, all of which
 * have to hold.
 */
record RuntimeRange(String text) {

    private static final int MAX_LENGTH = 256;

    /** Other spellings mean different things to different readers, so none is guessed at. */
    private static final Pattern TERM =
            Pattern.compile("(?:>=|<=|>|<|=)v?([0-9]+\\.[0-9]+\\.[0-9]+)");

    /** Empty where none is stated. */
    static Optional<RuntimeRange> read(JsonNode stated) throws Unreadable {
        if (stated.isMissingNode() || stated.isNull()) {
            return Optional.empty();
        }
        if (!stated.isTextual()) {
            throw new Unreadable("it is not a text");
        }
        String text = stated.textValue();
        if (text.length() > MAX_LENGTH) {
            throw new Unreadable("it is longer than " + MAX_LENGTH + " characters");
        }
        for (String term : text.split(" ", -1)) {
            if (!isComparison(term)) {
                throw new Unreadable(
                        HostileText.quoted(text)
                                + " is not one or more of >=, <=, >, < and = with a version behind"
                                + " each, such as >=0.1.0 <2.0.0");
            }
        }
        return Optional.of(new RuntimeRange(text));
    }

    /** The library also refuses leading zeros and numbers that no version has. */
    private static boolean isComparison(String term) {
        var comparison = TERM.matcher(term);
        return comparison.matches() && Semver.isValid(comparison.group(1));
    }
}
