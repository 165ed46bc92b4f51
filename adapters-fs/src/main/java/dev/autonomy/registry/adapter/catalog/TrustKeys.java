package dev.autonomy.registry.adapter.catalog;

import dev.autonomy.registry.model.Freshness;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.TrustPolicy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The keys of one mapping that say whom to trust: a key or an identity, whole. */
final class TrustKeys {

    /** How old a signature may be is said elsewhere. */
    private static final Freshness UNDECIDED = new Freshness.Unchecked();

    private final Section section;
    private final Path folder;

    private TrustKeys(Section section, Path folder) {
        this.section = section;
        this.folder = folder;
    }

    /**
     * Reads them.
     *
     * @param folder what paths are relative to
     * @param forAll whom the caller trusts for all bundles
     */
    static Given<TrustPolicy> read(Section section, Path folder, Optional<TrustPolicy> forAll) {
        List<Key> given = Key.TRUST.stream().filter(section::has).toList();
        if (given.isEmpty()) {
            return new Given.Nothing<>();
        }
        if (forAll.isPresent()) {
            given.forEach(
                    key ->
                            section.refuse(
                                    key,
                                    key
                                            + " stands here, and the command line says for all bundles"
                                            + " whom to trust. Remove one of the two."));
            return new Given.Unusable<>();
        }
        return Given.of(new TrustKeys(section, folder).read(given));
    }

    private Optional<TrustPolicy> read(List<Key> given) {
        boolean isIdentity = Key.IDENTITY.containsAll(given);
        if (given.size() > 1 && !isIdentity) {
            section.refuse(
                    given.getFirst(),
                    words(given)
                            + " exclude each other: a bundle is verified by a key or by an identity."
                            + " Remove the one that is not meant.");
        }
        List<Key> missing =
                Key.IDENTITY.stream().filter(key -> isIdentity && !section.has(key)).toList();
        if (!missing.isEmpty()) {
            section.refuse(
                    given.getFirst(),
                    words(missing)
                            + (missing.size() == 1 ? " is" : " are")
                            + " missing beside this: "
                            + words(Key.IDENTITY)
                            + " go together in one place.");
        }
        Optional<String> keyFile = path(Key.PUB_KEY);
        Optional<String> identity = text(Key.CERTIFICATE_IDENTITY);
        Optional<String> issuer = text(Key.CERTIFICATE_OIDC_ISSUER);
        Optional<String> root = path(Key.TRUSTED_ROOT);
        if (given.size() == 1 && keyFile.isPresent()) {
            return keyFile.map(file -> new TrustPolicy.ByKey(file, UNDECIDED));
        }
        return isIdentity && identity.isPresent() && issuer.isPresent()
                ? root.map(
                        file ->
                                new TrustPolicy.ByIdentity(
                                        identity.get(), issuer.get(), file, UNDECIDED))
                : Optional.empty();
    }

    private Optional<String> text(Key key) {
        return section.value(key, text -> text).usable();
    }

    private Optional<String> path(Key key) {
        return section.value(key, this::resolved).usable();
    }

    private String resolved(String text) throws InvalidInput {
        try {
            return folder.resolve(text).toString();
        } catch (InvalidPathException e) {
            throw new InvalidInput(
                    "Path", e.getReason(), e.getIndex() + 1, "Give a path of this machine.");
        }
    }

    private static String words(List<Key> keys) {
        return keys.stream().map(Key::word).collect(Collectors.joining(", "));
    }
}
