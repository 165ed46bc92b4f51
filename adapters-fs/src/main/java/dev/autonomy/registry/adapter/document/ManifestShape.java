package dev.autonomy.registry.adapter.document;

import java.util.Map;

/** The members that the OCI image spec gives manifests and indexes. */
final class ManifestShape {

    private static final Shape DESCRIPTOR =
            Shape.members(
                    Map.of(
                            "mediaType",
                            Shape.VALUE,
                            "digest",
                            Shape.VALUE,
                            "size",
                            Shape.VALUE,
                            "urls",
                            Shape.VALUE,
                            "annotations",
                            Shape.table(Shape.VALUE),
                            "data",
                            Shape.VALUE,
                            "platform",
                            Shape.members(
                                    Map.of(
                                            "architecture",
                                            Shape.VALUE,
                                            "os",
                                            Shape.VALUE,
                                            "os.version",
                                            Shape.VALUE,
                                            "os.features",
                                            Shape.VALUE,
                                            "variant",
                                            Shape.VALUE)),
                            "artifactType",
                            Shape.VALUE));

    /** A manifest or an index; a document that is both is seen to be. */
    static final Shape.Members MANIFEST =
            Shape.members(
                    Map.of(
                            "schemaVersion",
                            Shape.VALUE,
                            "mediaType",
                            Shape.VALUE,
                            "artifactType",
                            Shape.VALUE,
                            "config",
                            DESCRIPTOR,
                            "layers",
                            Shape.entries(DESCRIPTOR),
                            "manifests",
                            Shape.entries(DESCRIPTOR),
                            "subject",
                            DESCRIPTOR,
                            "annotations",
                            Shape.table(Shape.VALUE)));

    private ManifestShape() {}
}
