package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.AcceptedSignature;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerifyReport;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a command that went well came to, as a short summary for people. */
public final class ResultText {

    private ResultText() {}

    /** After a seed: the verdict, where it is, who signed, and the files. */
    public static String seeded(SeedReport report, Path out) {
        SeedReport.Destination destination = report.destination().orElseThrow();
        List<String> lines = new ArrayList<>();
        lines.add(
                verdict(report)
                        + (isUnchanged(report) ? ", already there: " : ": ")
                        + destination.pinned());
        addSignature(lines, report);
        lines.add("Wrote " + file(out, "seed-manifest.json") + " and " + file(out, "seed.lock"));
        return String.join("\n", lines);
    }

    /** After a rehearsal: what a seed would bring and publish. */
    public static String rehearsed(SeedReport report) {
        SeedReport.Destination destination = report.destination().orElseThrow();
        Digest digest = destination.digest();
        List<String> lines = new ArrayList<>();
        lines.add(verdict(report) + ", by the evidence: " + report.source().orElseThrow().pinned());
        addSignature(lines, report);
        lines.add(
                "A seed would point "
                        + destination.reference()
                        + " at "
                        + digest
                        + destination.previous().map(was -> was(was, digest)).orElse(" (new)"));
        report.sidecars()
                .forEach(
                        sidecar ->
                                lines.add("  with " + sidecar.tag() + " at " + sidecar.digest()));
        lines.add("Nothing was written.");
        return String.join("\n", lines);
    }

    /** After judging a bundle where it is: the verdict, what was pinned, and who signed what. */
    public static String verified(VerifyReport report) {
        VerificationReport verification = report.verification().orElseThrow();
        Repository repository = report.request().reference().repository();
        List<String> lines = new ArrayList<>();
        lines.add(
                VerdictText.word(verification.verdict())
                        + ": "
                        + repository.at(report.pinned().get(BundlePart.IMAGE)));
        signature(report.verification(), report.trustAnchor(), report.verifiedAt())
                .ifPresent(lines::add);
        report.request().sidecars().parts().stream()
                .filter(part -> part != BundlePart.IMAGE)
                .forEach(
                        part ->
                                lines.add(
                                        "  with its "
                                                + part.label()
                                                + " at "
                                                + report.pinned().get(part)));
        verification
                .artifactReference()
                .ifPresent(name -> lines.add("  its lock calls the image " + name));
        return String.join("\n", lines);
    }

    private static String was(Digest was, Digest digest) {
        return was.equals(digest) ? " (there already)" : " (now " + was + ")";
    }

    static String verdict(SeedReport report) {
        return switch (report.request().trust()) {
            case TrustPolicy.Skipped _ -> "NOT VERIFIED (--skip-verify)";
            case TrustPolicy.Checked _ ->
                    VerdictText.word(
                            report.verification()
                                    .map(VerificationReport::verdict)
                                    .orElse(Verdict.SKIPPED));
        };
    }

    private static boolean isUnchanged(SeedReport report) {
        return report.promotions().isEmpty()
                && report.transfers().stream()
                        .allMatch(each -> each.status() == Transfer.Status.UNCHANGED);
    }

    private static void addSignature(List<String> lines, SeedReport report) {
        signature(report.verification(), report.trustAnchor(), report.finishedAt())
                .ifPresent(lines::add);
    }

    /** Who signed the image, when, and as what; empty where nothing says so. */
    private static Optional<String> signature(
            Optional<VerificationReport> verification, Optional<TrustAnchor> anchor, Instant now) {
        Optional<AcceptedSignature> accepted =
                verification.flatMap(each -> each.acceptedFor(BundlePart.IMAGE));
        if (accepted.isEmpty() || anchor.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                "  signed "
                        + accepted.get().signedAt().map(time -> age(time, now) + ", ").orElse("")
                        + anchor.get().description()
                        + accepted.get().claimedReference().map(name -> ", as " + name).orElse(""));
    }

    private static String age(Instant signedAt, Instant now) {
        Duration age = Duration.between(signedAt, now);
        return age.isNegative() ? "just now" : Quantities.coarse(age) + " ago";
    }

    private static Path file(Path out, String name) {
        return out.resolve(name).normalize();
    }
}
