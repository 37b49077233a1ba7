package com.barkbase.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A control group of Linux whose processes get a part of a core, as a function of 1,024 MB does. */
final class Quota implements AutoCloseable {
    /** Lambda gives a whole core to 1,769 MB. */
    private static final double CORES = 1_024 / 1_769.0;

    private static final int PERIOD_MICROS = 20_000;
    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final String ENTER = "echo $$ > \"$0/cgroup.procs\" && exec \"$@\"";

    private final Path group;

    private Quota(Path group) {
        this.group = group;
    }

    /** Empty where the system does not let us make one: it takes root, or a group that was handed to the user. */
    static Optional<Quota> create() {
        boolean second = Files.exists(GROUPS.resolve("cgroup.controllers"));
        Path group = GROUPS.resolve(second ? "" : "cpu").resolve("barkbase-bench");
        int micros = (int) (PERIOD_MICROS * CORES);
        try {
            Files.createDirectories(group);
            if (second) {
                Files.writeString(group.resolve("cpu.max"), micros + " " + PERIOD_MICROS);
            } else {
                Files.writeString(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
                Files.writeString(group.resolve("cpu.cfs_quota_us"), Integer.toString(micros));
            }
            return Optional.of(new Quota(group));
        } catch (IOException refused) {
            System.err.println("0.58 core is left out: a control group can't be made in " + GROUPS + ": " + refused);
            return Optional.empty();
        }
    }

    Bounds bounds() {
        return new Bounds("0.58 core", List.of("sh", "-c", ENTER, group.toString()));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(group);
    }
}
