package dev.autonomy.registry.testkit;

import dev.autonomy.registry.model.MediaTypes;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Documents that stand where a manifest should, and whether one may read them: every reader of
 * manifests gives the same answers, and none that a tool written in Go would contradict.
 */
public final class ManifestDocuments {

    /** What every reader says of a document. */
    public enum Answer {
        READ,
        REFUSED
    }

    /** A document with the answer it gets. */
    public record Case(String name, byte[] document, Answer answer) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final String DESCRIPTOR =
            "\"mediaType\":\"t/x\",\"digest\":\"sha256:" + "a".repeat(64) + "\",\"size\":7";

    private static final int MANY = 1_390_000;

    private ManifestDocuments() {}

    public static Stream<Case> all() {
        return Stream.of(
                        plain(),
                        spellings(),
                        namesThatAreData(),
                        notStrict(),
                        large(),
                        deep(),
                        longTokens())
                .flatMap(List::stream);
    }

    private static List<Case> plain() {
        return List.of(
                read("an image", image("")),
                read("an index", index("")),
                read("an index with an entry", index(",\"manifests\":[{" + DESCRIPTOR + "}]")),
                read("an image whose layers are null", open("\"layers\":null}")),
                refused("an image without layers", open("\"x\":1}")),
                refused("an image that is an index", image(",\"manifests\":[]")));
    }

    /** Go's encoding/json takes a name for any other that folds to the same. */
    private static List<Case> spellings() {
        return List.of(
                refused("a member twice", image(",\"schemaVersion\":2")),
                refused("a member twice by an escape", image(",\"schemaVer\\u0073ion\":2")),
                refused("layers in two spellings", image(",\"Layers\":[]")),
                refused("layers in capitals", image(",\"LAYERS\":[]")),
                refused("layers with a long s", image(",\"layer\u017f\":[]")),
                refused("layers with an escaped long s", image(",\"layer\\u017f\":[]")),
                refused("a subject in another spelling alone", image(",\"Subject\":null")),
                refused("manifests in another spelling alone", image(",\"Manifests\":[]")),
                refused("an artifact type in another spelling", index(",\"artifacttype\":\"x\"")),
                refused("two unknown members in two spellings", image(",\"foo\":1,\"Foo\":1")),
                refused("two that fold by the Kelvin sign", image(",\"k\":1,\"\u212a\":1")),
                refused("two that fold beyond ASCII", image(",\"\u03c3\":1,\"\u03c2\":1")),
                read(
                        "an i with a dot and one without",
                        image(",\"\u0130\":1,\"\u0131\":2,\"i\":3")),
                refused(
                        "a digest in two spellings",
                        index(",\"manifests\":[{" + DESCRIPTOR + ",\"Digest\":\"x\"}]")),
                refused(
                        "a size in another spelling in a subject",
                        image(",\"subject\":{" + DESCRIPTOR + ",\"\u017fize\":1}")),
                refused(
                        "annotations in two spellings in a layer",
                        layer("\"annotations\":{},\"Annotations\":{}")),
                refused(
                        "an architecture in two spellings",
                        layer("\"platform\":{\"architecture\":\"a\",\"Architecture\":\"b\"}")),
                refused("an unknown member twice in a layer", layer("\"x\":1,\"x\":1")),
                refused("an unknown member in two spellings in a layer", layer("\"x\":1,\"X\":1")));
    }

    private static List<Case> namesThatAreData() {
        return List.of(
                read(
                        "annotations that differ by case",
                        image(",\"annotations\":{\"a\":\"\",\"A\":\"\"}")),
                read("annotations of a layer", layer("\"annotations\":{\"a\":\"\",\"A\":\"\"}")),
                refused("an annotation twice", image(",\"annotations\":{\"a\":\"\",\"a\":\"\"}")),
                read("an unknown object of unknown names", image(",\"x\":{\"a\":1,\"A\":2}")),
                refused("a member twice in an unknown object", image(",\"x\":{\"a\":1,\"a\":2}")),
                refused(
                        "a member twice far inside",
                        image(",\"x\":[[{\"y\":{\"a\":1,\"b\":{},\"a\":2}}]]")),
                read(
                        "the same name in objects side by side",
                        image(",\"x\":[{\"a\":1},{\"a\":1}]")));
    }

    private static List<Case> notStrict() {
        return List.of(
                refused("nothing", ""),
                refused("a list", "[" + image("") + "]"),
                refused("a mark of the byte order", "\uFEFF" + image("")),
                read("space around it", " \r\n\t" + image("") + "\n"),
                refused("another object behind it", image("") + "{}"),
                refused("a comment behind it", image("") + "//"),
                refused("half a document", image("").substring(0, 40)),
                refused("a comma too many", image(",")),
                refused("a single quote", image(",'x':1")),
                refused("a number that is none", image(",\"x\":NaN")),
                refused("a list cut short in what is not read", image(",\"x\":[1")),
                refused("a word that is none in what is not read", image(",\"x\":[tru]")),
                refused("a bad escape in what is not read", image(",\"x\":\"\\q\"")),
                new Case(
                        "bytes that are no UTF-8 in what is not read",
                        withBytes("c0af"),
                        Answer.REFUSED),
                new Case("half a pair in UTF-8", withBytes("eda080"), Answer.REFUSED));
    }

    private static List<Case> large() {
        return List.of(
                read(
                        "a long list of nothings that nobody reads",
                        filled(",\"x\":[", "{}", "]", MANY)),
                read(
                        "a long list of numbers that nobody reads",
                        filled(",\"x\":[", "0", "]", MANY)),
                read(
                        "a long list of members that nobody reads",
                        filled(",\"x\":[", "{\"a\":1}", "]", 500_000)),
                refused("a long list of empty layers", filledLayers("{}", MANY)),
                refused("a long list of lists as layers", filledLayers("[]", MANY)),
                refused(
                        "more descriptors than can be meant",
                        index(",\"manifests\":[" + repeated("{" + DESCRIPTOR + "}", 37_000) + "]")),
                refused(
                        "more annotations than can be meant",
                        image(",\"annotations\":{" + members(300_000, "\"\"") + "}")),
                refused("more members than can be meant", image("," + members(400_000, "0"))),
                refused(
                        "more members in an unknown object",
                        image(",\"x\":{" + members(400_000, "0") + "}")),
                refused(
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
                read("nested 400 deep", image(",\"x\":" + "[".repeat(400) + "]".repeat(400))),
                refused("nested 600 deep", image(",\"x\":" + "[".repeat(600) + "]".repeat(600))),
                refused("nested without end", image(",\"x\":" + "[".repeat(4_000_000))),
                refused("objects without end", image(",\"x\":" + "{\"a\":".repeat(700_000))),
                refused(
                        "nested without end as layers",
                        open("\"layers\":" + "[".repeat(4_000_000))));
    }

    private static List<Case> longTokens() {
        return List.of(
                read(
                        "a long text that nobody reads",
                        image(",\"x\":\"" + "x".repeat(4_000_000) + "\"")),
                read("a long number that nobody reads", image(",\"x\":" + "9".repeat(1_000_000))),
                refused("a number without end", image(",\"x\":" + "9".repeat(4_000_000))),
                refused("a size without end", layer("\"x\":1,\"size\":" + "9".repeat(1_000_000))),
                read("an exponent that nobody reads", image(",\"x\":1e999999999999")),
                refused("a version with an exponent", open("\"schemaVersion\":2e0")),
                refused("a name without end", image(",\"" + "n".repeat(4_000_000) + "\":1")));
    }

    private static Case read(String name, String document) {
        return new Case(name, document.getBytes(StandardCharsets.UTF_8), Answer.READ);
    }

    private static Case refused(String name, String document) {
        return new Case(name, document.getBytes(StandardCharsets.UTF_8), Answer.REFUSED);
    }

    private static String image(String more) {
        return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":{%s},\"layers\":[]%s}"
                .formatted(MediaTypes.OCI_MANIFEST, DESCRIPTOR, more);
    }

    private static String index(String more) {
        return "{\"schemaVersion\":2,\"mediaType\":\"%s\"%s%s}"
                .formatted(
                        MediaTypes.OCI_INDEX,
                        more.startsWith(",\"manifests\"") ? "" : ",\"manifests\":[]",
                        more);
    }

    private static String layer(String more) {
        return open("\"layers\":[{%s,%s}]}".formatted(DESCRIPTOR, more));
    }

    /** An image up to where its layers stand. */
    private static String open(String rest) {
        return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":{%s},%s"
                .formatted(MediaTypes.OCI_MANIFEST, DESCRIPTOR, rest);
    }

    private static String filled(String before, String each, String after, int count) {
        return image(before + repeated(each, count) + after);
    }

    private static String filledLayers(String each, int count) {
        return open("\"layers\":[" + repeated(each, count) + "]}");
    }

    private static String repeated(String each, int count) {
        return (each + ",").repeat(count - 1) + each;
    }

    private static String members(int count, String value) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"" + Integer.toString(i, 36) + "\":" + value)
                .collect(Collectors.joining(","));
    }

    private static byte[] withBytes(String hex) {
        String document = image(",\"x\":\"?\"");
        byte[] before =
                document.substring(0, document.indexOf('?')).getBytes(StandardCharsets.UTF_8);
        byte[] odd = HexFormat.of().parseHex(hex);
        byte[] after = "\"}".getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[before.length + odd.length + after.length];
        System.arraycopy(before, 0, all, 0, before.length);
        System.arraycopy(odd, 0, all, before.length, odd.length);
        System.arraycopy(after, 0, all, before.length + odd.length, after.length);
        return all;
    }
}
