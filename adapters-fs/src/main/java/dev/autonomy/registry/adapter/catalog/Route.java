package dev.autonomy.registry.adapter.catalog;

import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Registry;
import java.util.Optional;

/** From where to where a bundle goes; empty where that was refused. */
record Route(Optional<Reference> from, Optional<Reference.Tagged> to) {

    /** The registries of references that name none. */
    record Registries(Given<Registry> from, Given<Registry> to) {

        static final Registries NONE = new Registries(new Given.Nothing<>(), new Given.Nothing<>());

        static Registries read(Section defaults) {
            return new Registries(
                    defaults.value(Key.FROM_REGISTRY, Registry::parse),
                    defaults.value(Key.TO_REGISTRY, Registry::parse));
        }
    }

    static Route read(Section bundle, Registries registries) {
        if (!bundle.has(Key.FROM)) {
            bundle.refuse(Key.FROM, "This bundle has no from. Say from where it comes.");
        }
        Optional<Reference> from =
                reference(
                        bundle,
                        Key.FROM,
                        registries.from(),
                        Key.FROM_REGISTRY,
                        Reference::parse,
                        Reference::parse);
        return bundle.has(Key.TO)
                ? new Route(
                        from,
                        reference(
                                bundle,
                                Key.TO,
                                registries.to(),
                                Key.TO_REGISTRY,
                                Reference::parseDestination,
                                Reference::parseDestination))
                : new Route(from, from.flatMap(source -> samePlace(bundle, source, registries)));
    }

    /** A method that reads a reference which may stand in a registry that it does not name. */
    @FunctionalInterface
    private interface Below<T> {
        T parse(String text, Registry otherwise) throws InvalidInput;
    }

    private static <T> Optional<T> reference(
            Section bundle,
            Key key,
            Given<Registry> registry,
            Key registryKey,
            Section.Parser<T> whole,
            Below<T> below) {
        return switch (registry) {
            case Given.Value<Registry>(Registry host) ->
                    bundle.value(key, text -> below.parse(text, host)).usable();
            case Given.Nothing<Registry> _ ->
                    bundle.value(key, text -> named(key, text, registryKey, whole)).usable();
            case Given.Unusable<Registry> _ ->
                    bundle.value(key, text -> kept(text, whole)).usable().flatMap(each -> each);
        };
    }

    private static <T> T named(Key key, String text, Key registryKey, Section.Parser<T> whole)
            throws InvalidInput {
        T reference = whole.parse(text);
        if (!Registry.isNamedIn(text)) {
            throw new InvalidInput(
                    "Registry",
                    "missing",
                    "Write registry/repository:tag behind "
                            + key
                            + ", or give a "
                            + registryKey
                            + " under defaults.");
        }
        return reference;
    }

    /** Nothing is said about a registry that was meant and is not known. */
    private static <T> Optional<T> kept(String text, Section.Parser<T> whole) throws InvalidInput {
        T reference = whole.parse(text);
        return Registry.isNamedIn(text) ? Optional.of(reference) : Optional.empty();
    }

    private static Optional<Reference.Tagged> samePlace(
            Section bundle, Reference source, Registries registries) {
        if (source.tag().isEmpty()) {
            bundle.refuse(
                    Key.FROM,
                    "from has a digest and no tag, so the bundle needs a to with the tag that it is"
                            + " to have.");
            return Optional.empty();
        }
        if (registries.to() instanceof Given.Nothing<Registry>) {
            bundle.refuse(
                    Key.FROM,
                    "This bundle has no to, and there is no toRegistry under defaults. Give one of"
                            + " them.");
        }
        String path = source.repository().path() + ":" + source.tag().get();
        return registries.to().usable().flatMap(host -> destination(bundle, host + "/" + path));
    }

    private static Optional<Reference.Tagged> destination(Section bundle, String text) {
        try {
            return Optional.of(Reference.parseDestination(text));
        } catch (InvalidInput e) {
            bundle.refuse(Key.FROM, "to, which is " + text + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
