package dev.autonomy.registry.adapter.output;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.model.Tag;
import dev.autonomy.registry.outcome.SeedReport;

/** The pins that manifest and lock both list, with the same members. */
final class PinJson {

    private PinJson() {}

    static ObjectNode platform(SeedReport.PlatformPin pin) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("os", pin.platform().os());
        json.put("architecture", pin.platform().architecture());
        pin.platform().variant().ifPresent(variant -> json.put("variant", variant));
        json.put("digest", pin.digest().toString());
        return json;
    }

    static ObjectNode sidecar(SeedReport.SidecarPin pin) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("role", pin.part().label());
        json.put("tag", pin.tag().name());
        json.put("digest", pin.digest().toString());
        json.put("mediaType", pin.mediaType());
        return json;
    }

    static ObjectNode attachment(SeedReport.AttachmentPin pin) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("subject", pin.subject().toString());
        json.put("kind", pin.kind().label());
        json.put("digest", pin.digest().toString());
        json.put("location", location(pin));
        return json;
    }

    /** The tag an attachment is found by, or that the registry lists it itself (spec 3). */
    static String location(SeedReport.AttachmentPin pin) {
        return pin.tag().map(Tag::name).orElse("referrers-api");
    }
}
