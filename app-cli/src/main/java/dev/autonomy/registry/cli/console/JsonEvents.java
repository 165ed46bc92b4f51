package dev.autonomy.registry.cli.console;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.cli.text.Ending;
import dev.autonomy.registry.model.SeedRequest;
import dev.autonomy.registry.model.ToolVersion;
import dev.autonomy.registry.outcome.Finding;
import dev.autonomy.registry.outcome.Promotion;
import dev.autonomy.registry.outcome.SeedStep;
import dev.autonomy.registry.progress.SeedEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Optional;

/**
 * One JSON object a line for each event (spec 4; progress-event.schema.json). A command that never
 * came to a run still has a first and a last line.
 */
final class JsonEvents implements ProgressPrinter {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final DateTimeFormatter MILLISECONDS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private final Console console;
    private final ToolVersion product;
    private boolean hasStarted;
    private Optional<String> bundle = Optional.empty();

    JsonEvents(Console console, ToolVersion product) {
        this.console = console;
        this.product = product;
    }

    @Override
    public void on(SeedEvent event) {
        switch (event) {
            case SeedEvent.RunStarted(var time, var request) -> start(time, Optional.of(request));
            case SeedEvent.Planned plan -> print(planned(plan));
            case SeedEvent.StepStarted(var time, var step) ->
                    print(step(line("step-started", time), step));
            case SeedEvent.StepFinished(var time, var step) ->
                    print(step(line("step-finished", time), step));
            case SeedEvent.ArtifactStarted(var time, var artifact) ->
                    print(
                            line("artifact-started", time)
                                    .put("artifact", artifact.name())
                                    .put("digest", artifact.digest().toString()));
            case SeedEvent.Bytes bytes ->
                    print(
                            line("bytes", bytes.time())
                                    .put("artifact", bytes.artifact().name())
                                    .put("blob", bytes.blob().toString())
                                    .put("done", bytes.done())
                                    .put("total", bytes.total()));
            case SeedEvent.ArtifactFinished(var time, var artifact, var status) ->
                    print(
                            line("artifact-finished", time)
                                    .put("artifact", artifact.name())
                                    .put("status", status.label())
                                    .put("digest", artifact.digest().toString()));
            case SeedEvent.Retry retry ->
                    print(
                            line("retry", retry.time())
                                    .put("artifact", retry.artifact().name())
                                    .put("attempt", retry.attempt())
                                    .put("reason", retry.reason())
                                    .put("waitMs", retry.pause().toMillis()));
            case SeedEvent.RequestRetry(
                            var time,
                            var request,
                            var attempt,
                            var reason,
                            var pause) ->
                    print(
                            line("retry", time)
                                    .put("request", request.toString())
                                    .put("attempt", attempt)
                                    .put("reason", reason)
                                    .put("waitMs", pause.toMillis()));
            case SeedEvent.Waiting(var time, var registry, var since, var until) ->
                    print(
                            line("waiting", time)
                                    .put("registry", registry)
                                    .put("since", MILLISECONDS.format(since))
                                    .put("until", MILLISECONDS.format(until)));
            case SeedEvent.Answering(var time, var registry) ->
                    print(line("answering", time).put("registry", registry));
            case SeedEvent.Found(var time, var finding) -> print(finding(time, finding));
            case SeedEvent.Warned(var time, var warning) ->
                    print(
                            line("warning", time)
                                    .put("kind", warning.kind().label())
                                    .put("message", warning.message()));
            case SeedEvent.Promoted(var time, var promotion) -> print(promoted(time, promotion));
            case SeedEvent.CatalogStarted(var time, var bundles) -> {
                start(time, Optional.empty());
                ObjectNode line = line("catalog-started", time);
                bundles.forEach(line.putArray("bundles")::add);
                print(line);
            }
            case SeedEvent.OfBundle(var name, var of) -> {
                bundle = Optional.of(name);
                on(of);
                bundle = Optional.empty();
            }
            case SeedEvent.BundleStarted(var time, var request) ->
                    print(
                            line("bundle-started", time)
                                    .put("from", request.from().toString())
                                    .put("to", request.to().toString()));
            case SeedEvent.BundleFinished(var time, var result, var code, _) ->
                    print(
                            line("bundle-finished", time)
                                    .put("outcome", result.label())
                                    .put("exitCode", code.code()));
            case SeedEvent.CatalogFinished(var time, var code) ->
                    print(line("catalog-finished", time).put("exitCode", code.code()));
            case SeedEvent.RunFinished _ -> {}
        }
    }

    @Override
    public void tick(Instant now) {}

    @Override
    public Duration period() {
        return Duration.ofDays(1);
    }

    /** The last line is written here, since the event does not know what the report makes of it. */
    @Override
    public void end(Instant now, Ending ending) {
        if (!hasStarted) {
            start(now, Optional.empty());
        }
        print(JsonResult.ending(line("run-finished", now), ending));
    }

    private void start(Instant time, Optional<SeedRequest> request) {
        hasStarted = true;
        ObjectNode line = line("run-started", time);
        request.ifPresent(
                asked ->
                        line.putObject("request")
                                .put("from", asked.from().toString())
                                .put("to", asked.to().toString()));
        line.putObject("versions").put(product.name(), product.version());
        print(line);
    }

    private static ObjectNode planned(SeedEvent.Planned plan) {
        ObjectNode line = line("planned", plan.time());
        ArrayNode artifacts = line.putArray("artifacts");
        plan.artifacts()
                .forEach(
                        artifact ->
                                artifacts
                                        .addObject()
                                        .put("artifact", artifact.name())
                                        .put("digest", artifact.digest().toString())
                                        .put("bytes", artifact.bytes()));
        return line.put("totalBytes", plan.totalBytes());
    }

    private static ObjectNode step(ObjectNode line, SeedStep step) {
        return line.put("step", step.number()).put("name", step.label());
    }

    private static ObjectNode finding(Instant time, Finding finding) {
        ObjectNode line =
                line("finding", time)
                        .put("step", finding.step().number())
                        .put("name", finding.step().label())
                        .put("outcome", finding.outcome().label())
                        .put("subject", finding.subject());
        finding.expected().ifPresent(expected -> line.put("expected", expected));
        finding.found().ifPresent(found -> line.put("found", found));
        line.put("message", finding.message());
        if (!finding.candidates().isEmpty()) {
            finding.candidates().forEach(line.putArray("candidates")::add);
        }
        return line;
    }

    private static ObjectNode promoted(Instant time, Promotion promotion) {
        ObjectNode line =
                line("promoted", time)
                        .put("tag", promotion.tag().name())
                        .put("digest", promotion.digest().toString());
        promotion.previous().ifPresent(was -> line.put("previousDigest", was.toString()));
        return line;
    }

    private static ObjectNode line(String event, Instant time) {
        return NODES.objectNode().put("event", event).put("time", MILLISECONDS.format(time));
    }

    private void print(ObjectNode line) {
        bundle.ifPresent(name -> line.put("bundle", name));
        console.raw(line + "\n");
    }
}
