package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.VisibleText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A text of plain, strong and code parts, in order. */
public record RichText(List<Span> spans) {

    public RichText {
        spans = List.copyOf(spans);
    }

    /** How a part is set. */
    public enum Style {
        PLAIN,
        STRONG,
        CODE
    }

    /** A part as it is seen: nothing in it hides or turns the line around. */
    public record Span(String text, Style style) {
        public Span {
            text = VisibleText.of(text);
        }
    }

    public static RichText plain(String text) {
        return new RichText(List.of(new Span(text, Style.PLAIN)));
    }

    public static RichText code(String text) {
        return new RichText(List.of(new Span(text, Style.CODE)));
    }

    /**
     * Reads {@code *strong*} and {@code `code`}; each part is filled only afterwards, so that
     * nothing filled in is taken for a mark.
     */
    static RichText parse(String marked, UnaryOperator<String> fill) {
        List<Span> spans = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        Style style = Style.PLAIN;
        for (char c : marked.toCharArray()) {
            Style mark = c == '*' ? Style.STRONG : c == '`' ? Style.CODE : Style.PLAIN;
            if (mark == Style.PLAIN) {
                part.append(c);
                continue;
            }
            add(spans, fill.apply(part.toString()), style);
            part.setLength(0);
            style = style == mark ? Style.PLAIN : mark;
        }
        add(spans, fill.apply(part.toString()), style);
        return new RichText(spans);
    }

    private static void add(List<Span> spans, String text, Style style) {
        if (!text.isEmpty()) {
            spans.add(new Span(text, style));
        }
    }

    @Override
    public String toString() {
        return spans.stream().map(Span::text).collect(Collectors.joining());
    }
}
