package dev.autonomy.registry.adapter.folder;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** A user, and the name or number that folders of his are told apart by. */
record Owner(UserPrincipal user, String name) {

    private static final Path THIS_PROCESS = Path.of("/proc/self");
    private static final Set<PosixFilePermission> ALONE =
            PosixFilePermissions.fromString("rwx------");

    /** What a folder that its owner alone can enter is made with. */
    static final FileAttribute<Set<PosixFilePermission>> FOLDER =
            PosixFilePermissions.asFileAttribute(ALONE);

    /** What a file that its owner alone can read is made with. */
    static final FileAttribute<Set<PosixFilePermission>> FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** The user as whom this process makes files. */
    static Owner ofThisProcess() throws IOException {
        if (Files.exists(THIS_PROCESS)) {
            return new Owner(
                    Files.getOwner(THIS_PROCESS),
                    Files.getAttribute(THIS_PROCESS, "unix:uid").toString());
        }
        String name =
                ProcessHandle.current()
                        .info()
                        .user()
                        .orElseThrow(() -> new IOException("the system does not tell whose it is"));
        return new Owner(
                FileSystems.getDefault()
                        .getUserPrincipalLookupService()
                        .lookupPrincipalByName(name),
                name);
    }

    /** Whether it is a folder of this user's that nobody else can enter. */
    boolean isAloneIn(PosixFileAttributes folder) {
        return folder.isDirectory()
                && folder.owner().equals(user)
                && folder.permissions().equals(ALONE);
    }

    /** Whether it is a folder of this user's in which nobody else can change anything. */
    boolean rules(PosixFileAttributes folder) {
        return folder.isDirectory()
                && folder.owner().equals(user)
                && !folder.permissions().contains(PosixFilePermission.GROUP_WRITE)
                && !folder.permissions().contains(PosixFilePermission.OTHERS_WRITE);
    }
}
