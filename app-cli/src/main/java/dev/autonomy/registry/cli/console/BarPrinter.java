package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A live display at the bottom of a terminal, repainted from snapshots; what is finished scrolls
 * away above it.
 */
final class BarPrinter implements ProgressPrinter {

    private static final Duration PERIOD = Duration.ofMillis(100);
    private static final int USUAL_COLUMNS = 80;
    private static final String CLEAR_BELOW = "\u001b[J";

    /**
     * The whole row, before it is written: one that a terminal which shrank has wrapped stays
     * joined to the next row until then, and takes that along when the width changes again. Not
     * what is below as well: tmux would keep a whole screen that is cleared in its history.
     */
    private static final String CLEAR_LINE = "\u001b[2K";

    private final Console console;
    private final Picture picture;
    private List<String> painted = List.of();

    BarPrinter(Console console, Picture picture) {
        this.console = console;
        this.picture = picture;
    }

    @Override
    public void on(SeedEvent event) {
        picture.after(event).forEach(line -> scroll(console.marked(line.mark(), line.text())));
    }

    @Override
    public void tick(Instant now) {
        int columns = columns();
        // The last column stays free: a full line would wrap on some terminals.
        List<String> frame = picture.frame(now, columns - 1).stream().map(console::show).toList();
        StringBuilder text = new StringBuilder(toTop(columns));
        frame.forEach(line -> text.append(CLEAR_LINE).append(line).append('\n'));
        console.raw(text.append(CLEAR_BELOW).toString());
        painted = frame;
    }

    @Override
    public Duration period() {
        return PERIOD;
    }

    @Override
    public void end(Instant now, Ending ending) {
        console.raw(toTop(columns()) + CLEAR_BELOW);
        painted = List.of();
    }

    private void scroll(String line) {
        console.raw(toTop(columns()) + CLEAR_BELOW + line + "\n");
        painted = List.of();
    }

    /** To the display's first row. Lines wider than a terminal that shrank now take more rows. */
    private String toTop(int columns) {
        int rows =
                painted.stream()
                        .mapToInt(line -> Math.max(1, (line.length() + columns - 1) / columns))
                        .sum();
        return rows == 0 ? "" : "\r\u001b[" + rows + "A";
    }

    private int columns() {
        int columns = console.columns().orElse(USUAL_COLUMNS);
        return columns > 1 ? columns : USUAL_COLUMNS;
    }
}
