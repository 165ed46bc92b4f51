package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.desktop.wizard.ReportContent.Banner;
import dev.autonomy.registry.desktop.wizard.ReportContent.Detail;
import dev.autonomy.registry.desktop.wizard.ReportContent.Pin;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.outcome.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells how a run came out, whatever it was. */
record ReportWriter(Texts texts, Quantities quantities, Versions versions) {

    ReportContent of(RunEnd end) {
        Particulars particulars = new Particulars(texts, quantities, versions, end);
        FailureWriter failure = new FailureWriter(texts, quantities, end, particulars);
        return switch (end.ending()) {
            case Job.Ending.Done<SeedReport>(SeedReport report) ->
                    switch (report.outcome()) {
                        case SeedOutcome.Seeded _, SeedOutcome.Rehearsed _ ->
                                seeded(end, report, particulars);
                        case SeedOutcome.Refused refused -> failure.refused(report, refused);
                        case SeedOutcome.Stopped stopped -> failure.stopped(report, stopped);
                    };
            case Job.Ending.Cancelled<SeedReport>() -> failure.cancelled();
            case Job.Ending.Failed<SeedReport>(Throwable bug) -> failure.failed(bug);
        };
    }

    private ReportContent seeded(RunEnd end, SeedReport report, Particulars particulars) {
        boolean skipped = report.request().trust() instanceof TrustPolicy.Skipped;
        String key = key(report, skipped);
        List<String> notes = Notes.of(report);
        if (isImageOnly(report)) {
            notes.addFirst(texts.of("report.image-only.note"));
        }
        List<Detail> details = new ArrayList<>(particulars.all());
        details.add(particulars.kind(ExitCode.SEEDED));
        return new ReportContent(
                new Banner(
                        skipped ? Tone.PROBLEM : Tone.GOOD,
                        texts.of(key + ".title"),
                        texts.of(
                                key + ".meaning",
                                quantities.size(end.last().total()),
                                quantities.elapsed(end.took())),
                        report.destination().map(SeedReport.Destination::reference),
                        notes),
                List.of(),
                Optional.empty(),
                details,
                skipped ? List.of() : new ChecksWriter(texts).of(report.verification()),
                pins(report),
                ReportContent.Retry.ANOTHER,
                ReviewLine.Remedy.NONE,
                texts.of(key + ".status"));
    }

    /** What was done is told apart by what was verified, and by whether anything had to be done. */
    private static String key(SeedReport report, boolean skipped) {
        String verified = skipped ? "unverified" : isImageOnly(report) ? "image-only" : "verified";
        return "report." + verified + (wasAlreadyThere(report) ? ".already-there" : "");
    }

    private static boolean isImageOnly(SeedReport report) {
        return report.verification()
                .filter(each -> each.verdict() == Verdict.VERIFIED_IMAGE_ONLY)
                .isPresent();
    }

    private static boolean wasAlreadyThere(SeedReport report) {
        return report.promotions().isEmpty()
                && report.transfers().stream()
                        .allMatch(each -> each.status() == Transfer.Status.UNCHANGED);
    }

    private List<Pin> pins(SeedReport report) {
        List<Pin> pins = new ArrayList<>();
        report.destination()
                .ifPresent(
                        image ->
                                pins.add(
                                        new Pin(
                                                texts.of("part.image"),
                                                image.digest().toString(),
                                                image.pinned())));
        for (SeedReport.SidecarPin sidecar : report.sidecars()) {
            pins.add(
                    new Pin(
                            texts.of("part." + sidecar.part().label()),
                            sidecar.digest().toString(),
                            report.request().to().repository().at(sidecar.digest())));
        }
        return pins;
    }
}
