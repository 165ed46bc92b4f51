package dev.autonomy.registry.cli.console;

import dev.autonomy.registry.cli.text.DriftEnding;
import dev.autonomy.registry.cli.text.Quantities;
import dev.autonomy.registry.cli.text.RetryText;
import dev.autonomy.registry.drift.DriftEvent;
import dev.autonomy.registry.model.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** How far a comparison is, for people: one line that is repainted, or one every ten seconds. */
final class DriftLines implements DriftPrinter {

    private static final String BACK = "\r\u001b[2K";
    private static final int USUAL_COLUMNS = 80;

    /** How it is shown. */
    enum Form {
        REPAINTED(Duration.ofMillis(100)),
        LINES(Duration.ofSeconds(10)),
        NONE(Duration.ofDays(1));

        private final Duration period;

        Form(Duration period) {
            this.period = period;
        }
    }

    private final Console console;
    private final Form form;
    private final Map<BlobIn, Long> running = new HashMap<>();
    private Instant since = Instant.MAX;
    private int bundles;
    private int checked;
    private long done;
    private long total;
    private boolean isPainted;

    private record BlobIn(String repository, Digest blob) {}

    DriftLines(Console console, Form form) {
        this.console = console;
        this.form = form;
    }

    static Form form(Console console) {
        return console.columns().isPresent() ? Form.REPAINTED : Form.LINES;
    }

    @Override
    public void on(DriftEvent event) {
        switch (event) {
            case DriftEvent.Started started -> bundles = started.bundles();
            case DriftEvent.Counted counted -> total = counted.totalBytes();
            case DriftEvent.BundleChecked _ -> checked++;
            case DriftEvent.Retry(_, var request, var tries, var reason, var pause) -> {
                clear();
                console.note(Console.Mark.WARNING, RetryText.of(request, tries, reason, pause));
            }
            case DriftEvent.Read read -> count(read);
        }
    }

    private void count(DriftEvent.Read read) {
        since = since.equals(Instant.MAX) ? read.time() : since;
        BlobIn blob = new BlobIn(read.repository(), read.blob());
        done += read.done() - running.getOrDefault(blob, 0L);
        if (read.done() < read.total()) {
            running.put(blob, read.done());
        } else {
            running.remove(blob);
        }
    }

    @Override
    public void tick(Instant now) {
        switch (form) {
            case NONE -> {}
            case LINES -> console.note(Console.Mark.PLAIN, text(now));
            case REPAINTED -> {
                int columns = Math.max(2, console.columns().orElse(USUAL_COLUMNS));
                String line = "  " + text(now);
                console.raw(
                        BACK
                                + console.show(
                                        line.substring(0, Math.min(line.length(), columns - 1))));
                isPainted = true;
            }
        }
    }

    /** {@code 12 of 20 bundles 575.4 of 810.9 MB 41.2 MB/s}. */
    private String text(Instant now) {
        StringBuilder text = new StringBuilder();
        text.append(checked).append(" of ").append(Quantities.count(bundles, "bundle"));
        if (total > 0) {
            text.append("  ").append(Quantities.part(done, total));
            long millis = since.isBefore(now) ? Duration.between(since, now).toMillis() : 0;
            if (millis > 0) {
                text.append("  ").append(Quantities.rate((long) (done * 1000.0 / millis)));
            }
        }
        return text.toString();
    }

    private void clear() {
        if (isPainted) {
            console.raw(BACK);
            isPainted = false;
        }
    }

    @Override
    public Duration period() {
        return form.period;
    }

    @Override
    public void end(Instant now, DriftEnding ending) {
        clear();
    }
}
