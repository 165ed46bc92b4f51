package dev.autonomy.registry.cli.console;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * The terminal behind stderr, asked through {@code ioctl(TIOCGWINSZ)}: one system call each time,
 * so a changed width shows with the next frame, and no library or helper process is needed.
 */
public final class PosixTerminal implements Screen {

    private static final int STDERR = 2;
    private static final Path NULL_DEVICE = Path.of("/dev/null");
    private static final Path STDERR_LINK = Path.of("/proc/self/fd/" + STDERR);
    private static final int WINSIZE_BYTES = 8;
    private static final int COLUMNS_AT = 2;

    private final long getWindowSize;

    private PosixTerminal(long getWindowSize) {
        this.getWindowSize = getWindowSize;
    }

    /** The terminal of this operating system; one that is not known counts as having none. */
    public static Screen of(String operatingSystem) {
        return switch (operatingSystem) {
            case "Linux" -> isNoDevice() ? OptionalInt::empty : new PosixTerminal(0x5413);
            case "Mac OS X" -> new PosixTerminal(0x40087468);
            default -> OptionalInt::empty;
        };
    }

    /** Known without loading what a native call needs, which takes longer than the question. */
    private static boolean isNoDevice() {
        try {
            Path behind = Files.readSymbolicLink(STDERR_LINK);
            return behind.equals(NULL_DEVICE) || !behind.startsWith("/dev");
        } catch (IOException | UnsupportedOperationException _) {
            return false;
        }
    }

    @Override
    public OptionalInt columns() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(WINSIZE_BYTES);
            int status = (int) Calls.IOCTL.invokeExact(STDERR, getWindowSize, size);
            return status == 0
                    ? OptionalInt.of(
                            Short.toUnsignedInt(size.get(ValueLayout.JAVA_SHORT, COLUMNS_AT)))
                    : OptionalInt.empty();
        } catch (Throwable e) {
            throw new IllegalStateException("ioctl takes these arguments", e);
        }
    }

    /** Loaded on the first question only: most commands never ask. */
    @SuppressWarnings("restricted")
    private static final class Calls {
        private static final MethodHandle IOCTL =
                Linker.nativeLinker()
                        .downcallHandle(
                                Linker.nativeLinker().defaultLookup().findOrThrow("ioctl"),
                                FunctionDescriptor.of(
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.JAVA_LONG,
                                        ValueLayout.ADDRESS),
                                Linker.Option.firstVariadicArg(2));
    }
}
