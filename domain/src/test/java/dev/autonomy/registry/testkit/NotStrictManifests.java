package dev.autonomy.registry.testkit;

import static dev.autonomy.registry.testkit.ManifestText.DESCRIPTOR;
import static dev.autonomy.registry.testkit.ManifestText.entry;
import static dev.autonomy.registry.testkit.ManifestText.image;
import static dev.autonomy.registry.testkit.ManifestText.index;
import static dev.autonomy.registry.testkit.ManifestText.layer;
import static dev.autonomy.registry.testkit.ManifestText.with;
import static dev.autonomy.registry.testkit.ManifestText.withBytes;

import dev.autonomy.registry.testkit.ManifestDocuments.Answer;
import dev.autonomy.registry.testkit.ManifestDocuments.Case;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Manifests by all but their JSON, and some whose JSON is only unusual. */
final class NotStrictManifests {

    private NotStrictManifests() {}

    static List<Case> all() {
        return Stream.of(spellings(), namesThatAreData(), notStrict(), escapes())
                .flatMap(List::stream)
                .toList();
    }

    /** Go's encoding/json takes a name for any other that folds to the same. */
    private static List<Case> spellings() {
        return List.of(
                Case.refused("a member twice", image(",\"schemaVersion\":2")),
                Case.refused("a member twice by an escape", image(",\"schemaVer\\u0073ion\":2")),
                Case.refused("layers in two spellings", image(",\"Layers\":[]")),
                Case.refused("layers in capitals", image(",\"LAYERS\":[]")),
                Case.refused("layers with a long s", image(",\"layer\u017f\":[]")),
                Case.refused("layers with an escaped long s", image(",\"layer\\u017f\":[]")),
                Case.refused("a subject in another spelling alone", image(",\"Subject\":null")),
                Case.refused("manifests in another spelling alone", image(",\"Manifests\":[]")),
                Case.refused(
                        "an artifact type in another spelling", index(",\"artifacttype\":\"x\"")),
                Case.refused("two unknown members in two spellings", image(",\"foo\":1,\"Foo\":1")),
                Case.refused("two that fold by the Kelvin sign", image(",\"k\":1,\"\u212a\":1")),
                Case.refused("two that fold beyond ASCII", image(",\"\u03c3\":1,\"\u03c2\":1")),
                Case.read(
                        "an i with a dot and one without",
                        image(",\"\u0130\":1,\"\u0131\":2,\"i\":3")),
                Case.refused(
                        "a digest in two spellings",
                        index(",\"manifests\":[{" + DESCRIPTOR + ",\"Digest\":\"x\"}]")),
                Case.refused(
                        "a size in another spelling in a subject",
                        image(",\"subject\":{" + DESCRIPTOR + ",\"\u017fize\":1}")),
                Case.refused(
                        "annotations in two spellings in a layer",
                        layer("\"annotations\":{},\"Annotations\":{}")),
                Case.refused(
                        "an architecture in two spellings",
                        layer("\"platform\":{\"architecture\":\"a\",\"Architecture\":\"b\"}")),
                Case.refused("an unknown member twice in a layer", layer("\"x\":1,\"x\":1")),
                Case.refused(
                        "an unknown member in two spellings in a layer", layer("\"x\":1,\"X\":1")));
    }

    private static List<Case> namesThatAreData() {
        return List.of(
                Case.read(
                        "annotations that differ by case",
                        image(",\"annotations\":{\"a\":\"\",\"A\":\"\"}")),
                Case.read(
                        "annotations of a layer", layer("\"annotations\":{\"a\":\"\",\"A\":\"\"}")),
                Case.refused(
                        "an annotation twice", image(",\"annotations\":{\"a\":\"\",\"a\":\"\"}")),
                Case.read("an unknown object of unknown names", image(",\"x\":{\"a\":1,\"A\":2}")),
                Case.refused(
                        "a member twice in an unknown object", image(",\"x\":{\"a\":1,\"a\":2}")),
                Case.refused(
                        "a member twice far inside",
                        image(",\"x\":[[{\"y\":{\"a\":1,\"b\":{},\"a\":2}}]]")),
                Case.read(
                        "the same name in objects side by side",
                        image(",\"x\":[{\"a\":1},{\"a\":1}]")));
    }

    private static List<Case> notStrict() {
        return List.of(
                Case.refused("nothing", ""),
                Case.refused("a list", "[" + image("") + "]"),
                Case.refused("a mark of the byte order", "\uFEFF" + image("")),
                Case.read("space around it", " \r\n\t" + image("") + "\n"),
                Case.refused("another object behind it", image("") + "{}"),
                Case.refused("a comment behind it", image("") + "//"),
                Case.refused("nothing behind it", image("") + "\0"),
                Case.refused("a list's end behind it", image("") + "]"),
                Case.refused("a mark of the byte order behind it", image("") + "\uFEFF"),
                Case.refused("another space before it", "\u00a0" + image("")),
                Case.refused("a text", "\"" + image("").replace("\"", "\\\"") + "\""),
                Case.refused("a comment before it", "/**/" + image("")),
                new Case(
                        "sixteen bits a letter",
                        image("").getBytes(StandardCharsets.UTF_16LE),
                        Answer.REFUSED),
                Case.refused("half a document", image("").substring(0, 40)),
                Case.refused("a comma too many", image(",")),
                Case.refused("a single quote", image(",'x':1")),
                Case.refused("a number that is none", image(",\"x\":NaN")),
                Case.refused("a number without end", image(",\"x\":Infinity")),
                Case.refused("a number with a plus", image(",\"x\":+1")),
                Case.refused("a number that begins with nothing", image(",\"x\":01")),
                Case.refused("a number that begins with a point", image(",\"x\":.5")),
                Case.refused("a number that ends with a point", image(",\"x\":1.")),
                Case.refused("a name without quotes", image(",x:1")),
                Case.refused("a list cut short in what is not read", image(",\"x\":[1")),
                Case.refused("a word that is none in what is not read", image(",\"x\":[tru]")),
                Case.refused("a bad escape in what is not read", image(",\"x\":\"\\q\"")),
                new Case(
                        "bytes that are no UTF-8 in what is not read",
                        withBytes("c0af"),
                        Answer.REFUSED),
                new Case("half a pair in UTF-8", withBytes("eda080"), Answer.REFUSED));
    }

    private static List<Case> escapes() {
        return List.of(
                Case.read("a member by an escape", image(",\"\\u0078\":1")),
                Case.read(
                        "the type by an escape",
                        image("").replace("mediaType\":\"a", "\\u006dediaType\":\"\\u0061")),
                Case.read("a digest by an escape", entry(with("sha256:", "sha256\\u003a"))),
                Case.read("a stroke by an escape", entry(with("t/x", "t\\/x"))),
                Case.read(
                        "nothing by an escape",
                        image(",\"annotations\":{\"\\u0000\":\"\\u0000\"}")),
                Case.read(
                        "half a pair by an escape", image(",\"annotations\":{\"a\":\"\\ud800\"}")),
                Case.refused(
                        "an annotation twice by an escape",
                        image(",\"annotations\":{\"a\":\"\",\"\\u0061\":\"\"}")),
                Case.refused("an escape that is none", image(",\"annotations\":{\"a\":\"\\q\"}")),
                Case.refused("an escape of a quote", image(",\"annotations\":{\"a\":\"\\'\"}")),
                Case.refused("an escape cut short", image(",\"annotations\":{\"a\":\"\\u00\"}")),
                Case.refused(
                        "an escape in capitals", image(",\"annotations\":{\"a\":\"\\U0061\"}")),
                Case.refused("an end of line in a text", image(",\"annotations\":{\"a\":\"\n\"}")),
                Case.refused("nothing in a text", image(",\"annotations\":{\"a\":\"\0\"}")),
                Case.refused("an end of line in a name", image(",\"a\nb\":1")));
    }
}
