package dev.autonomy.registry.adapter.tool;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The functions of the C library that make and read a pseudo-terminal, under their own names. */
@SuppressWarnings("restricted")
final class LibC {

    private static final Linker LINKER = Linker.nativeLinker();

    private static final MethodHandle POSIX_OPENPT = function("posix_openpt", JAVA_INT, JAVA_INT);
    private static final MethodHandle GRANTPT = function("grantpt", JAVA_INT, JAVA_INT);
    private static final MethodHandle UNLOCKPT = function("unlockpt", JAVA_INT, JAVA_INT);
    private static final MethodHandle PTSNAME_R =
            function("ptsname_r", JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle IOCTL =
            LINKER.downcallHandle(
                    LINKER.defaultLookup().findOrThrow("ioctl"),
                    FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
                    Linker.Option.firstVariadicArg(2));
    private static final MethodHandle POLL =
            function("poll", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle READ =
            function("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
    private static final MethodHandle CLOSE = function("close", JAVA_INT, JAVA_INT);

    private LibC() {}

    static int posixOpenpt(int flags) {
        try {
            return (int) POSIX_OPENPT.invokeExact(flags);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int grantpt(int descriptor) {
        try {
            return (int) GRANTPT.invokeExact(descriptor);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int unlockpt(int descriptor) {
        try {
            return (int) UNLOCKPT.invokeExact(descriptor);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int ptsname(int descriptor, MemorySegment name) {
        try {
            return (int) PTSNAME_R.invokeExact(descriptor, name, name.byteSize());
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int ioctl(int descriptor, long request, MemorySegment argument) {
        try {
            return (int) IOCTL.invokeExact(descriptor, request, argument);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int poll(MemorySegment one, int milliseconds) {
        try {
            return (int) POLL.invokeExact(one, 1L, milliseconds);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static long read(int descriptor, MemorySegment buffer) {
        try {
            return (long) READ.invokeExact(descriptor, buffer, buffer.byteSize());
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    static int close(int descriptor) {
        try {
            return (int) CLOSE.invokeExact(descriptor);
        } catch (Throwable t) {
            throw unexpected(t);
        }
    }

    private static MethodHandle function(
            String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments));
    }

    private static IllegalStateException unexpected(Throwable t) {
        return new IllegalStateException("a call into the C library failed", t);
    }
}
