package dev.autonomy.registry.cli.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.cli.text.DriftEnding;
import dev.autonomy.registry.drift.DriftEvent;
import dev.autonomy.registry.model.ToolVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** One JSON object a line for each event of a comparison (drift-event.schema.json). */
final class JsonDriftEvents implements DriftPrinter {

    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final Console console;

    JsonDriftEvents(Console console, ToolVersion product, Instant now, String lock) {
        this.console = console;
        ObjectNode line = line("run-started", now);
        if (!lock.isEmpty()) {
            line.putObject("request").put("lock", lock);
        }
        line.putObject("versions").put(product.name(), product.version());
        print(line);
    }

    @Override
    public void on(DriftEvent event) {
        switch (event) {
            case DriftEvent.Started _ -> {}
            case DriftEvent.Counted(var time, var bytes) ->
                    print(line("counted", time).put("totalBytes", bytes));
            case DriftEvent.Read(var time, var repository, var blob, var done, var total) ->
                    print(
                            line("bytes", time)
                                    .put("artifact", repository)
                                    .put("blob", blob.toString())
                                    .put("done", done)
                                    .put("total", total));
            case DriftEvent.Retry(var time, var request, var attempt, var reason, var pause) ->
                    print(
                            line("retry", time)
                                    .put("request", request.toString())
                                    .put("attempt", attempt)
                                    .put("reason", reason)
                                    .put("waitMs", pause.toMillis()));
            case DriftEvent.BundleChecked(var time, var bundle, var checked, var code) ->
                    print(
                            line("bundle-checked", time)
                                    .put("bundle", bundle)
                                    .put("checked", checked)
                                    .put("exitCode", code.code()));
        }
    }

    @Override
    public void tick(Instant now) {}

    @Override
    public Duration period() {
        return PERIOD;
    }

    @Override
    public void end(Instant now, DriftEnding ending) {
        ending.warnings()
                .forEach(
                        warning ->
                                print(
                                        line("warning", now)
                                                .put("kind", warning.kind().label())
                                                .put("message", warning.message())));
        print(JsonDrift.ending(line("run-finished", now), ending));
    }

    private static ObjectNode line(String event, Instant time) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("event", event)
                .put("time", MILLISECONDS.format(time));
    }

    private void print(ObjectNode line) {
        console.raw(line + "\n");
    }
}
