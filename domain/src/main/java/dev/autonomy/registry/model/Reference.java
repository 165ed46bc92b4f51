package dev.autonomy.registry.model;

import java.util.Optional;

/** An OCI reference, by tag, by digest, or by both (spec 1.3). */
public sealed interface Reference {

    Repository repository();

    Optional<Tag> tag();

    Optional<Digest> digest();

    /** {@code repository:tag}. */
    record Tagged(Repository repository, Tag name) implements Reference {
        @Override
        public Optional<Tag> tag() {
            return Optional.of(name);
        }

        @Override
        public Optional<Digest> digest() {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return repository.at(name);
        }
    }

    /** {@code repository@digest}. */
    record Pinned(Repository repository, Digest pin) implements Reference {
        @Override
        public Optional<Tag> tag() {
            return Optional.empty();
        }

        @Override
        public Optional<Digest> digest() {
            return Optional.of(pin);
        }

        @Override
        public String toString() {
            return repository.at(pin);
        }
    }

    /** {@code repository:tag@digest}: the digest is what is meant, the tag names the sidecars. */
    record TaggedAndPinned(Repository repository, Tag name, Digest pin) implements Reference {
        @Override
        public Optional<Tag> tag() {
            return Optional.of(name);
        }

        @Override
        public Optional<Digest> digest() {
            return Optional.of(pin);
        }

        @Override
        public String toString() {
            return repository.at(name) + "@" + pin;
        }
    }

    /** Reads a source reference; a missing tag means {@code latest}. */
    static Reference parse(String text) throws InvalidInput {
        return of(ReferenceText.split(text));
    }

    /** The same of a reference that stands in the given registry unless it names one. */
    static Reference parse(String text, Registry otherwise) throws InvalidInput {
        return of(ReferenceText.split(text, otherwise.host()));
    }

    private static Reference of(ReferenceText parts) {
        Repository repository = parts.repository();
        Optional<Tag> tag = parts.tag();
        Optional<Digest> digest = parts.digest();
        if (digest.isEmpty()) {
            return new Tagged(repository, tag.orElse(new Tag("latest")));
        }
        return tag.<Reference>map(name -> new TaggedAndPinned(repository, name, digest.get()))
                .orElseGet(() -> new Pinned(repository, digest.get()));
    }

    /** Reads a destination reference: a tag is required, a digest refused (spec 1.2). */
    static Tagged parseDestination(String text) throws InvalidInput {
        return destination(text, ReferenceText.split(text));
    }

    /** The same of a reference that stands in the given registry unless it names one. */
    static Tagged parseDestination(String text, Registry otherwise) throws InvalidInput {
        return destination(text, ReferenceText.split(text, otherwise.host()));
    }

    private static Tagged destination(String text, ReferenceText parts) throws InvalidInput {
        if (parts.digest().isPresent()) {
            throw new InvalidInput(
                    "Digest",
                    "not accepted in a destination",
                    text.indexOf('@') + 1,
                    "The destination needs a tag, not a digest: a tag is what robots follow.");
        }
        Tag tag =
                parts.tag()
                        .orElseThrow(
                                () ->
                                        new InvalidInput(
                                                "Tag",
                                                "missing",
                                                "Add one to the destination, for example :v1."));
        return new Tagged(parts.repository(), tag);
    }
}
