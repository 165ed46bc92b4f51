package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Verdict;
import dev.autonomy.registry.outcome.VerificationStep;
import java.util.List;
import java.util.Optional;
import org.semver4j.Semver;

/**
 * Step 4: the policy version that the lock names and the one the policy states agree in major and
 * minor.
 */
final class SemverStep {

    private static final Findings FINDINGS = new Findings(VerificationStep.SEMVER);
    private static final int MAX_LENGTH = 256;

    private SemverStep() {}

    static List<Finding> run(Sidecars sidecars) {
        return List.of(FINDINGS.policy(sidecars.lock(), sidecars.policy(), SemverStep::compared));
    }

    private static Finding compared(LockDocument lock, PolicyBundle policy) {
        Optional<Semver> named = lock.policyReference().flatMap(SemverStep::tagVersion);
        if (named.isEmpty()) {
            return FINDINGS.failed(
                    "policy",
                    Verdict.MALFORMED,
                    "The lock names no policy version: the tag of policy_bundle.ref is not a semantic version.");
        }
        Optional<Semver> stated = policy.version().flatMap(SemverStep::version);
        if (stated.isEmpty()) {
            return FINDINGS.failed(
                    "policy",
                    Verdict.MALFORMED,
                    "The policy states no version: policy_bundle_version is not a semantic version.");
        }
        String runtime;
        try {
            runtime =
                    RuntimeRange.read(policy.requiredRuntime())
                            .map(range -> " It needs a runtime " + range.text() + ".")
                            .orElse("");
        } catch (Unreadable e) {
            return FINDINGS.failed(
                    "policy",
                    Verdict.MALFORMED,
                    "The policy does not state the runtime it needs (required_runtime_version): "
                            + e.getMessage()
                            + ".");
        }
        return compared(named.get(), stated.get(), runtime);
    }

    private static Finding compared(Semver named, Semver stated, String runtime) {
        String expected = named.getVersion();
        String found = stated.getVersion();
        boolean agree =
                named.getMajor() == stated.getMajor() && named.getMinor() == stated.getMinor();
        return agree
                ? FINDINGS.passed(
                        "policy",
                        expected,
                        found,
                        "The policy's version is the one the lock names." + runtime)
                : FINDINGS.failed(
                        "policy",
                        Verdict.INCOMPATIBLE,
                        expected,
                        found,
                        "The lock is made for policy "
                                + expected
                                + ", the policy is "
                                + found
                                + "."
                                + runtime);
    }

    private static Optional<Semver> tagVersion(String reference) {
        try {
            return Reference.parse(reference)
                    .tag()
                    .map(Tag::name)
                    .map(name -> name.startsWith("v") ? name.substring(1) : name)
                    .flatMap(SemverStep::version);
        } catch (InvalidInput _) {
            return Optional.empty();
        }
    }

    /**
     * semver4j trims and takes a leading v: only what it gives back unchanged is a semantic
     * version.
     */
    private static Optional<Semver> version(String text) {
        return text.length() > MAX_LENGTH
                ? Optional.empty()
                : Optional.ofNullable(Semver.parse(text))
                        .filter(version -> version.getVersion().equals(text));
    }
}
