package dev.autonomy.registry.testkit;

import static dev.autonomy.registry.testkit.ManifestText.DESCRIPTOR;
import static dev.autonomy.registry.testkit.ManifestText.HEX;
import static dev.autonomy.registry.testkit.ManifestText.config;
import static dev.autonomy.registry.testkit.ManifestText.entry;
import static dev.autonomy.registry.testkit.ManifestText.image;
import static dev.autonomy.registry.testkit.ManifestText.index;
import static dev.autonomy.registry.testkit.ManifestText.layer;
import static dev.autonomy.registry.testkit.ManifestText.open;
import static dev.autonomy.registry.testkit.ManifestText.typed;
import static dev.autonomy.registry.testkit.ManifestText.with;

import dev.autonomy.registry.model.MediaTypes;
import java.util.List;
import java.util.stream.Stream;

/**
 * Documents that stand where a manifest should, and whether one may read them: every reader of
 * manifests gives the same answers, and none that a tool written in Go would contradict. All of
 * them state a type: what one without is depends on where it came from.
 */
public final class ManifestDocuments {

    /** What every reader says of a document. */
    public enum Answer {
        READ,
        REFUSED,
        UNSUPPORTED
    }

    /** A document with the answer it gets. */
    public record Case(String name, byte[] document, Answer answer) {

        static Case read(String name, String document) {
            return new Case(name, ManifestText.utf8(document), Answer.READ);
        }

        static Case refused(String name, String document) {
            return new Case(name, ManifestText.utf8(document), Answer.REFUSED);
        }

        static Case unsupported(String name, String document) {
            return new Case(name, ManifestText.utf8(document), Answer.UNSUPPORTED);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private ManifestDocuments() {}

    public static Stream<Case> all() {
        return Stream.of(
                        plain(),
                        kinds(),
                        types(),
                        descriptors(),
                        sizes(),
                        NotStrictManifests.all(),
                        LargeManifests.all())
                .flatMap(List::stream);
    }

    private static List<Case> plain() {
        return List.of(
                Case.read("an image", image("")),
                Case.read("an index", index("")),
                Case.read("an index with an entry", index(",\"manifests\":[{" + DESCRIPTOR + "}]")),
                Case.read("an image whose layers are null", open("\"layers\":null}")),
                Case.read("an index whose entries are null", index(",\"manifests\":null")),
                Case.refused("an image without layers", open("\"x\":1}")),
                Case.refused("an image without a config", config("null,\"layers\":[]}")),
                Case.refused("an index without entries", typed(MediaTypes.OCI_INDEX, "\"x\":1}")),
                Case.refused("an image that is an index", image(",\"manifests\":[]")),
                Case.refused("an image that is an index of null", image(",\"manifests\":null")),
                Case.refused("an index that is an image", index(",\"layers\":[]")),
                Case.refused("an index with a config", index(",\"config\":null")));
    }

    private static List<Case> kinds() {
        return List.of(
                Case.unsupported(
                        "a type that nobody knows", typed("application/x+json", "\"x\":1}")),
                Case.unsupported("no type at all", typed("", "\"x\":1}")),
                Case.unsupported(
                        "a type in capitals",
                        typed(MediaTypes.OCI_INDEX.toUpperCase(), "\"x\":1}")),
                Case.unsupported(
                        "a type with a parameter",
                        typed(MediaTypes.OCI_INDEX + ";charset=utf-8", "\"manifests\":[]}")),
                Case.unsupported(
                        "an artifact's manifest",
                        typed("application/vnd.oci.artifact.manifest.v1+json", "\"blobs\":[]}")),
                Case.unsupported("schema 1", "{\"schemaVersion\":1,\"fsLayers\":[]}"),
                Case.unsupported("schema 1 as an image", image("").replace(":2", ":1")),
                Case.refused("schema 0", image("").replace(":2", ":0")),
                Case.refused("schema 3", image("").replace(":2", ":3")),
                Case.refused(
                        "a schema that is 2 in 32 bits", image("").replace(":2", ":4294967298")),
                Case.refused("a schema that is a text", image("").replace(":2", ":\"2\"")),
                Case.refused("a schema with a fraction", image("").replace(":2", ":2.0")),
                Case.refused("a schema that is null", image("").replace(":2", ":null")),
                Case.refused("no schema", "{\"mediaType\":\"" + MediaTypes.OCI_INDEX + "\"}"));
    }

    private static List<Case> types() {
        return List.of(
                Case.refused("a type that is a number", "{\"schemaVersion\":2,\"mediaType\":7}"),
                Case.refused("an artifact type that is a number", image(",\"artifactType\":7")),
                Case.refused("a config that is a list", config("[],\"layers\":[]}")),
                Case.refused("a config that is a text", config("\"x\",\"layers\":[]}")),
                Case.refused("layers that are an object", open("\"layers\":{}}")),
                Case.refused("layers that are a text", open("\"layers\":\"x\"}")),
                Case.refused("entries that are an object", index(",\"manifests\":{}")),
                Case.refused("a layer that is a number", entry("7")),
                Case.refused("a layer that is a list", entry("[]")),
                Case.refused("a layer that is null", entry("null")),
                Case.refused("a subject that is a list", image(",\"subject\":[]")),
                Case.refused("a subject that is a text", image(",\"subject\":\"x\"")),
                Case.refused("a subject that is empty", image(",\"subject\":{}")),
                Case.refused("annotations that are a list", image(",\"annotations\":[]")),
                Case.refused("annotations that are a text", image(",\"annotations\":\"x\"")),
                Case.refused("an annotation that is a number", image(",\"annotations\":{\"a\":1}")),
                Case.refused("an annotation that is null", image(",\"annotations\":{\"a\":null}")),
                Case.refused("an annotation that is empty", image(",\"annotations\":{\"a\":{}}")),
                Case.refused("annotations of a layer as a text", layer("\"annotations\":\"x\"")),
                Case.refused("a layer's annotation is a list", layer("\"annotations\":{\"a\":[]}")),
                Case.refused("a layer's artifact type is a list", layer("\"artifactType\":[]")),
                Case.refused("data that is a number", layer("\"data\":7")),
                Case.refused("data that is an object", layer("\"data\":{}")),
                Case.refused("a platform that is a text", layer("\"platform\":\"linux/arm\"")),
                Case.refused("a platform that is a list", layer("\"platform\":[]")),
                Case.refused("a system that is a number", layer("\"platform\":{\"os\":7}")),
                Case.refused(
                        "an architecture that is a list",
                        layer("\"platform\":{\"architecture\":[]}")),
                Case.refused("a variant that is true", layer("\"platform\":{\"variant\":true}")),
                Case.read("addresses of whatever type", layer("\"urls\":{\"a\":7}")));
    }

    private static List<Case> descriptors() {
        return List.of(
                Case.refused("a layer that says nothing", entry("{}")),
                Case.refused("no media type", entry(without("mediaType"))),
                Case.refused("no digest", entry(without("digest"))),
                Case.refused("no size", entry(without("size"))),
                Case.refused("a media type that is null", entry(with("\"t/x\"", "null"))),
                Case.refused(
                        "a digest that is null", entry(with("\"sha256:" + HEX + "\"", "null"))),
                Case.refused(
                        "a digest that is a number", entry(with("\"sha256:" + HEX + "\"", "7"))),
                Case.refused("another algorithm", entry(with("sha256:", "sha512:"))),
                Case.refused("no algorithm", entry(with("sha256:", ""))),
                Case.refused("an algorithm in capitals", entry(with("sha256", "SHA256"))),
                Case.refused("a digest in capitals", entry(with(HEX, HEX.toUpperCase()))),
                Case.refused("a digest too short", entry(with(HEX, HEX.substring(1)))),
                Case.refused("a digest too long", entry(with(HEX, HEX + "a"))),
                Case.refused("a digest with a path", entry(with(HEX, "../" + HEX.substring(3)))),
                Case.refused("a digest with space", entry(with(HEX, HEX + " "))),
                Case.refused("a media type of two lines", entry(with("t/x", "t/x\\nVerified"))),
                Case.refused("a media type with a bell", entry(with("t/x", "t/x\\u0007"))),
                Case.refused("a media type of other letters", entry(with("t/x", "t/\u0445"))),
                Case.refused(
                        "a media type that turns the line around",
                        entry(with("t/x", "t/\\u202ex"))),
                Case.refused(
                        "a subject of two lines",
                        image(",\"subject\":" + with("t/x", "t/x\\nVerified"))));
    }

    private static List<Case> sizes() {
        return Stream.concat(
                        Stream.of("0", "-0", "9223372036854775807").map(ManifestDocuments::sized),
                        Stream.of(
                                        "-1",
                                        "1.5",
                                        "7.0",
                                        "7e0",
                                        "1e3",
                                        "9223372036854775808",
                                        "18446744073709551623",
                                        "1E99999999999",
                                        "1e-99999999999",
                                        "\"7\"",
                                        "null",
                                        "true",
                                        "[7]",
                                        "{}")
                                .map(ManifestDocuments::refusedSize))
                .toList();
    }

    private static Case sized(String size) {
        return Case.read("a size of " + size, entry(with(":7", ":" + size)));
    }

    private static Case refusedSize(String size) {
        return Case.refused("a size of " + size, entry(with(":7", ":" + size)));
    }

    private static String without(String member) {
        return with("\"" + member + "\"", "\"x\"");
    }
}
