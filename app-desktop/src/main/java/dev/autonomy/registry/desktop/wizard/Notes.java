package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.model.Loopback;
import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.Warning;
import java.util.ArrayList;
import java.util.List;

/** Which warnings of a run stand in its banner; all of them stand in its details. */
final class Notes {

    private Notes() {}

    /** All but what the title says anyway, and plain HTTP that never left this machine. */
    static List<String> of(SeedReport report) {
        boolean leftThisMachine =
                report.plainHttpRegistries().stream()
                        .anyMatch(registry -> !Loopback.holds(registry));
        List<String> notes = new ArrayList<>();
        for (Warning warning : report.warnings()) {
            boolean isNoted =
                    switch (warning.kind()) {
                        case VERIFICATION_SKIPPED -> false;
                        case PLAIN_HTTP -> leftThisMachine;
                        case TRUST_TIME_UNCHECKED,
                                REGISTRIES_CONF_NOT_APPLIED,
                                REGISTRIES_CONF_IN_FORCE,
                                OTHER_NAME,
                                OLDER_THAN_CURRENT,
                                LEFT_BEHIND,
                                ATTACHMENT_TAG_KEPT ->
                                true;
                    };
            if (isNoted) {
                notes.add(warning.message());
            }
        }
        return notes;
    }
}
