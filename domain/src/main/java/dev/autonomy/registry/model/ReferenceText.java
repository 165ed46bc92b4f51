package dev.autonomy.registry.model;

import java.util.Optional;
import java.util.Set;

/**
 * The parts of a reference's text, each read with its own rule so that an error can name the part
 * and the position.
 */
record ReferenceText(Repository repository, Optional<Tag> tag, Optional<Digest> digest) {

    private static final String DOCKER_HUB = "docker.io";
    private static final int MAX_NAME_LENGTH = 255;

    /** The transports of containers-transports(5) that name no registry. */
    private static final Set<String> PLACES_ON_THIS_MACHINE =
            Set.of(
                    "containers-storage",
                    "dir",
                    "docker-archive",
                    "docker-daemon",
                    "oci",
                    "oci-archive",
                    "ostree",
                    "sif",
                    "tarball");

    static ReferenceText split(String text) throws InvalidInput {
        return split(text, DOCKER_HUB);
    }

    /** The same, with the registry of a repository for which the text names none. */
    static ReferenceText split(String text, String otherwise) throws InvalidInput {
        if (text.isEmpty()) {
            throw new InvalidInput("Reference", "nothing given", "Write registry/repository:tag.");
        }
        refuseScheme(text);
        refusePlaceOnThisMachine(text);
        int at = text.indexOf('@');
        String named = at < 0 ? text : text.substring(0, at);
        Optional<Digest> digest = at < 0 ? Optional.empty() : Optional.of(digestAt(text, at + 1));

        int slash = named.indexOf('/');
        boolean hasRegistry = Registry.isNamedIn(named);
        int pathStart = hasRegistry ? slash + 1 : 0;
        int colon = named.indexOf(':', pathStart);
        String path = named.substring(pathStart, colon < 0 ? named.length() : colon);
        Optional<Tag> tag = colon < 0 ? Optional.empty() : Optional.of(tagAt(named, colon + 1));

        String registry = hasRegistry ? named.substring(0, slash) : otherwise;
        if (hasRegistry) {
            checkRegistry(registry);
        }
        checkPath(path, pathStart);
        Repository repository = normalised(registry, path);
        if (repository.toString().length() > MAX_NAME_LENGTH) {
            throw new InvalidInput(
                    "Repository",
                    repository.toString().length() + " characters with the registry",
                    "Use at most " + MAX_NAME_LENGTH + ".");
        }
        return new ReferenceText(repository, tag, digest);
    }

    /** An address copied from a browser, or skopeo's {@code docker://}. */
    static void refuseScheme(String text) throws InvalidInput {
        int end = text.indexOf("://");
        if (end > 0 && text.chars().limit(end).allMatch(Character::isLetter)) {
            throw new InvalidInput(
                    "Reference",
                    "\"" + text.substring(0, end + 3) + "\"",
                    1,
                    "Leave it out and start with the registry.");
        }
    }

    private static void refusePlaceOnThisMachine(String text) throws InvalidInput {
        String transport = text.substring(0, Math.max(text.indexOf(':'), 0));
        if (!PLACES_ON_THIS_MACHINE.contains(transport) || hasPort(text, transport)) {
            return;
        }
        String bring =
                "\"skopeo copy --all --preserve-digests\" brings a bundle from there to one.";
        throw new InvalidInput(
                "Reference",
                "\"" + transport + ":\"",
                1,
                transport.equals("oci")
                        ? "That is an OCI layout on this machine, and a seed reads and writes registries:"
                                + " \"autonomy bundle verify\" judges a bundle in a layout, "
                                + bring
                        : "That is a place on this machine, not in a registry: " + bring);
    }

    private static boolean hasPort(String text, String host) {
        int slash = text.indexOf('/');
        int port = host.length() + 1;
        return slash > port && text.substring(port, slash).chars().allMatch(Ascii::isDigit);
    }

    private static Digest digestAt(String text, int start) throws InvalidInput {
        try {
            return Digest.parse(text.substring(start));
        } catch (InvalidInput e) {
            throw e.shiftedBy(start);
        }
    }

    private static Tag tagAt(String text, int start) throws InvalidInput {
        try {
            return Tag.parse(text.substring(start));
        } catch (InvalidInput e) {
            throw e.shiftedBy(start);
        }
    }

    /** The distribution reference's rule for what stands before the first slash. */
    static boolean looksLikeRegistry(String first) {
        return first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
    }

    private static Repository normalised(String registry, String path) {
        String host = registry.equals("index.docker.io") ? DOCKER_HUB : registry;
        boolean official = host.equals(DOCKER_HUB) && path.indexOf('/') < 0;
        return new Repository(host, official ? "library/" + path : path);
    }

    static void checkRegistry(String registry) throws InvalidInput {
        int hostEnd =
                registry.startsWith("[") ? checkedIpv6End(registry) : checkedNameEnd(registry);
        if (hostEnd == registry.length()) {
            return;
        }
        String port = registry.substring(hostEnd + 1);
        for (int i = 0; i < port.length(); i++) {
            if (!Ascii.isDigit(port.charAt(i))) {
                throw unexpected("Registry", registry, hostEnd + 1 + i, 0, "A port is a number.");
            }
        }
        if (port.isEmpty()
                || port.length() > 5
                || Integer.parseInt(port) > 65535
                || Integer.parseInt(port) == 0) {
            throw new InvalidInput(
                    "Registry",
                    "port \"" + port + "\"",
                    hostEnd + 2,
                    "A port is a number from 1 to 65535.");
        }
    }

    private static int checkedIpv6End(String registry) throws InvalidInput {
        int close = registry.indexOf(']');
        String rule = "An IPv6 address stands in brackets, for example [::1]:5000.";
        if (close < 0) {
            throw new InvalidInput("Registry", "\"[\" without \"]\"", 1, rule);
        }
        for (int i = 1; i < close; i++) {
            char c = registry.charAt(i);
            if (!Ascii.isHex(c) && c != ':' && c != '.') {
                throw unexpected("Registry", registry, i, 0, rule);
            }
        }
        if (close < 3) {
            throw new InvalidInput("Registry", "no address in the brackets", 2, rule);
        }
        if (close + 1 < registry.length() && registry.charAt(close + 1) != ':') {
            throw unexpected("Registry", registry, close + 1, 0, rule);
        }
        return close + 1;
    }

    private static int checkedNameEnd(String registry) throws InvalidInput {
        int colon = registry.indexOf(':');
        int end = colon < 0 ? registry.length() : colon;
        String rule =
                "A host name has letters, digits, \"-\" and \".\", and no part of it is empty or starts or ends with \"-\".";
        if (end == 0) {
            throw new InvalidInput("Registry", "no host name", 1, rule);
        }
        for (int i = 0; i < end; i++) {
            char c = registry.charAt(i);
            boolean edge =
                    i == 0
                            || i == end - 1
                            || registry.charAt(i - 1) == '.'
                            || registry.charAt(i + 1) == '.';
            boolean alphanumeric = Ascii.isLetter(c) || Ascii.isDigit(c);
            boolean inner =
                    c == '-' && !edge
                            || c == '.' && i > 0 && i < end - 1 && registry.charAt(i - 1) != '.';
            if (!alphanumeric && !inner) {
                throw unexpected("Registry", registry, i, 0, rule);
            }
        }
        return end;
    }

    /**
     * Path components are lower-case alphanumerics, joined inside by one dot, one or two
     * underscores, or dashes.
     */
    private static void checkPath(String path, int offset) throws InvalidInput {
        String rule =
                "Use lower-case letters and digits, joined by single \".\", \"_\", \"__\" or \"-\".";
        if (path.isEmpty()) {
            throw new InvalidInput(
                    "Repository", "missing", offset + 1, "Write registry/repository:tag.");
        }
        int separatorStart = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (Ascii.isLower(c) || Ascii.isDigit(c)) {
                if (!joins(path.substring(separatorStart, i), separatorStart == 0)) {
                    throw unexpected("Repository", path, separatorStart, offset, rule);
                }
                separatorStart = i + 1;
            } else if (Ascii.isUpper(c)) {
                throw new InvalidInput(
                        "Repository",
                        "capital letter \"" + c + "\"",
                        offset + i + 1,
                        "Use lower case only.");
            } else if ("._-/".indexOf(c) < 0) {
                throw unexpected("Repository", path, i, offset, rule);
            }
        }
        if (separatorStart < path.length()) {
            throw unexpected("Repository", path, separatorStart, offset, rule);
        }
    }

    private static boolean joins(String between, boolean atStart) {
        if (between.isEmpty()) {
            return true;
        }
        return !atStart
                && (between.equals("/")
                        || between.equals(".")
                        || between.equals("_")
                        || between.equals("__")
                        || between.chars().allMatch(c -> c == '-'));
    }

    private static InvalidInput unexpected(
            String part, String text, int index, int offset, String rule) {
        String seen = Character.toString(text.codePointAt(index));
        return new InvalidInput(part, "unexpected \"" + seen + "\"", offset + index + 1, rule);
    }
}
