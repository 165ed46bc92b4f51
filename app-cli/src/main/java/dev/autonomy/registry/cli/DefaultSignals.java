package dev.autonomy.registry.cli;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/** Signals that end the process at once again, as before the virtual machine took them over. */
final class DefaultSignals {

    private static final int SIGHUP = 1;
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;

    private DefaultSignals() {}

    /** Calls {@code signal(2)} with {@code SIG_DFL}, which is 0 on every POSIX system. */
    @SuppressWarnings("restricted")
    static void restore() {
        MethodHandle signal =
                Linker.nativeLinker()
                        .downcallHandle(
                                Linker.nativeLinker().defaultLookup().findOrThrow("signal"),
                                FunctionDescriptor.of(
                                        ValueLayout.ADDRESS,
                                        ValueLayout.JAVA_INT,
                                        ValueLayout.ADDRESS));
        try {
            for (int number : List.of(SIGHUP, SIGINT, SIGTERM)) {
                MemorySegment _ = (MemorySegment) signal.invokeExact(number, MemorySegment.NULL);
            }
        } catch (Throwable e) {
            throw new IllegalStateException("signal takes these arguments", e);
        }
    }
}
