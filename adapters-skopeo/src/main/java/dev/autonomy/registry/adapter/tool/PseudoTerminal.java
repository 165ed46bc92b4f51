package dev.autonomy.registry.adapter.tool;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The reading end of a pseudo-terminal (pty(7)), for programs that tell their progress to a
 * terminal only. The stream ends when the last process that writes to it lets go of it.
 */
final class PseudoTerminal extends InputStream {

    /** Wide enough for whole lines, high enough for a line for each blob of an image. */
    private static final short COLUMNS = 200;

    private static final short ROWS = 500;

    // The values of Linux on the processors a JDK is built for.
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;
    private static final long TIOCSWINSZ = 0x5414;
    private static final short POLLIN = 1;

    /** How soon a reader takes note that the terminal was closed under it, in milliseconds. */
    private static final int PATIENCE = 100;

    private final int descriptor;
    private final Path device;
    private final MemorySegment buffer = Arena.ofAuto().allocate(8 << 10);
    private final MemorySegment poll = Arena.ofAuto().allocate(8, 4);
    private boolean closed;

    private PseudoTerminal(int descriptor, Path device) {
        this.descriptor = descriptor;
        this.device = device;
        poll.set(JAVA_INT, 0, descriptor);
        poll.set(JAVA_SHORT, 4, POLLIN);
    }

    /** A new one; empty where there is none to be had, as on any system but Linux. */
    static Optional<PseudoTerminal> open() {
        if (!Files.exists(Path.of("/proc/self/io")) || !Files.exists(Path.of("/dev/ptmx"))) {
            return Optional.empty();
        }
        try {
            int descriptor = LibC.posixOpenpt(O_RDWR | O_NOCTTY);
            return descriptor < 0 ? Optional.empty() : open(descriptor);
        } catch (RuntimeException | LinkageError _) {
            return Optional.empty();
        }
    }

    private static Optional<PseudoTerminal> open(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocate(128);
            MemorySegment size = arena.allocate(8, 2);
            size.set(JAVA_SHORT, 0, ROWS);
            size.set(JAVA_SHORT, 2, COLUMNS);
            if (LibC.grantpt(descriptor) == 0
                    && LibC.unlockpt(descriptor) == 0
                    && LibC.ptsname(descriptor, name) == 0
                    && LibC.ioctl(descriptor, TIOCSWINSZ, size) == 0) {
                return Optional.of(new PseudoTerminal(descriptor, Path.of(name.getString(0))));
            }
        }
        LibC.close(descriptor);
        return Optional.empty();
    }

    /** What the other end is opened by. */
    Path device() {
        return device;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
        while (true) {
            synchronized (this) {
                if (closed) {
                    return -1;
                }
                if (LibC.poll(poll, PATIENCE) > 0) {
                    return readReady(bytes, offset, length);
                }
            }
        }
    }

    /** When the other end is gone the system answers with an error, which is the end here. */
    private int readReady(byte[] bytes, int offset, int length) {
        long most = Math.min(length, buffer.byteSize());
        int count = (int) LibC.read(descriptor, buffer.asSlice(0, most));
        if (count <= 0) {
            return -1;
        }
        MemorySegment.copy(buffer, JAVA_BYTE, 0, bytes, offset, count);
        return count;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            LibC.close(descriptor);
        }
    }
}
