package dev.autonomy.registry.adapter.output;

import dev.autonomy.registry.model.AttachmentKind;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Platform;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.SidecarPolicy;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.model.TrustAnchor;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.model.TrustedIdentity;
import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.AcceptedSignature;
import dev.autonomy.registry.outcome.Attempt;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.LeftBehind;
import dev.autonomy.registry.outcome.Obstacle;
import dev.autonomy.registry.outcome.Promotion;
import dev.autonomy.registry.outcome.SeedOutcome;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Transfer;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import dev.autonomy.registry.outcome.VerificationStep;
import dev.autonomy.registry.outcome.Warning;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Reports of the same small bundle, as different runs end. */
final class Reports {

    static final ToolVersion PRODUCT = new ToolVersion("autonomy", "0.1.0");

    static final Digest INDEX = digest('a');
    static final Digest LOCK = digest('b');
    static final Digest POLICY = digest('c');
    static final Digest PREVIOUS = digest('7');
    static final Digest AMD64 = digest('1');
    static final Digest ARM64 = digest('2');
    static final Digest ARM_V6 = digest('3');
    static final Digest ARM_V7 = digest('4');
    static final Digest IMAGE_SIGNATURE = digest('d');
    static final Digest LOCK_SIGNATURE = digest('e');
    static final Digest SBOM = digest('f');

    private static final Instant STARTED = Instant.parse("2026-11-23T10:00:00.5Z");

    private Reports() {}

    /** Everything asked for, verified and published. */
    static SeedReport seeded() {
        return report(
                Optional.of(destination()),
                platforms(),
                attachments(),
                Optional.of(verification(new StepOutcome.Pass())),
                byKey(new Freshness.NotOlderThan(Duration.ofHours(8760))),
                new SeedOutcome.Seeded());
    }

    /** The same content, met in another order, at another time, by another key policy. */
    static SeedReport seededAgain() {
        SeedReport other =
                report(
                        Optional.of(destination()),
                        platforms().reversed(),
                        attachments().reversed(),
                        Optional.empty(),
                        new TrustPolicy.Skipped("--skip-verify"),
                        new SeedOutcome.Seeded());
        return new SeedReport(
                other.request(),
                Optional.of(new ToolVersion("skopeo", "1.22.0")),
                STARTED.plusSeconds(3600),
                STARTED.plusSeconds(3601),
                other.source(),
                other.destination(),
                other.platforms(),
                other.sidecars().reversed(),
                other.attachments(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new TreeSet<>(),
                Optional.empty(),
                Optional.empty(),
                other.outcome());
    }

    /** A seed that could not bring an SBOM which the source lists and lost. */
    static SeedReport seededLeavingBehind() {
        SeedReport whole = seeded();
        return new SeedReport(
                whole.request(),
                whole.replicator(),
                whole.startedAt(),
                whole.finishedAt(),
                whole.source(),
                whole.destination(),
                whole.platforms(),
                whole.sidecars(),
                whole.attachments(),
                List.of(
                        new LeftBehind(
                                INDEX,
                                AttachmentKind.REFERRERS,
                                SBOM,
                                Optional.of("application/spdx+json"),
                                LeftBehind.Cause.GONE,
                                "the source lists it and does not have its manifest")),
                whole.transfers(),
                whole.promotions(),
                whole.warnings(),
                whole.plainHttpRegistries(),
                whole.trustAnchor(),
                whole.verification(),
                whole.outcome());
    }

    /** Published without verification. */
    static SeedReport unverified() {
        return report(
                Optional.of(destination()),
                platforms(),
                attachments(),
                Optional.empty(),
                new TrustPolicy.Skipped("--skip-verify"),
                new SeedOutcome.Seeded());
    }

    /** Published, the time of signing not looked at. */
    static SeedReport withoutTrustTime() {
        return report(
                Optional.of(destination()),
                platforms(),
                attachments(),
                Optional.of(verification(new StepOutcome.Pass())),
                byKey(new Freshness.Unchecked()),
                new SeedOutcome.Seeded());
    }

    /** Signed by somebody known by name, at a registry that lists referrers itself. */
    static SeedReport seededByIdentity() {
        return report(
                Optional.of(destination()),
                platforms(),
                List.of(
                        new SeedReport.AttachmentPin(
                                INDEX,
                                AttachmentKind.REFERRERS,
                                IMAGE_SIGNATURE,
                                Optional.empty())),
                Optional.of(verification(new StepOutcome.Pass())),
                new TrustPolicy.ByIdentity(
                        "releases@robots.example",
                        "https://accounts.robots.example",
                        "trusted_root.json",
                        new Freshness.NotOlderThan(Duration.ofHours(8760))),
                new SeedOutcome.Seeded());
    }

    /** Refused at the destination, although both signatures are good. */
    static SeedReport refused() {
        return report(
                Optional.of(destination()),
                platforms(),
                attachments(),
                Optional.of(verification(new StepOutcome.Fail(Verdict.TAMPERED))),
                byKey(new Freshness.NotOlderThan(Duration.ofHours(8760))),
                new SeedOutcome.Refused(SeedStep.VERIFY, Verdict.TAMPERED));
    }

    /** Stopped before anything was known. */
    static SeedReport stoppedAtOnce() {
        SeedReport whole = seeded();
        return new SeedReport(
                whole.request(),
                Optional.empty(),
                STARTED,
                STARTED,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new TreeSet<>(),
                Optional.empty(),
                Optional.empty(),
                new SeedOutcome.Stopped(
                        SeedStep.PREFLIGHT,
                        List.of(
                                new Obstacle.NotFound(
                                        Attempt.locally("looking for skopeo"), "not found"))));
    }

    private static SeedReport report(
            Optional<SeedReport.Destination> destination,
            List<SeedReport.PlatformPin> platforms,
            List<SeedReport.AttachmentPin> attachments,
            Optional<VerificationReport> verification,
            TrustPolicy trust,
            SeedOutcome outcome) {
        return new SeedReport(
                new SeedRequest(
                        reference("registry.example.com/robot-behavior:v1"),
                        (Reference.Tagged) reference("localhost:5000/robot-behavior:v1"),
                        SidecarPolicy.WITH_SIDECARS,
                        trust),
                Optional.of(new ToolVersion("skopeo", "1.9.3")),
                STARTED,
                STARTED.plusMillis(19_734),
                Optional.of(
                        new SeedReport.Source(
                                "registry.example.com/robot-behavior:v1",
                                INDEX,
                                MediaTypes.OCI_INDEX,
                                "registry.example.com/robot-behavior@" + INDEX)),
                destination,
                platforms,
                List.of(
                        new SeedReport.SidecarPin(
                                BundlePart.LOCK, new Tag("v1-lock"), LOCK, MediaTypes.OCI_MANIFEST),
                        new SeedReport.SidecarPin(
                                BundlePart.POLICY,
                                new Tag("v1-policy"),
                                POLICY,
                                MediaTypes.OCI_MANIFEST)),
                attachments,
                List.of(),
                List.of(
                        new Transfer(
                                "image",
                                Transfer.Status.COPIED,
                                850_123_456,
                                Duration.ofMillis(18_750)),
                        new Transfer("lock", Transfer.Status.UNCHANGED, 1_234, Duration.ZERO)),
                List.of(
                        new Promotion(new Tag("v1-lock"), LOCK, Optional.empty()),
                        new Promotion(new Tag("v1"), INDEX, Optional.of(PREVIOUS))),
                List.of(
                        new Warning(
                                Warning.Kind.PLAIN_HTTP,
                                "localhost:5000 is spoken to over plain HTTP.")),
                plainHttp("localhost:5000"),
                anchor(trust),
                verification,
                outcome);
    }

    private static Optional<TrustAnchor> anchor(TrustPolicy trust) {
        return switch (trust) {
            case TrustPolicy.ByKey _ ->
                    Optional.of(new TrustedKey("ECDSA P-256", digest('9'), new byte[0]));
            case TrustPolicy.ByIdentity(String identity, String issuer, _, _) ->
                    Optional.of(new TrustedIdentity(identity, issuer, digest('8'), new byte[0]));
            case TrustPolicy.Skipped _ -> Optional.empty();
        };
    }

    private static SeedReport.Destination destination() {
        return new SeedReport.Destination(
                "localhost:5000/robot-behavior:v1",
                INDEX,
                "localhost:5000/robot-behavior@" + INDEX,
                Optional.of(PREVIOUS));
    }

    private static List<SeedReport.PlatformPin> platforms() {
        return List.of(
                platform("arm64", Optional.empty(), ARM64),
                platform("arm", Optional.of("v7"), ARM_V7),
                platform("amd64", Optional.empty(), AMD64),
                platform("arm", Optional.of("v6"), ARM_V6));
    }

    private static SeedReport.PlatformPin platform(
            String architecture, Optional<String> variant, Digest digest) {
        return new SeedReport.PlatformPin(new Platform("linux", architecture, variant), digest);
    }

    private static List<SeedReport.AttachmentPin> attachments() {
        return List.of(
                attachment(LOCK, AttachmentKind.SIGNATURE, LOCK_SIGNATURE),
                attachment(INDEX, AttachmentKind.SIGNATURE, IMAGE_SIGNATURE),
                attachment(INDEX, AttachmentKind.REFERRERS, SBOM),
                attachment(POLICY, AttachmentKind.SIGNATURE, IMAGE_SIGNATURE));
    }

    private static SeedReport.AttachmentPin attachment(
            Digest subject, AttachmentKind kind, Digest digest) {
        return new SeedReport.AttachmentPin(
                subject, kind, digest, Optional.of(kind.tagOf(subject)));
    }

    private static VerificationReport verification(StepOutcome fingerprint) {
        return new VerificationReport(
                SidecarPolicy.WITH_SIDECARS,
                List.of(
                        new Finding(
                                VerificationStep.SIGNATURES,
                                "image",
                                new StepOutcome.Pass(),
                                Optional.empty(),
                                Optional.empty(),
                                "Signed by this key 1 h 12 min ago.",
                                List.of("layer 1: verifies")),
                        new Finding(
                                VerificationStep.FINGERPRINT,
                                "lock",
                                fingerprint,
                                Optional.of("blake3:1c20"),
                                Optional.of("blake3:9a47"),
                                "The lock's fingerprint was compared with its content.",
                                List.of())),
                List.of(
                        accepted(BundlePart.IMAGE, INDEX, IMAGE_SIGNATURE),
                        accepted(BundlePart.LOCK, LOCK, LOCK_SIGNATURE)),
                Optional.of("registry.example.com/robot-behavior:v1"));
    }

    private static AcceptedSignature accepted(BundlePart part, Digest subject, Digest attachment) {
        return new AcceptedSignature(
                part,
                subject,
                attachment,
                Optional.of(STARTED),
                Optional.of("registry.example.com/x"));
    }

    private static TrustPolicy byKey(Freshness freshness) {
        return new TrustPolicy.ByKey("cosign.pub", freshness);
    }

    private static SortedSet<String> plainHttp(String registry) {
        return new TreeSet<>(List.of(registry));
    }

    private static Digest digest(char digit) {
        return new Digest(String.valueOf(digit).repeat(64));
    }

    private static Reference reference(String text) {
        try {
            return Reference.parse(text);
        } catch (InvalidInput e) {
            throw new IllegalStateException(e);
        }
    }
}
