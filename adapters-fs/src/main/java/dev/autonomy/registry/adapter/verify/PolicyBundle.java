package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.adapter.document.Member;
import dev.autonomy.registry.adapter.document.Shape;
import dev.autonomy.registry.adapter.document.StrictJson;
import dev.autonomy.registry.adapter.document.Unreadable;
import dev.autonomy.registry.model.Digest;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * A policy bundle: the digest of its archive, the version it states, and what it states of the
 * runtime it needs (spec 2.1).
 */
record PolicyBundle(Digest digest, Optional<String> version, JsonNode requiredRuntime) {

    private static final Shape.Members MANIFEST =
            Shape.members(
                    Map.of(
                            "policy_bundle_version",
                            Shape.VALUE,
                            "required_runtime_version",
                            Shape.VALUE,
                            "name",
                            Shape.VALUE,
                            "created_at",
                            Shape.VALUE,
                            "bundle_hash",
                            Shape.VALUE));

    /**
     * @param digest of the archive, which its reader makes sure of
     */
    static PolicyBundle read(Digest digest, InputStream archive) throws Unreadable {
        ObjectNode manifest = StrictJson.object(PolicyArchive.manifest(archive), MANIFEST);
        return new PolicyBundle(
                digest,
                Member.textIfAny(manifest, "policy_bundle_version"),
                manifest.path("required_runtime_version"));
    }
}
