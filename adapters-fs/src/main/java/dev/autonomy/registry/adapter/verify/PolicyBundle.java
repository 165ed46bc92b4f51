package dev.autonomy.registry.adapter.verify;

import dev.autonomy.registry.model.Digest;
import java.util.Optional;

/** A policy bundle: the digest of its archive and the version it states (spec 2.1). */
record PolicyBundle(Digest digest, Optional<String> version) {

    static PolicyBundle read(byte[] archive) throws Unreadable {
        byte[] manifest = PolicyArchive.manifest(archive);
        return new PolicyBundle(
                Sha256.of(archive),
                StrictJson.string(StrictJson.object(manifest), "policy_bundle_version"));
    }
}
