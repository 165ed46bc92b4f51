package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.desktop.wizard.ReportContent.Banner;
import dev.autonomy.registry.desktop.wizard.ReportContent.Detail;
import dev.autonomy.registry.desktop.wizard.ReportContent.Pin;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.AcceptedSignature;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.outcome.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells how a run came out, whatever it was. */
record ReportWriter(Texts texts, Quantities quantities) {

    ReportContent of(RunEnd end) {
        return switch (end.ending()) {
            case Job.Ending.Done<SeedReport>(SeedReport report) ->
                    switch (report.outcome()) {
                        case SeedOutcome.Seeded _, SeedOutcome.Rehearsed _ -> seeded(end, report);
                        case SeedOutcome.Refused refused ->
                                new FailureWriter(texts, quantities, end).refused(report, refused);
                        case SeedOutcome.Stopped stopped ->
                                new FailureWriter(texts, quantities, end).stopped(report, stopped);
                    };
            case Job.Ending.Cancelled<SeedReport>() ->
                    new FailureWriter(texts, quantities, end).cancelled();
            case Job.Ending.Failed<SeedReport>(Throwable bug) ->
                    new FailureWriter(texts, quantities, end).failed(bug);
        };
    }

    private ReportContent seeded(RunEnd end, SeedReport report) {
        boolean skipped = report.request().trust() instanceof TrustPolicy.Skipped;
        boolean imageOnly =
                report.verification()
                        .filter(each -> each.verdict() == Verdict.VERIFIED_IMAGE_ONLY)
                        .isPresent();
        boolean alreadyThere =
                report.promotions().isEmpty()
                        && report.transfers().stream()
                                .allMatch(each -> each.status() == Transfer.Status.UNCHANGED);
        String key =
                "report."
                        + (skipped
                                ? "unverified"
                                : imageOnly
                                        ? "image-only"
                                        : alreadyThere ? "already-there" : "verified");
        List<String> notes = Notes.of(report);
        if (imageOnly) {
            notes.addFirst(texts.of("report.image-only.note"));
        }
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
                details(end, report),
                skipped ? List.of() : new ChecksWriter(texts).of(report.verification()),
                pins(report),
                ReportContent.Retry.ANOTHER,
                texts.of(key + ".status"));
    }

    private List<Detail> details(RunEnd end, SeedReport report) {
        List<Detail> details = new ArrayList<>();
        details.add(code("detail.from", report.request().from().toString()));
        details.add(code("detail.to", report.request().to().toString()));
        report.destination()
                .flatMap(SeedReport.Destination::previous)
                .ifPresent(held -> details.add(code("detail.before", held.toString())));
        TrustedKeys.of(report)
                .ifPresent(
                        key -> {
                            details.add(plain("detail.key-type", key.type()));
                            details.add(
                                    code("detail.key-fingerprint", key.fingerprint().toString()));
                        });
        report.verification()
                .flatMap(each -> each.acceptedFor(BundlePart.IMAGE))
                .ifPresent(signature -> addSigned(details, signature));
        report.platforms()
                .forEach(
                        each ->
                                details.add(
                                        new Detail(
                                                each.platform().toString(),
                                                RichText.code(each.digest().toString()),
                                                Tone.NEUTRAL)));
        report.warnings()
                .forEach(warning -> details.add(plain("detail.warning", warning.message())));
        details.add(plain("detail.started", quantities.moment(end.startedAt())));
        details.add(plain("detail.took", quantities.elapsed(end.took())));
        return details;
    }

    private void addSigned(List<Detail> details, AcceptedSignature signature) {
        signature
                .signedAt()
                .ifPresent(time -> details.add(plain("detail.signed", quantities.moment(time))));
        signature.claimedReference().ifPresent(name -> details.add(code("detail.signed-as", name)));
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

    private Detail plain(String key, String value) {
        return new Detail(texts.of(key), RichText.plain(value), Tone.NEUTRAL);
    }

    private Detail code(String key, String value) {
        return new Detail(texts.of(key), RichText.code(value), Tone.NEUTRAL);
    }
}
