package dev.autonomy.registry.desktop.wizard;

import dev.autonomy.registry.outcome.SeedReport;
import dev.autonomy.registry.outcome.Warning;
import java.util.ArrayList;
import java.util.List;

/** Which warnings of a run stand in its banner; all of them stand in its details. */
final class Notes {

    private Notes() {}

    /** All but those about plain HTTP when it never left this machine. */
    static List<String> of(SeedReport report) {
        boolean leftThisMachine =
                report.plainHttpRegistries().stream()
                        .anyMatch(registry -> !Loopback.holds(registry));
        List<String> notes = new ArrayList<>();
        for (Warning warning : report.warnings()) {
            if (warning.kind() != Warning.Kind.PLAIN_HTTP || leftThisMachine) {
                notes.add(warning.message());
            }
        }
        return notes;
    }
}
