package dev.autonomy.registry.adapter.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The keys of a catalog, in the order in which they are documented. */
enum Key {
    SCHEMA_VERSION("schemaVersion"),
    DEFAULTS("defaults"),
    BUNDLES("bundles"),
    NAME("name"),
    FROM("from"),
    TO("to"),
    FROM_REGISTRY("fromRegistry"),
    TO_REGISTRY("toRegistry"),
    COPY_POLICY("copyPolicy"),
    MAX_AGE("maxAge"),
    PUB_KEY("pubKey"),
    CERTIFICATE_IDENTITY("certificateIdentity"),
    CERTIFICATE_OIDC_ISSUER("certificateOidcIssuer"),
    TRUSTED_ROOT("trustedRoot");

    /** They go together. */
    static final List<Key> IDENTITY =
            List.of(CERTIFICATE_IDENTITY, CERTIFICATE_OIDC_ISSUER, TRUSTED_ROOT);

    /** Each of them says something about whom to trust. */
    static final List<Key> TRUST =
            List.of(PUB_KEY, CERTIFICATE_IDENTITY, CERTIFICATE_OIDC_ISSUER, TRUSTED_ROOT);

    /** The mappings of a catalog, the keys of each, and where it stands. */
    enum Level {
        CATALOG("beside bundles", List.of(SCHEMA_VERSION, Key.DEFAULTS, BUNDLES)),
        DEFAULTS(
                "under defaults",
                List.of(
                        FROM_REGISTRY,
                        TO_REGISTRY,
                        COPY_POLICY,
                        MAX_AGE,
                        PUB_KEY,
                        CERTIFICATE_IDENTITY,
                        CERTIFICATE_OIDC_ISSUER,
                        TRUSTED_ROOT)),
        BUNDLE(
                "in a bundle",
                List.of(
                        NAME,
                        FROM,
                        TO,
                        COPY_POLICY,
                        MAX_AGE,
                        PUB_KEY,
                        CERTIFICATE_IDENTITY,
                        CERTIFICATE_OIDC_ISSUER,
                        TRUSTED_ROOT));

        private final String where;
        private final List<Key> keys;

        Level(String where, List<Key> keys) {
            this.where = where;
            this.keys = keys;
        }

        String where() {
            return where;
        }

        List<Key> keys() {
            return keys;
        }

        Optional<Key> key(String word) {
            return keys.stream().filter(key -> key.word().equals(word)).findFirst();
        }

        /** Where a key of this word belongs that does not belong here. */
        Optional<Level> elsewhere(String word) {
            return Arrays.stream(values())
                    .filter(level -> level != this && level.key(word).isPresent())
                    .findFirst();
        }
    }

    private final String word;

    Key(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    @Override
    public String toString() {
        return word;
    }
}
