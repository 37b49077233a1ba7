package com.barkbase.chaos.soak;

import com.barkbase.db.DbException;
import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** Takes samples, and says whether what they measure has grown. For one thread. */
final class Watch {
    /** Of the samples: until then classes are loaded and caches filled. */
    private static final int WARMING_PART = 10;

    private final World world;
    private final List<Sample> samples = new ArrayList<>();

    Watch(World world) {
        this.world = world;
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    Sample take(long seconds) {
        System.gc();
        Sample sample = new Sample(
                seconds,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 10,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                openFiles(),
                connections());
        samples.add(sample);
        return sample;
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getOpenFileDescriptorCount()
                : 0;
    }

    /** The server may just have come back, and the operator's own connection be of before. */
    private long connections() {
        try {
            return world.connections();
        } catch (DbException lost) {
            return world.connections();
        }
    }

    /** The median of the last third less that of the first, the warming up left out. */
    long growth(ToLongFunction<Sample> measure) {
        List<Sample> warm = samples.subList(samples.size() / WARMING_PART, samples.size());
        if (warm.isEmpty()) {
            return 0;
        }
        int third = Math.max(1, warm.size() / 3);
        return median(warm.subList(warm.size() - third, warm.size()), measure)
                - median(warm.subList(0, third), measure);
    }

    long most(ToLongFunction<Sample> measure) {
        return samples.stream().mapToLong(measure).max().orElse(0);
    }

    private static long median(List<Sample> some, ToLongFunction<Sample> measure) {
        long[] sorted = some.stream().mapToLong(measure).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
