package dev.autonomy.registry.adapter.tool;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The TCP connections of a process, as Linux tells of them (proc(5), {@code /proc/pid/net/tcp}).
 */
final class Connections {

    private static final int QUEUES = 4;
    private static final int INODE = 9;

    private Connections() {}

    /**
     * The bytes that lie in them: sent and not taken by the other end, or come and not read; empty
     * where the system does not tell.
     */
    static OptionalLong queued(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            Set<String> own = sockets(process.resolve("fd"));
            long queued = 0;
            for (String table : List.of("tcp", "tcp6")) {
                Path file = process.resolve("net").resolve(table);
                if (Files.exists(file)) {
                    queued +=
                            Files.readAllLines(file).stream()
                                    .map(line -> line.strip().split("\\s+"))
                                    .filter(each -> each.length > INODE)
                                    .filter(each -> own.contains(each[INODE]))
                                    .flatMap(each -> Stream.of(each[QUEUES].split(":")))
                                    .mapToLong(size -> Long.parseLong(size, 16))
                                    .sum();
                }
            }
            return OptionalLong.of(queued);
        } catch (IOException | DirectoryIteratorException | NumberFormatException _) {
            return OptionalLong.empty();
        }
    }

    /** The inodes of the sockets it holds open. */
    private static Set<String> sockets(Path descriptors) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
            for (Path each : open) {
                String target = target(each);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring("socket:[".length(), target.length() - 1));
                }
            }
        }
        return inodes;
    }

    /** Nothing for one that was closed meanwhile. */
    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException _) {
            return "";
        }
    }
}
