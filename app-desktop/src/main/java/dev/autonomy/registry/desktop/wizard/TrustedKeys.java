package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.TrustedKey;
import dev.autonomy.registry.outcome.SeedReport;
import java.util.Optional;

/** The key of a run; the wizard offers no other trust. */
final class TrustedKeys {

    private TrustedKeys() {}

    static Optional<TrustedKey> of(SeedReport report) {
        return report.trustAnchor()
                .filter(TrustedKey.class::isInstance)
                .map(TrustedKey.class::cast);
    }
}
