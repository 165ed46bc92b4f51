package dev.autonomy.registry.adapter.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.Sha256;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.outcome.SeedReport;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * The lock's content as a JSON tree: the pins of a finished seed, sorted, without times, so that
 * the same content gives the same bytes (spec 3).
 */
public final class SeedLockJson {

    // Java keeps no comparator of its own ready for use, so these are not put together from them.
    private static final Comparator<SeedReport.SidecarPin> BY_ROLE =
            (a, b) -> a.part().compareTo(b.part());

    private static final Comparator<SeedReport.AttachmentPin> BY_SUBJECT =
            (a, b) ->
                    firstThatDiffers(
                            a.subject().compareTo(b.subject()),
                            PinJson.location(a).compareTo(PinJson.location(b)),
                            a.digest().compareTo(b.digest()));

    private static final Comparator<SeedReport.PlatformPin> BY_PLATFORM =
            (a, b) ->
                    firstThatDiffers(
                            a.platform().os().compareTo(b.platform().os()),
                            a.platform().architecture().compareTo(b.platform().architecture()),
                            a.platform()
                                    .variant()
                                    .orElse("")
                                    .compareTo(b.platform().variant().orElse("")),
                            a.digest().compareTo(b.digest()));

    private SeedLockJson() {}

    /** The content for the report of a seed, which has a destination. */
    public static ObjectNode of(SeedReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("schemaVersion", 1);
        addPins(json, report);
        return json;
    }

    /** What the report pins, as members of this object. */
    static void addPins(ObjectNode json, SeedReport report) {
        json.set("image", image(report.destination().orElseThrow()));
        json.set("sidecars", sorted(report.sidecars(), BY_ROLE, PinJson::sidecar));
        json.set("attachments", sorted(report.attachments(), BY_SUBJECT, PinJson::attachment));
        json.set("platforms", sorted(report.platforms(), BY_PLATFORM, PinJson::platform));
    }

    /** The SHA-256 of the lock's bytes as they are written. */
    static Digest sha256(SeedReport report) {
        return Sha256.of(JsonText.of(of(report)));
    }

    private static ObjectNode image(SeedReport.Destination destination) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("reference", destination.reference());
        json.put("digest", destination.digest().toString());
        json.put("pinned", destination.pinned());
        return json;
    }

    /** Equal ones once. */
    private static <T> ArrayNode sorted(
            List<T> pins, Comparator<T> order, Function<T, ObjectNode> each) {
        ArrayNode json = JsonNodeFactory.instance.arrayNode();
        pins.stream().sorted(order).map(each).distinct().forEach(json::add);
        return json;
    }

    private static int firstThatDiffers(int... orders) {
        for (int order : orders) {
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
