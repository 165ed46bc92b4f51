package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.Member;
import dev.autonomy.registry.adapter.document.Shape;
import dev.autonomy.registry.adapter.document.StrictJson;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.Digest;
import java.util.Map;
import java.util.Optional;

/** The payload of cosign's legacy signatures ("simple signing"). */
final class SimpleSigning {

    private static final String COSIGN_TYPE = "cosign container image signature";
    private static final String ATOMIC_TYPE = "atomic container signature";

    private static final Shape.Members SHAPE =
            Shape.members(
                    Map.of(
                            "critical",
                            Shape.members(
                                    Map.of(
                                            "type",
                                            Shape.VALUE,
                                            "identity",
                                            Shape.members(Map.of("docker-reference", Shape.VALUE)),
                                            "image",
                                            Shape.members(
                                                    Map.of(
                                                            "docker-manifest-digest",
                                                            Shape.VALUE)))),
                            "optional",
                            Shape.table(Shape.VALUE)));

    private SimpleSigning() {}

    static SignedClaims read(byte[] payload, Digest subject) throws Unreadable {
        ObjectNode root = StrictJson.signedObject(payload, SHAPE);
        ObjectNode critical =
                Member.object(root, "critical")
                        .orElseThrow(() -> new Unreadable("it has no object \"critical\""));
        Optional<ObjectNode> optional = Member.object(root, "optional");
        return new SignedClaims(
                objection(critical, subject),
                Member.textIfAny(critical.path("identity"), "docker-reference"),
                SignedClaims.signedAt(optional));
    }

    private static Optional<String> objection(ObjectNode critical, Digest subject) {
        String type = Member.textIfAny(critical, "type").orElse("nothing");
        if (type.equals(ATOMIC_TYPE)) {
            return Optional.of(
                    "it is a simple signature of containers/image (\""
                            + ATOMIC_TYPE
                            + "\"), which is not a statement of cosign's");
        }
        if (!type.equals(COSIGN_TYPE)) {
            return Optional.of("it is not a signature of an image");
        }
        return Member.textIfAny(critical.path("image"), "docker-manifest-digest")
                        .filter(subject.toString()::equals)
                        .isPresent()
                ? Optional.empty()
                : Optional.of(SignedClaims.OTHER_CONTENT);
    }
}
