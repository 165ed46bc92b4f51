package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Platform;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.AcceptedSignature;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Promotion;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.outcome.Warning;
import dev.autonomy.registry.progress.SeedEvent;
import dev.autonomy.registry.testkit.Artifact;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One invented bundle of two platforms with lock, policy and three signatures, and its seed. */
public final class Sample {

    public static final String FROM =
            "registry.upstream.example.com/fleet/robot-behavior:v2026.11.23-rc.1";
    public static final String TO =
            "edge-17.site-hanover.example:5000/fleet/robot-behavior:v2026.11.23-rc.1";
    public static final String EDGE = "edge-17.site-hanover.example:5000";
    public static final Instant NOW = Instant.parse("2026-11-24T14:32:08Z");
    public static final TrustedKey KEY =
            new TrustedKey("ECDSA P-256", digest("key"), new byte[] {1});
    public static final ToolVersion SKOPEO = new ToolVersion("skopeo", "1.18.0");

    static final Platform AMD64 = new Platform("linux", "amd64", Optional.empty());
    static final Platform ARM64 = new Platform("linux", "arm64", Optional.empty());
    static final Digest AMD64_LAYER = digest("amd64 layer");
    static final Digest ARM64_LAYER = digest("arm64 layer");

    private Sample() {}

    public static Digest digest(String content) {
        return Artifact.sha256(content.getBytes(StandardCharsets.UTF_8));
    }

    static SeedEvent.Artifact image() {
        Map<Digest, Long> amd64 = Map.of(AMD64_LAYER, 412_600_000L);
        Map<Digest, Long> arm64 = Map.of(ARM64_LAYER, 398_100_000L);
        Map<Digest, Long> both = new LinkedHashMap<>(amd64);
        both.putAll(arm64);
        return new SeedEvent.Artifact(
                "image",
                digest("image"),
                both,
                List.of(
                        new SeedEvent.PlatformContents(AMD64, digest("amd64"), amd64),
                        new SeedEvent.PlatformContents(ARM64, digest("arm64"), arm64)));
    }

    private static SeedEvent.Artifact small(String name, long size) {
        return new SeedEvent.Artifact(
                name, digest(name), Map.of(digest(name + " blob"), size), List.of());
    }

    public static List<SeedEvent.Artifact> artifacts(boolean withSidecars) {
        List<SeedEvent.Artifact> artifacts = new ArrayList<>(List.of(image()));
        if (withSidecars) {
            artifacts.add(small("lock", 1_500));
            artifacts.add(small("policy", 86_400));
        }
        artifacts.add(small("signature of image", 3_100));
        if (withSidecars) {
            artifacts.add(small("signature of lock", 3_100));
            artifacts.add(small("signature of policy", 3_000));
        }
        return artifacts;
    }

    public static long total(List<SeedEvent.Artifact> artifacts) {
        return artifacts.stream().mapToLong(SeedEvent.Artifact::bytes).sum();
    }

    /** The report of a seed of this order, or its rehearsal, with this outcome. */
    public static SeedReport report(
            SeedOrder order, Optional<VerificationReport> verification, SeedOutcome outcome) {
        Reference.Tagged to = order.request().to();
        boolean seeded = outcome instanceof SeedOutcome.Seeded;
        List<SeedReport.SidecarPin> sidecars =
                order.request().sidecars().parts().stream()
                        .filter(part -> part != BundlePart.IMAGE)
                        .map(part -> sidecar(part, to.name()))
                        .toList();
        return new SeedReport(
                order.request(),
                Optional.of(SKOPEO),
                NOW,
                NOW.plusSeconds(292),
                Optional.of(
                        new SeedReport.Source(
                                order.request().from().toString(),
                                digest("image"),
                                MediaTypes.OCI_INDEX,
                                order.request().from().repository().at(digest("image")))),
                Optional.of(
                        new SeedReport.Destination(
                                to.toString(),
                                digest("image"),
                                to.repository().at(digest("image")),
                                Optional.of(digest("old image")))),
                List.of(
                        new SeedReport.PlatformPin(AMD64, digest("amd64")),
                        new SeedReport.PlatformPin(ARM64, digest("arm64"))),
                sidecars,
                List.of(
                        new SeedReport.AttachmentPin(
                                digest("image"),
                                AttachmentKind.SIGNATURE,
                                digest("signature of image"),
                                Optional.of(AttachmentKind.SIGNATURE.tagOf(digest("image"))))),
                List.of(),
                seeded
                        ? List.of(
                                new Transfer(
                                        "image",
                                        Transfer.Status.COPIED,
                                        810_700_000,
                                        Duration.ofSeconds(280)))
                        : List.of(),
                seeded
                        ? List.of(
                                new Promotion(
                                        to.name(),
                                        digest("image"),
                                        Optional.of(digest("old image"))))
                        : List.of(),
                order.request().trust() instanceof TrustPolicy.Skipped
                        ? List.of(
                                new Warning(
                                        Warning.Kind.VERIFICATION_SKIPPED,
                                        "Signatures are not checked."))
                        : List.of(),
                new TreeSet<>(),
                order.request().trust() instanceof TrustPolicy.ByKey
                        ? Optional.of(KEY)
                        : Optional.empty(),
                verification,
                outcome);
    }

    /** The same run, but everything was there before it. */
    public static SeedReport unchanged(SeedReport run) {
        return new SeedReport(
                run.request(),
                run.replicator(),
                run.startedAt(),
                run.finishedAt(),
                run.source(),
                run.destination(),
                run.platforms(),
                run.sidecars(),
                run.attachments(),
                List.of(),
                List.of(
                        new Transfer(
                                "image", Transfer.Status.UNCHANGED, 810_700_000, Duration.ZERO)),
                List.of(),
                run.warnings(),
                run.plainHttpRegistries(),
                run.trustAnchor(),
                run.verification(),
                run.outcome());
    }

    /** The same run with a warning of these words. */
    public static SeedReport warned(SeedReport run, String words) {
        return warned(run, new Warning(Warning.Kind.OTHER_NAME, words), Set.of());
    }

    /** The same run with this warning, after it spoke plain HTTP to these registries. */
    static SeedReport warned(SeedReport run, Warning warning, Set<String> plainHttp) {
        return new SeedReport(
                run.request(),
                run.replicator(),
                run.startedAt(),
                run.finishedAt(),
                run.source(),
                run.destination(),
                run.platforms(),
                run.sidecars(),
                run.attachments(),
                run.leftBehind(),
                run.transfers(),
                run.promotions(),
                List.of(warning),
                new TreeSet<>(plainHttp),
                run.trustAnchor(),
                run.verification(),
                run.outcome());
    }

    public static Obstacle loginWanted() {
        return new Obstacle.AccessDenied(
                Obstacle.AccessDenied.Reason.LOGIN_WANTED,
                Attempt.at("reading the manifest of", TO, EDGE),
                "the registry wants a login: HTTP status 401 (UNAUTHORIZED: authentication"
                        + " required); no credentials for "
                        + EDGE
                        + " were found");
    }

    private static SeedReport.SidecarPin sidecar(BundlePart part, Tag image) {
        return new SeedReport.SidecarPin(
                part,
                new Tag(image.name() + "-" + part.label()),
                digest(part.label()),
                MediaTypes.OCI_MANIFEST);
    }

    /** Every check passed, as far as it was asked for. */
    public static VerificationReport verified(SeedOrder order) {
        List<Finding> findings = new ArrayList<>();
        List<AcceptedSignature> accepted = new ArrayList<>();
        for (BundlePart part : order.request().sidecars().parts()) {
            accepted.add(
                    new AcceptedSignature(
                            part,
                            digest(part.label()),
                            digest("signature of " + part.label()),
                            Optional.of(NOW.minus(Duration.ofHours(29))),
                            Optional.of("registry.upstream.example.com/fleet/robot-behavior")));
            findings.add(
                    passed(
                            VerificationStep.SIGNATURES,
                            part.label(),
                            "a signature by ECDSA P-256 key " + KEY.fingerprint(),
                            "1 of 1 accepted",
                            "The key signed the " + part.label() + "."));
        }
        boolean whole = order.request().sidecars().parts().size() > 1;
        for (BundlePart part : BundlePart.values()) {
            String digest = digest(part.label()).toString();
            findings.add(
                    whole || part == BundlePart.IMAGE
                            ? passed(
                                    VerificationStep.DIGESTS,
                                    part.label(),
                                    digest,
                                    digest,
                                    "The " + part.label() + " is the pinned one.")
                            : notAskedFor(VerificationStep.DIGESTS, part.label()));
        }
        String fingerprint = "blake3:" + digest("fingerprint").hex();
        findings.add(
                whole
                        ? passed(
                                VerificationStep.FINGERPRINT,
                                "lock",
                                fingerprint,
                                fingerprint,
                                "The fingerprint is that of the lock's content.")
                        : notAskedFor(VerificationStep.FINGERPRINT, "lock"));
        findings.add(
                whole
                        ? passed(
                                VerificationStep.SEMVER,
                                "policy",
                                "2026.11.0",
                                "2026.11.2",
                                "The policy's version is the one the lock names.")
                        : notAskedFor(VerificationStep.SEMVER, "policy"));
        return new VerificationReport(
                order.request().sidecars(), findings, accepted, Optional.empty());
    }

    /** What {@link #verified} says, but by signatures that name no repository. */
    static VerificationReport signedWithoutName(SeedOrder order) {
        VerificationReport good = verified(order);
        List<AcceptedSignature> accepted =
                good.accepted().stream()
                        .map(
                                each ->
                                        new AcceptedSignature(
                                                each.part(),
                                                each.subject(),
                                                each.attachment(),
                                                each.signedAt(),
                                                Optional.empty()))
                        .toList();
        return new VerificationReport(
                good.scope(), good.findings(), accepted, good.artifactReference());
    }

    /** What {@link #verified} says, but for one finding. */
    public static VerificationReport failed(SeedOrder order, Finding failure) {
        VerificationReport good = verified(order);
        List<Finding> findings =
                good.findings().stream()
                        .map(each -> each.step() == failure.step() ? failure : each)
                        .distinct()
                        .toList();
        return new VerificationReport(
                good.scope(), findings, good.accepted(), good.artifactReference());
    }

    public static Finding failure(
            VerificationStep step, String subject, Verdict verdict, String message) {
        return new Finding(
                step,
                subject,
                new StepOutcome.Fail(verdict),
                Optional.of(digest("expected").toString()),
                Optional.of(digest("found").toString()),
                message,
                List.of());
    }

    private static Finding notAskedFor(VerificationStep step, String subject) {
        return new Finding(
                step,
                subject,
                new StepOutcome.Skipped(),
                Optional.empty(),
                Optional.empty(),
                "Lock and policy were not asked for.",
                List.of());
    }

    private static Finding passed(
            VerificationStep step, String subject, String expected, String found, String message) {
        return new Finding(
                step,
                subject,
                new StepOutcome.Pass(),
                Optional.of(expected),
                Optional.of(found),
                message,
                List.of());
    }
}
