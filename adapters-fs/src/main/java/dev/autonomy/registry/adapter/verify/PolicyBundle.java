package dev.autonomy.registry.adapter.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.autonomy.registry.model.Digest;
import java.io.InputStream;
import java.util.Optional;

/**
 * A policy bundle: the digest of its archive, the version it states, and what it states of the
 * runtime it needs (spec 2.1).
 */
record PolicyBundle(Digest digest, Optional<String> version, JsonNode requiredRuntime) {

    /**
     * @param digest of the archive, which its reader makes sure of
     */
    static PolicyBundle read(Digest digest, InputStream archive) throws Unreadable {
        ObjectNode manifest = StrictJson.object(PolicyArchive.manifest(archive));
        return new PolicyBundle(
                digest,
                StrictJson.string(manifest, "policy_bundle_version"),
                manifest.path("required_runtime_version"));
    }
}
