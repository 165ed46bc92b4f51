package dev.autonomy.registry.adapter.folder;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * This user's folder in a place that others may use as well: owned by the user and of mode 0700
 * before anything in it is looked at (spec 1.6). A stranger who was first with its usual name is
 * passed over. Closing removes it when nothing is in it.
 */
record OwnFolder(Path place, String name, OpenFolder folder, Owner owner) implements AutoCloseable {

    private static final String PREFIX = "autonomy-";

    /** The usual one; it and its place are made when missing. */
    static OwnFolder in(Path place) throws IOException {
        Owner owner = Owner.ofThisProcess();
        Path made = Files.createDirectories(place).toAbsolutePath();
        String usual = usualName(owner);
        for (String name : List.of(usual, usual + "-" + UUID.randomUUID())) {
            makeUnlessThere(made.resolve(name));
            Optional<OwnFolder> own = find(made, name, owner);
            if (own.isPresent()) {
                return own.get();
            }
        }
        throw new IOException(
                "a new folder there does not become this user's alone (mode 0700); set XDG_RUNTIME_DIR to a"
                        + " folder where it does");
    }

    /** All that are there; nothing is made. */
    static List<OwnFolder> allIn(Path place) throws IOException {
        List<OwnFolder> all = new ArrayList<>();
        if (Files.isDirectory(place)) {
            Owner owner = Owner.ofThisProcess();
            for (String name : names(place.toAbsolutePath(), owner)) {
                find(place.toAbsolutePath(), name, owner).ifPresent(all::add);
            }
        }
        return all;
    }

    @Override
    public void close() throws IOException {
        folder.close();
        try (OpenFolder shared = OpenFolder.at(place)) {
            if (shared.attributes(name).filter(owner::isAloneIn).isPresent()) {
                shared.removeFolder(name);
            }
        } catch (DirectoryNotEmptyException _) {
            // It is in use.
        }
    }

    private static Optional<OwnFolder> find(Path place, String name, Owner owner)
            throws IOException {
        try (OpenFolder shared = OpenFolder.at(place)) {
            return shared.child(name, owner::isAloneIn)
                    .map(folder -> new OwnFolder(place, name, folder, owner));
        }
    }

    private static List<String> names(Path place, Owner owner) throws IOException {
        String usual = usualName(owner);
        try (OpenFolder shared = OpenFolder.at(place)) {
            return shared.names().stream()
                    .filter(name -> name.equals(usual) || name.startsWith(usual + "-"))
                    .toList();
        }
    }

    private static void makeUnlessThere(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, Owner.FOLDER);
        } catch (FileAlreadyExistsException _) {
            // Whose it is, is looked at before it is used.
        }
    }

    private static String usualName(Owner owner) {
        return PREFIX + owner.name();
    }
}
