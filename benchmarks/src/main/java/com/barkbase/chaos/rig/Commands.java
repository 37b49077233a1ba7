package com.barkbase.chaos.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Programs that end by themselves. */
public final class Commands {
    private Commands() {}

    /** What it said, where it ended well. */
    public static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", command) + " failed: " + said);
            }
            return said;
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.getFirst() + " ran", e);
        }
    }

    public static boolean isPresent(String... command) {
        try {
            run(List.of(command));
            return true;
        } catch (IOException missing) {
            return false;
        }
    }
}
