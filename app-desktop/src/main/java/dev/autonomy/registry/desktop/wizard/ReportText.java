package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.desktop.wizard.ReportContent.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A report as plain text, with everything that happened below it: a log for support. */
record ReportText(Texts texts) {

    String of(ReportContent report, RunEnd end, String madeAt) {
        List<String> lines = new ArrayList<>();
        lines.add(report.banner().title());
        lines.add(report.banner().meaning());
        report.banner().reference().ifPresent(lines::add);
        lines.addAll(report.banner().notes());
        if (!report.advice().isEmpty()) {
            heading(lines, "report.next");
            report.advice().forEach(step -> lines.add("- " + step));
            report.command().ifPresent(command -> lines.add("  " + command));
        }
        heading(lines, "report.details");
        report.details().forEach(each -> lines.add(each.label() + ": " + each.value()));
        if (!report.checks().isEmpty()) {
            heading(lines, report.checksKey());
            report.checks().forEach(check -> add(lines, check));
        }
        if (!report.pins().isEmpty()) {
            heading(lines, "report.pins");
            report.pins().forEach(pin -> lines.add(pin.name() + ": " + pin.pinned()));
        }
        heading(lines, "report.log");
        lines.addAll(end.log());
        if (end.ending() instanceof Job.Ending.Failed<?>(Throwable bug)) {
            addTrace(lines, bug);
        }
        lines.add("");
        lines.add(madeAt);
        return String.join("\n", lines) + "\n";
    }

    private void heading(List<String> lines, String key) {
        lines.add("");
        lines.add(texts.of(key));
    }

    private void add(List<String> lines, Check check) {
        lines.add(check.name() + ": " + check.summary());
        for (ReportContent.Comparison each : check.comparisons()) {
            lines.add("  " + each.subject() + ". " + each.message());
            value(lines, "detail.expected", each.expected());
            value(lines, "detail.found", each.found());
        }
    }

    private void value(List<String> lines, String key, Optional<String> value) {
        value.ifPresent(each -> lines.add("    " + texts.of(key) + ": " + each));
    }

    /** Where in the program it happened; what a message says may hold what a log must not. */
    private static void addTrace(List<String> lines, Throwable bug) {
        for (Throwable cause = bug; cause != null; cause = cause.getCause()) {
            lines.add(cause.getClass().getName());
            for (StackTraceElement frame : cause.getStackTrace()) {
                lines.add("  at " + frame);
            }
        }
    }
}
