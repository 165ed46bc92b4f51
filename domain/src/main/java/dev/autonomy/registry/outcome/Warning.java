package dev.autonomy.registry.outcome;

import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Loopback;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Repository;
import java.util.Locale;
import java.util.Optional;

/** Something worth knowing that does not stop the run. */
public record Warning(Kind kind, String message) {

    public static Warning trustTimeUnchecked() {
        return new Warning(
                Kind.TRUST_TIME_UNCHECKED,
                "The time of signing is not checked: an old bundle can be replayed.");
    }

    public static Warning plainHttp(String registry) {
        return new Warning(
                Kind.PLAIN_HTTP,
                registry
                        + " is spoken to over plain HTTP"
                        + (Loopback.holds(registry)
                                ? ", which does not leave this machine."
                                : ": anyone on the way can read and change what is sent."));
    }

    /**
     * Said where the lock calls the bundle by another repository name or tag than it was asked for
     * by (spec 2.3). The folder of an OCI layout is not a name of what is in it.
     */
    public static Optional<Warning> otherName(Reference askedFor, String named) {
        return isNamed(askedFor, named)
                ? Optional.empty()
                : Optional.of(
                        new Warning(
                                Kind.OTHER_NAME,
                                "The lock calls this bundle "
                                        + named
                                        + ", and "
                                        + askedFor
                                        + " was asked for: make sure that it is the one you mean."));
    }

    private static boolean isNamed(Reference askedFor, String named) {
        try {
            Reference reference = Reference.parse(named);
            Repository repository = askedFor.repository();
            boolean sameName =
                    repository.registry().isEmpty()
                            || repository.name().equals(reference.repository().name());
            boolean sameTag =
                    reference.tag().isEmpty()
                            || askedFor.tag().isEmpty()
                            || reference.tag().equals(askedFor.tag());
            return sameName && sameTag;
        } catch (InvalidInput _) {
            return false;
        }
    }

    /** What the warning is about; the label is stable for scripts. */
    public enum Kind {
        VERIFICATION_SKIPPED,
        TRUST_TIME_UNCHECKED,
        PLAIN_HTTP,
        REGISTRIES_CONF_NOT_APPLIED,
        /** A rule that the replicator cannot be kept from applying. */
        REGISTRIES_CONF_IN_FORCE,
        /** The lock names another repository or tag than was asked for. */
        OTHER_NAME,
        /** The destination holds a bundle that was signed later. */
        OLDER_THAN_CURRENT,
        /** An attachment that is gone at the source or that no registry takes. */
        LEFT_BEHIND,
        /** The destination refuses to move an attachment's tag, and what it holds passes. */
        ATTACHMENT_TAG_KEPT;

        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
