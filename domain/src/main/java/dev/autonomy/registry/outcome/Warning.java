package dev.autonomy.registry.outcome;

import java.util.Locale;

/** Something worth knowing that does not stop the run. */
public record Warning(Kind kind, String message) {

    /** What the warning is about; the label is stable for scripts. */
    public enum Kind {
        VERIFICATION_SKIPPED,
        TRUST_TIME_UNCHECKED,
        PLAIN_HTTP,
        REGISTRIES_CONF_NOT_APPLIED,
        /** A rule that the replicator cannot be kept from applying. */
        REGISTRIES_CONF_IN_FORCE,
        CANNOT_WITHDRAW_TAG,
        TAG_MOVED_AFTER_PUBLISH;

        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
