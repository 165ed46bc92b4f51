package dev.autonomy.registry.testkit;

import static dev.autonomy.registry.testkit.ManifestText.DESCRIPTOR;
import static dev.autonomy.registry.testkit.ManifestText.HEX;
import static dev.autonomy.registry.testkit.ManifestText.entry;
import static dev.autonomy.registry.testkit.ManifestText.image;
import static dev.autonomy.registry.testkit.ManifestText.index;
import static dev.autonomy.registry.testkit.ManifestText.layer;
import static dev.autonomy.registry.testkit.ManifestText.open;

import dev.autonomy.registry.model.Descriptor;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.Manifest;
import dev.autonomy.registry.model.ManifestContent;
import dev.autonomy.registry.model.MediaTypes;
import dev.autonomy.registry.model.Platform;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What every reader of manifests takes from a document, member by member. */
public final class ManifestReadings {

    private static final Digest DIGEST = new Digest(HEX);
    private static final Descriptor PLAIN = Descriptor.of("t/x", DIGEST, 7);

    /** A document with the manifest that it is. */
    public record Reading(String name, byte[] document, Manifest manifest) {
        @Override
        public String toString() {
            return name;
        }
    }

    private ManifestReadings() {}

    public static Stream<Reading> all() {
        return Stream.of(artifactTypes(), subjects(), annotations(), layers(), platforms())
                .flatMap(List::stream);
    }

    /** An index whose child runs on something of this name. */
    static byte[] childOn(String member, String name) {
        return ManifestText.utf8(
                index(
                        ",\"manifests\":[{%s,\"platform\":{\"%s\":\"%s\"}}]"
                                .formatted(DESCRIPTOR, member, name)));
    }

    private static List<Reading> artifactTypes() {
        return List.of(
                new Members().of("none", image("")),
                new Members().of("an artifact type of null", image(",\"artifactType\":null")),
                new Members()
                        .artifactType("t/a")
                        .of("an artifact type", image(",\"artifactType\":\"t/a\"")),
                new Members()
                        .artifactType("t/a")
                        .index("an index of an artifact type", index(",\"artifactType\":\"t/a\"")),
                new Members()
                        .typed(MediaTypes.DOCKER_MANIFEST)
                        .of(
                                "an image of Docker's",
                                image("")
                                        .replace(
                                                MediaTypes.OCI_MANIFEST,
                                                MediaTypes.DOCKER_MANIFEST)),
                new Members()
                        .typed(MediaTypes.DOCKER_LIST)
                        .index(
                                "a list of Docker's",
                                index("").replace(MediaTypes.OCI_INDEX, MediaTypes.DOCKER_LIST)));
    }

    private static List<Reading> subjects() {
        return List.of(
                new Members().of("a subject of null", image(",\"subject\":null")),
                new Members()
                        .subject(PLAIN)
                        .of("a subject", image(",\"subject\":{" + DESCRIPTOR + "}")),
                new Members()
                        .subject(PLAIN)
                        .index(
                                "an index with a subject",
                                index(",\"subject\":{" + DESCRIPTOR + "}")));
    }

    private static List<Reading> annotations() {
        return List.of(
                new Members().of("annotations of null", image(",\"annotations\":null")),
                new Members().of("no annotations", image(",\"annotations\":{}")),
                new Members()
                        .annotations(Map.of("a", "b", "A", "", "\u0000\"", "\n\u2028"))
                        .of(
                                "annotations",
                                image(
                                        ",\"annotations\":{\"a\":\"b\",\"A\":\"\","
                                                + "\"\\u0000\\\"\":\"\\n\u2028\"}")),
                new Members()
                        .annotations(Map.of("a", "b"))
                        .index(
                                "an index with annotations",
                                index(",\"annotations\":{\"a\":\"b\"}")));
    }

    private static List<Reading> layers() {
        return List.of(
                new Members().of("layers of null", open("\"layers\":null}")),
                new Members()
                        .listing(PLAIN, PLAIN)
                        .of("a layer twice", entry("{" + DESCRIPTOR + "},{" + DESCRIPTOR + "}")),
                new Members()
                        .listing(Descriptor.of("t/x", DIGEST, Long.MAX_VALUE))
                        .of(
                                "a size past all disks",
                                entry("{" + DESCRIPTOR.replace(":7", ":" + Long.MAX_VALUE) + "}")),
                new Members()
                        .listing(Descriptor.of("t/x", DIGEST, 0))
                        .of(
                                "a size below nothing that is nothing",
                                entry("{" + DESCRIPTOR.replace(":7", ":-0") + "}")),
                new Members()
                        .listing(PLAIN)
                        .of(
                                "a layer whose members are null",
                                layer(
                                        "\"annotations\":null,\"platform\":null,"
                                                + "\"artifactType\":null,\"data\":null,\"urls\":null")),
                new Members()
                        .listing(
                                described(
                                        Map.of("a", "b"),
                                        Optional.empty(),
                                        Optional.of("t/a"),
                                        Optional.of("not base64")))
                        .of(
                                "a layer with all that is read",
                                layer(
                                        "\"annotations\":{\"a\":\"b\"},\"artifactType\":\"t/a\","
                                                + "\"data\":\"not base64\",\"urls\":[\"x\"]")));
    }

    private static List<Reading> platforms() {
        return List.of(
                on(new Platform("unknown", "unknown", Optional.empty()), "{}"),
                on(
                        new Platform("linux", "arm", Optional.of("v7")),
                        "{\"os\":\"linux\",\"architecture\":\"arm\",\"variant\":\"v7\"}"),
                on(
                        new Platform("unknown", "arm", Optional.empty()),
                        "{\"os\":null,\"architecture\":\"arm\",\"variant\":null,\"os.version\":[7]}"));
    }

    private static Reading on(Platform platform, String stated) {
        return new Members()
                .listing(
                        described(
                                Map.of(),
                                Optional.of(platform),
                                Optional.empty(),
                                Optional.empty()))
                .index(
                        "a child on " + platform,
                        index(",\"manifests\":[{" + DESCRIPTOR + ",\"platform\":" + stated + "}]"));
    }

    private static Descriptor described(
            Map<String, String> annotations,
            Optional<Platform> platform,
            Optional<String> artifactType,
            Optional<String> data) {
        return new Descriptor("t/x", DIGEST, 7, annotations, platform, artifactType, data);
    }

    /** What a document is expected to say beside what it must. */
    private static final class Members {
        private Optional<String> mediaType = Optional.empty();
        private Optional<String> artifactType = Optional.empty();
        private Optional<Descriptor> subject = Optional.empty();
        private Map<String, String> annotations = Map.of();
        private List<Descriptor> listed = List.of();

        Members typed(String type) {
            mediaType = Optional.of(type);
            return this;
        }

        Members artifactType(String type) {
            artifactType = Optional.of(type);
            return this;
        }

        Members subject(Descriptor named) {
            subject = Optional.of(named);
            return this;
        }

        Members annotations(Map<String, String> stated) {
            annotations = stated;
            return this;
        }

        Members listing(Descriptor... entries) {
            listed = List.of(entries);
            return this;
        }

        /** The document as an image. */
        Reading of(String name, String document) {
            return new Reading(
                    name,
                    ManifestText.utf8(document),
                    new Manifest.Image(
                            content(document, MediaTypes.OCI_MANIFEST),
                            artifactType,
                            PLAIN,
                            listed,
                            subject,
                            annotations));
        }

        Reading index(String name, String document) {
            return new Reading(
                    name,
                    ManifestText.utf8(document),
                    new Manifest.Index(
                            content(document, MediaTypes.OCI_INDEX),
                            artifactType,
                            listed,
                            subject,
                            annotations));
        }

        private ManifestContent content(String document, String otherwise) {
            byte[] bytes = ManifestText.utf8(document);
            return new ManifestContent(Artifact.sha256(bytes), mediaType.orElse(otherwise), bytes);
        }
    }
}
