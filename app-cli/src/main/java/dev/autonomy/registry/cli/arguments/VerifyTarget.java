package dev.autonomy.registry.cli.arguments;

import dev.autonomy.registry.cli.wiring.Place;
import dev.autonomy.registry.model.Digest;
import dev.autonomy.registry.model.InvalidInput;
import dev.autonomy.registry.model.Reference;
import dev.autonomy.registry.model.Repository;
import dev.autonomy.registry.model.Tag;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * What {@code bundle verify} is asked about: a reference and the place it is in. {@code
 * oci:<dir>:<tag>} is in an OCI layout, spelled as skopeo spells it; all else names a registry.
 */
public record VerifyTarget(Reference reference, Place place) {

    private static final String LAYOUT = "oci:";

    public static VerifyTarget parse(String text) throws InvalidInput {
        return text.startsWith(LAYOUT)
                ? inLayout(text)
                : new VerifyTarget(Reference.parse(text), new Place.Registry());
    }

    /** Behind the last slash of the folder come the tag, the digest, or both. */
    private static VerifyTarget inLayout(String text) throws InvalidInput {
        int name = Math.max(text.lastIndexOf('/'), LAYOUT.length() - 1);
        int at = text.lastIndexOf('@');
        int end = at > name ? at : text.length();
        int colon = text.lastIndexOf(':', end - 1);
        int folderEnd = colon > name ? colon : end;
        Repository repository = new Repository("", text.substring(0, folderEnd));
        return new VerifyTarget(
                reference(repository, text, folderEnd, end),
                new Place.Layout(folder(text.substring(LAYOUT.length(), folderEnd))));
    }

    private static Reference reference(Repository repository, String text, int folderEnd, int end)
            throws InvalidInput {
        boolean hasTag = folderEnd < end;
        boolean hasDigest = end < text.length();
        if (!hasTag && !hasDigest) {
            throw new InvalidInput(
                    "Tag",
                    "missing",
                    "Write oci:<dir>:<tag> or oci:<dir>@sha256:… to name one bundle in the layout.");
        }
        if (!hasDigest) {
            return new Reference.Tagged(repository, tag(text, folderEnd + 1, end));
        }
        Digest digest = digest(text, end + 1);
        return hasTag
                ? new Reference.TaggedAndPinned(repository, tag(text, folderEnd + 1, end), digest)
                : new Reference.Pinned(repository, digest);
    }

    private static Path folder(String folder) throws InvalidInput {
        if (folder.isEmpty()) {
            throw new InvalidInput(
                    "Folder", "missing", LAYOUT.length() + 1, "Write oci:<dir>:<tag>.");
        }
        try {
            return Path.of(folder);
        } catch (InvalidPathException e) {
            throw new InvalidInput(
                    "Folder",
                    e.getReason(),
                    LAYOUT.length() + e.getIndex() + 1,
                    "Give a folder of this machine.");
        }
    }

    private static Tag tag(String text, int start, int end) throws InvalidInput {
        try {
            return Tag.parse(text.substring(start, end));
        } catch (InvalidInput e) {
            throw shifted(e, start);
        }
    }

    private static Digest digest(String text, int start) throws InvalidInput {
        try {
            return Digest.parse(text.substring(start));
        } catch (InvalidInput e) {
            throw shifted(e, start);
        }
    }

    private static InvalidInput shifted(InvalidInput problem, int offset) {
        return problem.position().isPresent()
                ? new InvalidInput(
                        problem.part(),
                        problem.problem(),
                        problem.position().getAsInt() + offset,
                        problem.rule())
                : problem;
    }
}
