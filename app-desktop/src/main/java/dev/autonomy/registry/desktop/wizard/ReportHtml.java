package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.VisibleText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A report as one HTML file that needs nothing else and prints well. Everything in it is escaped,
 * and it runs no script.
 */
final class ReportHtml {

    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html lang="%s">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s</title>
            <style>
            :root { color-scheme: light; }
            body { font: 11pt/1.45 system-ui, sans-serif; max-width: 54rem; margin: 2rem auto; padding: 0 1rem; color: #24292f; }
            h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
            h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
            header { border: 2px solid; border-left-width: .8rem; border-radius: .4rem; padding: 1rem; }
            .good { border-color: #1a7f37; } .warning { border-color: #9a6700; } .problem { border-color: #cf222e; }
            table { border-collapse: collapse; width: 100%%; }
            th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid #d0d7de; }
            th { font-weight: 600; white-space: nowrap; }
            code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: .88em; overflow-wrap: anywhere; }
            td.problem { color: #cf222e; font-weight: 600; }
            footer { margin-top: 2rem; color: #57606a; font-size: .9em; }
            @page { margin: 18mm; }
            @media print { body { margin: 0; max-width: none; padding: 0; } h2, tr, header { break-inside: avoid; } h2 { break-after: avoid; } }
            </style>
            </head>
            <body>
            """;

    private final Texts texts;
    private final StringBuilder html = new StringBuilder();

    private ReportHtml(Texts texts) {
        this.texts = texts;
    }

    static String of(ReportContent report, Texts texts, String madeAt) {
        return new ReportHtml(texts).write(report, madeAt);
    }

    private String write(ReportContent report, String madeAt) {
        html.append(
                HEAD.formatted(
                        escaped(texts.locale().toLanguageTag()), escaped(report.banner().title())));
        banner(report.banner());
        advice(report.advice(), report.command());
        details(report.details());
        checks(report.checks(), report.checksKey());
        pins(report.pins());
        html.append("<footer>").append(escaped(madeAt)).append("</footer>\n</body>\n</html>\n");
        return html.toString();
    }

    private void banner(ReportContent.Banner banner) {
        html.append("<header class=\"").append(banner.tone().key()).append("\">\n");
        html.append("<h1>").append(escaped(banner.title())).append("</h1>\n");
        paragraph(banner.meaning());
        banner.reference()
                .ifPresent(
                        reference ->
                                html.append("<p><code>")
                                        .append(escaped(reference))
                                        .append("</code></p>\n"));
        banner.notes().forEach(this::paragraph);
        html.append("</header>\n");
    }

    private void paragraph(String text) {
        html.append("<p>").append(escaped(text)).append("</p>\n");
    }

    private void advice(List<RichText> advice, Optional<String> command) {
        if (advice.isEmpty()) {
            return;
        }
        heading("report.next");
        html.append("<ol>\n");
        advice.forEach(step -> html.append("<li>").append(rich(step)).append("</li>\n"));
        html.append("</ol>\n");
        command.ifPresent(
                typed -> html.append("<p><code>").append(escaped(typed)).append("</code></p>\n"));
    }

    private void details(List<ReportContent.Detail> details) {
        heading("report.details");
        html.append("<table>\n");
        details.forEach(each -> row(escaped(each.label()), each.tone(), rich(each.value())));
        html.append("</table>\n");
    }

    private void checks(List<ReportContent.Check> checks, String key) {
        if (checks.isEmpty()) {
            return;
        }
        heading(key);
        html.append("<table>\n");
        for (ReportContent.Check check : checks) {
            String outcome =
                    texts.of(
                            "check.outcome."
                                    + check.outcome()
                                            .name()
                                            .toLowerCase(Locale.ROOT)
                                            .replace('_', '-'));
            row(
                    escaped(check.name()),
                    check.outcome() == ReportContent.Check.Outcome.FAILED
                            ? Tone.PROBLEM
                            : Tone.NEUTRAL,
                    escaped(outcome + ". " + check.summary()));
            check.comparisons().forEach(this::comparison);
        }
        html.append("</table>\n");
    }

    private void comparison(ReportContent.Comparison comparison) {
        StringBuilder cell = new StringBuilder(escaped(comparison.message()));
        comparison.expected().ifPresent(each -> labelled(cell, "detail.expected", each));
        comparison.found().ifPresent(each -> labelled(cell, "detail.found", each));
        row("&emsp;" + escaped(comparison.subject()), comparison.tone(), cell.toString());
    }

    private void labelled(StringBuilder cell, String key, String value) {
        cell.append("<br>")
                .append(escaped(texts.of(key)))
                .append(": <code>")
                .append(escaped(value))
                .append("</code>");
    }

    private void pins(List<ReportContent.Pin> pins) {
        if (pins.isEmpty()) {
            return;
        }
        heading("report.pins");
        html.append("<table>\n");
        pins.forEach(
                pin ->
                        row(
                                escaped(pin.name()),
                                Tone.NEUTRAL,
                                "<code>" + escaped(pin.pinned()) + "</code>"));
        html.append("</table>\n");
    }

    private void heading(String key) {
        html.append("<h2>").append(escaped(texts.of(key))).append("</h2>\n");
    }

    private void row(String label, Tone tone, String value) {
        html.append("<tr><th scope=\"row\">")
                .append(label)
                .append("</th><td")
                .append(tone == Tone.PROBLEM ? " class=\"problem\"" : "")
                .append('>')
                .append(value)
                .append("</td></tr>\n");
    }

    private static String rich(RichText text) {
        StringBuilder html = new StringBuilder();
        for (RichText.Span span : text.spans()) {
            String escaped = escaped(span.text());
            html.append(
                    switch (span.style()) {
                        case PLAIN -> escaped;
                        case STRONG -> "<strong>" + escaped + "</strong>";
                        case CODE -> "<code>" + escaped + "</code>";
                    });
        }
        return html.toString();
    }

    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder();
        VisibleText.of(text)
                .codePoints()
                .forEach(
                        c -> {
                            switch (c) {
                                case '<' -> safe.append("&lt;");
                                case '>' -> safe.append("&gt;");
                                case '&' -> safe.append("&amp;");
                                case '"' -> safe.append("&quot;");
                                case '\'' -> safe.append("&#39;");
                                default -> safe.appendCodePoint(c);
                            }
                        });
        return safe.toString();
    }
}
