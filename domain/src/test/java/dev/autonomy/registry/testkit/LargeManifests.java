package dev.autonomy.registry.testkit;

import static dev.autonomy.registry.testkit.ManifestText.DESCRIPTOR;
import static dev.autonomy.registry.testkit.ManifestText.image;
import static dev.autonomy.registry.testkit.ManifestText.index;
import static dev.autonomy.registry.testkit.ManifestText.layer;
import static dev.autonomy.registry.testkit.ManifestText.members;
import static dev.autonomy.registry.testkit.ManifestText.open;
import static dev.autonomy.registry.testkit.ManifestText.repeated;

import dev.autonomy.registry.testkit.ManifestDocuments.Case;
import java.util.List;
import java.util.stream.Stream;

/** Documents of a manifest's size that hold more, go deeper or run longer than any manifest. */
final class LargeManifests {

    private static final int MANY = 1_390_000;

    private LargeManifests() {}

    static List<Case> all() {
        return Stream.of(many(), deep(), longTokens()).flatMap(List::stream).toList();
    }

    private static List<Case> many() {
        return List.of(
                Case.read(
                        "a long list of nothings that nobody reads",
                        filled(",\"x\":[", "{}", "]", MANY)),
                Case.read(
                        "a long list of numbers that nobody reads",
                        filled(",\"x\":[", "0", "]", MANY)),
                Case.read(
                        "a long list of members that nobody reads",
                        filled(",\"x\":[", "{\"a\":1}", "]", 500_000)),
                Case.refused("a long list of empty layers", filledLayers("{}", MANY)),
                Case.refused("a long list of lists as layers", filledLayers("[]", MANY)),
                Case.refused(
                        "more descriptors than can be meant",
                        index(",\"manifests\":[" + repeated("{" + DESCRIPTOR + "}", 37_000) + "]")),
                Case.refused(
                        "more annotations than can be meant",
                        image(",\"annotations\":{" + members(300_000, "\"\"") + "}")),
                Case.refused("more members than can be meant", image("," + members(400_000, "0"))),
                Case.refused(
                        "more members in an unknown object",
                        image(",\"x\":{" + members(400_000, "0") + "}")),
                Case.refused(
                        "more members on one path",
                        image(
                                ",\"x\":{"
                                        + members(60_000, "0")
                                        + ",\"y\":{"
                                        + members(60_000, "0")
                                        + "}}")));
    }

    private static List<Case> deep() {
        return List.of(
                Case.read("nested 400 deep", image(",\"x\":" + "[".repeat(400) + "]".repeat(400))),
                Case.refused(
                        "nested 600 deep", image(",\"x\":" + "[".repeat(600) + "]".repeat(600))),
                Case.refused("nested without end", image(",\"x\":" + "[".repeat(4_000_000))),
                Case.refused("objects without end", image(",\"x\":" + "{\"a\":".repeat(700_000))),
                Case.refused(
                        "nested without end as layers",
                        open("\"layers\":" + "[".repeat(4_000_000))));
    }

    private static List<Case> longTokens() {
        return List.of(
                Case.read(
                        "a long text that nobody reads",
                        image(",\"x\":\"" + "x".repeat(4_000_000) + "\"")),
                Case.read(
                        "a long number that nobody reads",
                        image(",\"x\":" + "9".repeat(1_000_000))),
                Case.refused("a number without end", image(",\"x\":" + "9".repeat(4_000_000))),
                Case.refused(
                        "a size without end", layer("\"x\":1,\"size\":" + "9".repeat(1_000_000))),
                Case.read("an exponent that nobody reads", image(",\"x\":1e999999999999")),
                Case.refused("a version with an exponent", open("\"schemaVersion\":2e0")),
                Case.refused("a name without end", image(",\"" + "n".repeat(4_000_000) + "\":1")));
    }

    private static String filled(String before, String each, String after, int count) {
        return image(before + repeated(each, count) + after);
    }

    private static String filledLayers(String each, int count) {
        return open("\"layers\":[" + repeated(each, count) + "]}");
    }
}
