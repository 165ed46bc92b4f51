package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.HostileText;
import dev.autonomy.registry.adapter.document.Member;
import dev.autonomy.registry.adapter.document.Shape;
import dev.autonomy.registry.adapter.document.StrictJson;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.Digest;
import java.util.Map;
import java.util.Optional;

/**
 * The statement in a bundle (in-toto attestation framework, Statement v1). Anything can be stated
 * of an image; only cosign's own predicate says that it was signed.
 */
final class InTotoStatement {

    private static final String STATEMENT_V1 = "https://in-toto.io/Statement/v1";
    private static final String COSIGN_SIGN_V1 = "https://sigstore.dev/cosign/sign/v1";

    private static final Shape SUBJECT =
            Shape.members(
                    Map.of(
                            "name",
                            Shape.VALUE,
                            "uri",
                            Shape.VALUE,
                            "digest",
                            Shape.table(Shape.VALUE),
                            "content",
                            Shape.VALUE,
                            "downloadLocation",
                            Shape.VALUE,
                            "mediaType",
                            Shape.VALUE,
                            "annotations",
                            Shape.table(Shape.VALUE)));

    /** What a predicate says is the business of its type; that it is there is enough. */
    private static final Shape.Members SHAPE =
            Shape.members(
                    Map.of(
                            "_type",
                            Shape.VALUE,
                            "subject",
                            Shape.entries(SUBJECT),
                            "predicateType",
                            Shape.VALUE,
                            "predicate",
                            Shape.VALUE));

    private InTotoStatement() {}

    static SignedClaims read(byte[] payload, Digest subject) throws Unreadable {
        ObjectNode statement = StrictJson.signedObject(payload, SHAPE);
        JsonNode subjects = statement.path("subject");
        if (!subjects.isArray()) {
            throw new Unreadable("it has no list \"subject\"");
        }
        JsonNode only = subjects.size() == 1 ? subjects.path(0) : MissingNode.getInstance();
        Optional<ObjectNode> annotations = Member.object(only, "annotations");
        return new SignedClaims(
                objection(statement, subjects.size(), only, subject),
                Member.textIfAny(only, "name"),
                SignedClaims.signedAt(annotations));
    }

    private static Optional<String> objection(
            ObjectNode statement, int subjects, JsonNode only, Digest subject) {
        if (!states(statement, "_type", STATEMENT_V1)) {
            return Optional.of("it is not an in-toto statement v1");
        }
        if (!states(statement, "predicateType", COSIGN_SIGN_V1)) {
            return Optional.of(
                    "it is an attestation of type "
                            + HostileText.quoted(
                                    Member.textIfAny(statement, "predicateType").orElse("nothing"))
                            + ", not a signature of an image");
        }
        if (subjects != 1) {
            return Optional.of("it is about " + subjects + " subjects; one is expected");
        }
        return states(only.path("digest"), "sha256", subject.hex())
                ? Optional.empty()
                : Optional.of(SignedClaims.OTHER_CONTENT);
    }

    private static boolean states(JsonNode object, String member, String expected) {
        return Member.textIfAny(object, member).filter(expected::equals).isPresent();
    }
}
