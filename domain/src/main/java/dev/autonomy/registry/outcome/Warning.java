package dev.autonomy.registry.outcome;

import dev.autonomy.registry.model.Loopback;
import java.util.Locale;

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
        /** Somebody else moved a tag right after this run had pointed it. */
        TAG_MOVED_AFTER_PUBLISH;

        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
