package dev.autonomy.registry.testkit;

import dev.autonomy.registry.model.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts that stand where a manifest should, sound but for what a test puts into them. */
final class ManifestText {

    static final String HEX = "a".repeat(64);

    /** The members of a descriptor. */
    static final String DESCRIPTOR =
            "\"mediaType\":\"t/x\",\"digest\":\"sha256:" + HEX + "\",\"size\":7";

    private ManifestText() {}

    static String image(String more) {
        return open("\"layers\":[]%s}".formatted(more));
    }

    /** An image up to where its layers stand. */
    static String open(String rest) {
        return config("{%s},%s".formatted(DESCRIPTOR, rest));
    }

    /** An image up to where its config stands. */
    static String config(String rest) {
        return typed(MediaTypes.OCI_MANIFEST, "\"config\":%s".formatted(rest));
    }

    static String index(String more) {
        return typed(
                MediaTypes.OCI_INDEX,
                more.startsWith(",\"manifests\"")
                        ? more.substring(1) + "}"
                        : "\"manifests\":[]%s}".formatted(more));
    }

    /** A document that states this type, up to what else it says. */
    static String typed(String mediaType, String rest) {
        return "{\"schemaVersion\":2,\"mediaType\":\"%s\",%s".formatted(mediaType, rest);
    }

    /** An image with a layer that has these members too. */
    static String layer(String more) {
        return entry("{%s,%s}".formatted(DESCRIPTOR, more));
    }

    /** An image with this where a layer should be. */
    static String entry(String layer) {
        return open("\"layers\":[%s]}".formatted(layer));
    }

    /** A descriptor with something else for a part of it. */
    static String with(String part, String other) {
        return "{" + DESCRIPTOR.replace(part, other) + "}";
    }

    static String repeated(String each, int count) {
        return (each + ",").repeat(count - 1) + each;
    }

    static String members(int count, String value) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + Integer.toString(i, 36) + "\":" + value)
                .collect(Collectors.joining(","));
    }

    static byte[] utf8(String document) {
        return document.getBytes(StandardCharsets.UTF_8);
    }

    /** An image with a text of these bytes in what nobody reads. */
    static byte[] withBytes(String hex) {
        String document = image(",\"x\":\"?\"");
        byte[] before = utf8(document.substring(0, document.indexOf('?')));
        byte[] odd = HexFormat.of().parseHex(hex);
        byte[] after = utf8("\"}");
        byte[] all = new byte[before.length + odd.length + after.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(odd, 0, all, before.length, odd.length);
        System.arraycopy(after, 0, all, before.length + odd.length, after.length);
        return all;
    }
}
