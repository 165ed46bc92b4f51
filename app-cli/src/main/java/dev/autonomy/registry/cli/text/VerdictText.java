package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.model.TrustPolicy;
import dev.autonomy.registry.outcome.ExitCode;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.StepOutcome;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Refusals in words: which artifact fails which check, with what was expected and found. */
final class VerdictText {

    private VerdictText() {}

    /** One failure for each finding that failed, the gravest first. */
    static List<Failure> failures(Optional<VerificationReport> verification, Judged judged) {
        return verification.map(VerificationReport::findings).orElse(List.of()).stream()
                .filter(finding -> finding.outcome() instanceof StepOutcome.Fail)
                .sorted(Comparator.comparing(VerdictText::verdict).reversed())
                .map(finding -> failure(judged, finding))
                .toList();
    }

    private static Verdict verdict(Finding finding) {
        return switch (finding.outcome()) {
            case StepOutcome.Fail(Verdict verdict) -> verdict;
            case StepOutcome.Pass(), StepOutcome.Skipped() ->
                    throw new IllegalArgumentException("did not fail: " + finding);
        };
    }

    private static Failure failure(Judged judged, Finding finding) {
        Verdict verdict = verdict(finding);
        Reference bundle = judged.bundle();
        List<Failure.Fact> facts = new ArrayList<>();
        facts.add(new Failure.Fact(finding.step().label(), finding.message()));
        finding.expected().ifPresent(text -> facts.add(new Failure.Fact("expected", text)));
        finding.found().ifPresent(text -> facts.add(new Failure.Fact("found", text)));
        finding.candidates().forEach(text -> facts.add(new Failure.Fact("candidate", text)));
        return new Failure(
                ExitCode.of(verdict),
                judged.step(),
                Optional.of(artifact(bundle, finding.subject())),
                judged.registry(),
                word(verdict)
                        + ": the "
                        + finding.subject()
                        + " of "
                        + bundle
                        + " "
                        + phrase(verdict, finding, judged),
                facts,
                hint(verdict, judged),
                Optional.empty());
    }

    /** The reference of a part of the bundle; the bundle's own where its tag names none. */
    private static String artifact(Reference bundle, String subject) {
        return Arrays.stream(BundlePart.values())
                .filter(part -> part != BundlePart.IMAGE && part.label().equals(subject))
                .findFirst()
                .flatMap(part -> bundle.tag().flatMap(tag -> beside(bundle, tag, part)))
                .orElse(bundle.toString());
    }

    private static Optional<String> beside(Reference bundle, Tag tag, BundlePart part) {
        try {
            return Optional.of(bundle.repository().at(part.tagBeside(tag)));
        } catch (InvalidInput _) {
            return Optional.empty();
        }
    }

    static String word(Verdict verdict) {
        return switch (verdict) {
            case VERIFIED -> "Verified";
            case VERIFIED_IMAGE_ONLY -> "Verified, image only";
            case SKIPPED -> "Not verified";
            case INCOMPATIBLE -> "Incompatible";
            case STALE -> "Stale";
            case MALFORMED -> "Malformed";
            case NEVER_SIGNED -> "Never signed";
            case INCOMPLETE -> "Incomplete";
            case WRONG_KEY -> "Wrong key";
            case TAMPERED -> "Tampered";
        };
    }

    private static String phrase(Verdict verdict, Finding finding, Judged judged) {
        return switch (verdict) {
            case VERIFIED, VERIFIED_IMAGE_ONLY -> "passed";
            case SKIPPED -> "was not checked";
            case INCOMPATIBLE -> "is not of the version that the lock was made for";
            case STALE -> "was not signed within the accepted time";
            case MALFORMED -> "comes with something that cannot be read";
            case NEVER_SIGNED -> "carries no signature";
            case INCOMPLETE -> "has not arrived whole";
            case WRONG_KEY ->
                    switch (judged.trust()) {
                        case TrustPolicy.ByIdentity _ -> "is signed, but not by this identity";
                        case TrustPolicy.ByKey _, TrustPolicy.Skipped _ ->
                                "is signed, but not by this key";
                    };
            case TAMPERED ->
                    switch (finding.step()) {
                        case SIGNATURES -> "has a signature that is not for this content";
                        case DIGESTS ->
                                finding.subject().equals(BundlePart.IMAGE.label())
                                        ? "is not the content it was pinned to"
                                        : "does not belong to this bundle";
                        case FINGERPRINT -> "was changed after it was fingerprinted";
                        case SEMVER -> "states another version than it was pinned to";
                    };
        };
    }

    private static String hint(Verdict verdict, Judged judged) {
        return switch (verdict) {
            case VERIFIED, VERIFIED_IMAGE_ONLY, SKIPPED -> "nothing.";
            case INCOMPATIBLE -> "ask the publisher for a lock and a policy of the same release.";
            case STALE ->
                    "check this machine's date and time first. If they are right, ask the publisher to sign again;"
                            + " a bundle that is only older than allowed, and that you know is the one you want,"
                            + " passes with a longer --max-age.";
            case MALFORMED -> "ask the publisher for a new bundle and quote the lines above.";
            case NEVER_SIGNED ->
                    "ask the publisher to sign it with cosign; signing the image does not sign lock and policy.";
            case INCOMPLETE ->
                    judged.step().isPresent()
                            ? "run the same command again; if it stays, ask whoever runs the registry whether content is being"
                                    + " deleted there."
                            : "bring the bundle there again; something that belongs to it is missing.";
            case WRONG_KEY ->
                    switch (judged.trust()) {
                        case TrustPolicy.ByIdentity _ ->
                                "check that --certificate-identity and --certificate-oidc-issuer are this"
                                        + " publisher's, letter by letter, and that --trusted-root is the root the"
                                        + " publisher signs under. If they are, do not use this bundle: somebody else"
                                        + " signed it.";
                        case TrustPolicy.ByKey _, TrustPolicy.Skipped _ ->
                                "check that --pub-key is this publisher's key. If it is, do not use this bundle: somebody else signed it.";
                    };
            case TAMPERED ->
                    "do not use this bundle; ask its publisher for a new one and tell them what was expected and found.";
        };
    }
}
