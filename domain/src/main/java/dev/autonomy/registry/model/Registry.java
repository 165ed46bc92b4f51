package dev.autonomy.registry.model;

/** A registry's {@code host[:port]}, as it stands before a repository's path (spec 1.3). */
public record Registry(String host) {

    public Registry {
        if (!ReferenceText.looksLikeRegistry(host)) {
            throw new IllegalArgumentException("not a registry");
        }
    }

    /** Reads one by the grammar of references: a name with a dot or a port, or localhost. */
    public static Registry parse(String text) throws InvalidInput {
        if (text.isEmpty()) {
            throw new InvalidInput("Registry", "nothing given", "Write host:port.");
        }
        ReferenceText.refuseScheme(text);
        int slash = text.indexOf('/');
        if (slash >= 0) {
            throw new InvalidInput(
                    "Registry",
                    "unexpected \"/\"",
                    slash + 1,
                    "A registry is a host and a port, without a path.");
        }
        ReferenceText.checkRegistry(text);
        if (!ReferenceText.looksLikeRegistry(text)) {
            throw new InvalidInput(
                    "Registry",
                    "\"" + text + "\" could be part of a path",
                    "A registry has a \".\" or a port, for example " + text + ":5000.");
        }
        return new Registry(text);
    }

    /** Whether the text of a reference says in which registry the repository is. */
    public static boolean isNamedIn(String reference) {
        int slash = reference.indexOf('/');
        return slash >= 0 && ReferenceText.looksLikeRegistry(reference.substring(0, slash));
    }

    @Override
    public String toString() {
        return host;
    }
}
