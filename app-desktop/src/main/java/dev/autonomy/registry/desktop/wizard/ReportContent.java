package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.VisibleText;
import java.util.List;
import java.util.Optional;

/** How a seed came out, in words: the same for the page, the clipboard and the saved file. */
public record ReportContent(
        Banner banner,
        List<RichText> advice,
        Optional<String> command,
        List<Detail> details,
        List<Check> checks,
        List<Pin> pins,
        Retry retry,
        ReviewLine.Remedy remedy,
        String status) {

    public ReportContent {
        advice = List.copyOf(advice);
        details = List.copyOf(details);
        checks = List.copyOf(checks);
        pins = List.copyOf(pins);
    }

    /** The verdict in words, what it means for the destination, and what to bear in mind. */
    public record Banner(
            Tone tone,
            String title,
            String meaning,
            Optional<String> reference,
            List<String> notes) {
        public Banner {
            title = VisibleText.of(title);
            meaning = VisibleText.of(meaning);
            reference = reference.map(VisibleText::of);
            notes = notes.stream().map(VisibleText::of).toList();
        }
    }

    /** A value with its label; an offending one stands out. */
    public record Detail(String label, RichText value, Tone tone) {
        public Detail {
            label = VisibleText.of(label);
        }
    }

    /**
     * One of the four checks: how it came out, and what was expected and found for each subject.
     */
    public record Check(
            String name, Outcome outcome, String summary, List<Comparison> comparisons) {

        public Check {
            summary = VisibleText.of(summary);
            comparisons = List.copyOf(comparisons);
        }

        public enum Outcome {
            PASSED,
            FAILED,
            NOT_ASKED_FOR,
            NOT_RUN
        }
    }

    /** What a check expected and found for one subject; empty where there is nothing to compare. */
    public record Comparison(
            String subject,
            Tone tone,
            String message,
            Optional<String> expected,
            Optional<String> found) {

        public Comparison {
            subject = VisibleText.of(subject);
            message = VisibleText.of(message);
            expected = expected.map(VisibleText::of);
            found = found.map(VisibleText::of);
        }
    }

    /** A digest that was pinned, and the reference that always means it. */
    public record Pin(String name, String digest, String pinned) {}

    /** What comes next. */
    public enum Retry {
        /** It is done: another seed can follow. */
        ANOTHER,
        AGAIN,
        /** Nothing was begun: it can be checked again. */
        CHECK
    }

    /**
     * The key of the words above the checks: only of a seed that ended well were all made there.
     */
    String checksKey() {
        return retry == Retry.ANOTHER ? "report.checks" : "report.checks.failed";
    }

    /** The details as lines of plain text. */
    public String plainDetails() {
        StringBuilder lines = new StringBuilder(banner.title()).append('\n');
        details.forEach(
                detail ->
                        lines.append(detail.label())
                                .append(": ")
                                .append(detail.value())
                                .append('\n'));
        return lines.toString();
    }
}
