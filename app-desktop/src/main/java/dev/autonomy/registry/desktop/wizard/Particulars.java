package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.desktop.wizard.ReportContent.Detail;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.AcceptedSignature;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What every report says, however the seed came out, as far as it is known: from where to where, by
 * which key, with which versions, where and when.
 */
record Particulars(Texts texts, Quantities quantities, Versions versions, RunEnd end) {

    List<Detail> all() {
        List<Detail> details = new ArrayList<>();
        Optional<SeedReport> known = end.known();
        details.add(code("detail.from", from(known)));
        details.add(code("detail.to", to(known)));
        before(known).ifPresent(details::add);
        addTrust(details, known);
        known.ifPresent(report -> addContent(details, report));
        details.add(code("detail.folder", end.order().folder().toString()));
        details.add(plain("detail.started", quantities.moment(end.startedAt())));
        details.add(plain("detail.ended", quantities.moment(end.endedAt())));
        details.add(plain("detail.took", quantities.elapsed(end.took())));
        details.add(plain("detail.versions", versions(known)));
        return details;
    }

    /** How it came out, in the word and the number that scripts use. */
    Detail kind(ExitCode code) {
        return kind("detail.kind", code.kind(), code);
    }

    Detail kind(String key, String word, ExitCode code) {
        return plain(key, texts.of("detail.with-code", word, String.valueOf(code.code())));
    }

    Detail plain(String key, String value) {
        return new Detail(texts.of(key), RichText.plain(value), Tone.NEUTRAL);
    }

    Detail code(String key, String value) {
        return new Detail(texts.of(key), RichText.code(value), Tone.NEUTRAL);
    }

    private String from(Optional<SeedReport> known) {
        Reference from = end.order().request().from();
        Optional<Digest> read = known.flatMap(SeedReport::source).map(SeedReport.Source::digest);
        return from instanceof Reference.Tagged tagged && read.isPresent()
                ? at(tagged, read.get())
                : from.toString();
    }

    /** With the digest only where the tag holds it now. */
    private String to(Optional<SeedReport> known) {
        Reference.Tagged to = end.order().request().to();
        return known.filter(report -> report.outcome() instanceof SeedOutcome.Seeded)
                .flatMap(SeedReport::destination)
                .map(published -> at(to, published.digest()))
                .orElseGet(to::toString);
    }

    private static String at(Reference.Tagged reference, Digest digest) {
        return new Reference.TaggedAndPinned(reference.repository(), reference.name(), digest)
                .toString();
    }

    private Optional<Detail> before(Optional<SeedReport> known) {
        return known.flatMap(SeedReport::destination)
                .map(
                        destination ->
                                destination
                                        .previous()
                                        .map(held -> code("detail.before", held.toString()))
                                        .orElseGet(() -> nothingBefore()))
                .or(
                        () ->
                                end.tagBefore() == TagBefore.NEW
                                        ? Optional.of(nothingBefore())
                                        : Optional.empty());
    }

    private Detail nothingBefore() {
        return plain("detail.before", texts.of("detail.before.nothing"));
    }

    private void addTrust(List<Detail> details, Optional<SeedReport> known) {
        if (end.order().request().trust() instanceof TrustPolicy.Skipped) {
            details.add(plain("detail.key-type", texts.of("detail.key-type.off")));
        }
        known.flatMap(TrustedKeys::of)
                .ifPresent(
                        key -> {
                            details.add(plain("detail.key-type", key.type()));
                            details.add(
                                    code("detail.key-fingerprint", key.fingerprint().toString()));
                        });
    }

    private void addContent(List<Detail> details, SeedReport report) {
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
    }

    private void addSigned(List<Detail> details, AcceptedSignature signature) {
        signature
                .signedAt()
                .ifPresent(time -> details.add(plain("detail.signed", quantities.moment(time))));
        signature.claimedReference().ifPresent(name -> details.add(code("detail.signed-as", name)));
    }

    private String versions(Optional<SeedReport> known) {
        String skopeo =
                known.flatMap(SeedReport::replicator)
                        .map(tool -> tool.version())
                        .orElseGet(() -> texts.of("detail.versions.unknown"));
        return texts.of(
                "detail.versions.value",
                versions.product(),
                skopeo,
                versions.java(),
                versions.system());
    }
}
