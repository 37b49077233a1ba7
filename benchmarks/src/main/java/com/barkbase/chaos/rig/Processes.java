package com.barkbase.chaos.rig;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The processes that this one has started: they can be frozen and killed, and none outlives it. Thread-safe. */
public final class Processes {
    private static final Set<Process> ALL = ConcurrentHashMap.newKeySet();

    private Processes() {}

    public static Process start(ProcessBuilder command) throws IOException {
        Process process = command.start();
        ALL.removeIf(each -> !each.isAlive());
        ALL.add(process);
        return process;
    }

    /** Sends a signal by its name, as STOP, CONT, INT or KILL; to none that has ended. */
    public static void signal(ProcessHandle process, String name) throws IOException, InterruptedException {
        if (process.isAlive()) {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }

    /** With all that it has started, itself last. */
    public static void signalAll(ProcessHandle process, String name) throws IOException, InterruptedException {
        for (ProcessHandle child : process.descendants().toList()) {
            signal(child, name);
        }
        signal(process, name);
    }

    /** Ends it in good order, or by force where that takes too long. */
    static void end(Process process, String signal, long seconds) throws IOException {
        try {
            signalAll(process.toHandle(), "CONT");
            signal(process.toHandle(), signal);
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** By force: what has not been closed when this process ends, and the folders that it was in. */
    public static void endAll() {
        List<ProcessHandle> handles = ALL.stream()
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process.toHandle())))
                .toList();
        handles.forEach(ProcessHandle::destroyForcibly);
        handles.forEach(handle -> handle.onExit().join());
        Folder.closeAll();
    }
}
