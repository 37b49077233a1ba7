package com.barkbase.bench.compare;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** The account that the kernel keeps of this process's children that have ended: exact where Java tells tens of ms. */
final class ChildrenUsage {
    private static final int OF_CHILDREN = -1;
    private static final int SIZE = 144; // of a struct rusage
    private static final MethodHandle GETRUSAGE = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("getrusage"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.ADDRESS));

    private ChildrenUsage() {}

    /** User and system time of all of them so far, in milliseconds. */
    static double cpuMillis() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment usage = arena.allocate(SIZE, Long.BYTES);
            int failed = (int) GETRUSAGE.invokeExact(OF_CHILDREN, usage);
            if (failed != 0) {
                throw new IllegalStateException("getrusage answered " + failed);
            }
            return millis(usage, 0) + millis(usage, 2);
        } catch (Throwable e) {
            throw new IllegalStateException("the system does not tell what a process has used", e);
        }
    }

    /** Of a struct timeval. */
    private static double millis(MemorySegment usage, long index) {
        return usage.getAtIndex(ValueLayout.JAVA_LONG, index) * 1e3
                + usage.getAtIndex(ValueLayout.JAVA_LONG, index + 1) / 1e3;
    }
}
