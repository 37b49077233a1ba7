package com.barkbase.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** Where a run took place. */
public record Machine(int cores, String processor, String system, String java, boolean pinned, double load) {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

    public static Machine here() throws IOException {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                processorName(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                TrialProcess.pinned(),
                currentLoad());
    }

    /** What it is, whatever it does just now. */
    public String hardware() {
        return cores + " cores, " + processor + ", " + system + ", " + java;
    }

    /** The last minute's; below zero where the system does not tell. */
    static double currentLoad() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String processorName() throws IOException {
        if (!Files.isReadable(CPU_INFO)) {
            return "processor unknown";
        }
        try (Stream<String> lines = Files.lines(CPU_INFO)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("processor unknown");
        }
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d cores, %s, %s, %s, %s, load average %.1f at the start",
                cores,
                processor,
                system,
                java,
                pinned ? "trials pinned to core 0" : "trials not pinned",
                load);
    }
}
