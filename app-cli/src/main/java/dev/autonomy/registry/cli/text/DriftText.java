package dev.autonomy.registry.cli.text;

import dev.autonomy.registry.drift.BundleDrift;
import dev.autonomy.registry.drift.DriftItem;
import dev.autonomy.registry.drift.DriftReport;
import dev.autonomy.registry.drift.DriftState;
import dev.autonomy.registry.model.BundlePart;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.outcome.ExitCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A comparison for people: a line for each thing that is not as the lock says, and the sum. */
public final class DriftText {

    private static final int WIDTH = 100;
    private static final int MOST_LINES = 200;
    private static final int MOST_COMMANDS = 10;
    private static final int DIGITS = 12;
    private static final List<Integer> WIDEST = List.of(24, 32, 18);
    private static final String GAP = "  ";

    private DriftText() {}

    public static String of(DriftReport report, List<String> repair) {
        List<String> lines = new ArrayList<>(table(report));
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add(summary(report));
        if (report.bundles().stream().anyMatch(RepairCommands::isBroken)) {
            lines.add("");
            lines.add(
                    "What is tampered or of the wrong size is not replaced by a seed: the registry says that"
                            + " it has it.\nLet its operator delete it there (with the registry's own"
                            + " garbage collection), and seed then.");
        }
        if (!repair.isEmpty()) {
            lines.add("");
            lines.add("To bring " + (repair.size() == 1 ? "it" : "them") + " there again:");
            repair.stream().limit(MOST_COMMANDS).forEach(each -> lines.add("  " + each));
            if (repair.size() > MOST_COMMANDS) {
                lines.add("  and " + (repair.size() - MOST_COMMANDS) + " more");
            }
        }
        return String.join("\n", lines);
    }

    private record Row(String bundle, String item, String state, String detail) {
        private List<String> cells() {
            return List.of(bundle, item, state);
        }
    }

    private static List<String> table(DriftReport report) {
        List<Row> rows = new ArrayList<>();
        for (BundleDrift bundle : report.bundles()) {
            bundle.items().forEach(each -> rows.add(row(bundle, each)));
            if (bundle.unlisted() > 0) {
                rows.add(new Row(name(bundle), "and " + bundle.unlisted() + " more", "", ""));
            }
        }
        if (rows.isEmpty()) {
            return List.of();
        }
        List<Row> shown = new ArrayList<>();
        shown.add(new Row("bundle", "what", "state", "expected → found"));
        rows.stream().limit(MOST_LINES).forEach(shown::add);
        List<String> lines = new ArrayList<>();
        int[] widths = widths(shown);
        shown.forEach(each -> lines.add(line(each, widths)));
        if (rows.size() > MOST_LINES) {
            lines.add("and " + (rows.size() - MOST_LINES) + " more lines, all in --output json");
        }
        return lines;
    }

    private static int[] widths(List<Row> rows) {
        int[] widths = new int[WIDEST.size()];
        for (int column = 0; column < widths.length; column++) {
            for (Row each : rows) {
                widths[column] = Math.max(widths[column], each.cells().get(column).length());
            }
            widths[column] = Math.min(widths[column], WIDEST.get(column));
        }
        return widths;
    }

    private static String line(Row row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cut(row.cells().get(column), widths[column]);
            line.append(cell).append(" ".repeat(widths[column] - cell.length())).append(GAP);
        }
        return cut(line.append(row.detail()).toString().stripTrailing(), WIDTH);
    }

    private static String cut(String text, int width) {
        String flat = text.replace('\n', ' ');
        return flat.length() <= width ? flat : flat.substring(0, width - 1) + "…";
    }

    private static Row row(BundleDrift bundle, DriftItem item) {
        return new Row(name(bundle), what(item), state(item), detail(item));
    }

    private static String name(BundleDrift bundle) {
        return bundle.lock()
                .name()
                .map(Object::toString)
                .orElse(
                        bundle.lock().image().repository().name()
                                + ":"
                                + bundle.lock().image().name());
    }

    private static String what(DriftItem item) {
        return switch (item.kind()) {
            case TAG -> isPart(item.of()) ? item.of() + " tag " + item.name() : item.of() + " tag";
            case MANIFEST ->
                    isPart(item.of())
                            ? item.of() + " manifest"
                            : item.of() + " " + shortened(item.name());
            case BLOB -> item.of() + " blob " + shortened(item.name());
        };
    }

    private static boolean isPart(String name) {
        return Arrays.stream(BundlePart.values()).anyMatch(part -> part.label().equals(name));
    }

    private static String state(DriftItem item) {
        return item.state().label()
                + item.standing()
                        .map(
                                left ->
                                        switch (left) {
                                            case WHOLE -> ", old kept";
                                            case DAMAGED -> ", old broken";
                                            case GONE -> ", old gone";
                                        })
                        .orElse("");
    }

    private static String detail(DriftItem item) {
        if (item.state() == DriftState.UNREADABLE) {
            return item.obstacle().map(met -> met.seen()).orElse("");
        }
        String found = item.found().map(DriftText::shortened).orElse("");
        String expected = item.expected().map(DriftText::shortened).orElse("");
        if (expected.isEmpty()) {
            return found;
        }
        return expected + " → " + (found.isEmpty() ? "nothing" : found);
    }

    private static String shortened(String text) {
        try {
            return Digest.parse(text).hex().substring(0, DIGITS);
        } catch (InvalidInput _) {
            return text;
        }
    }

    private static String summary(DriftReport report) {
        List<String> registries =
                report.bundles().stream()
                        .map(each -> each.lock().image().repository().registry())
                        .distinct()
                        .toList();
        String where =
                registries.size() == 1 ? registries.getFirst() : registries.size() + " registries";
        String whole =
                Quantities.count(report.bundles().size(), "bundle")
                        + ", "
                        + Quantities.count(report.checked(), "item")
                        + " at "
                        + where
                        + ": ";
        long added = count(report, DriftState.ADDED);
        String more =
                added == 0
                        ? ""
                        : " "
                                + Quantities.count(added, "thing")
                                + " came to it that the lock does not know.";
        return whole + verdict(report) + more;
    }

    private static String verdict(DriftReport report) {
        if (report.exitCode() == ExitCode.SEEDED) {
            return "nothing has drifted.";
        }
        List<BundleDrift> deviating = report.deviating();
        long drifted = deviating.stream().filter(each -> each.exitCode() == ExitCode.DRIFT).count();
        long failed = deviating.size() - drifted;
        List<String> parts = new ArrayList<>();
        if (drifted > 0) {
            parts.add(
                    Quantities.count(drifted, "bundle")
                            + (drifted == 1 ? " has" : " have")
                            + " drifted");
        }
        if (failed > 0) {
            parts.add(Quantities.count(failed, "bundle") + " did not pass");
        }
        return String.join(", ", parts) + ".";
    }

    private static long count(DriftReport report, DriftState state) {
        return report.bundles().stream()
                .flatMap(each -> each.items().stream())
                .filter(each -> each.state() == state)
                .count();
    }
}
