package com.barkbase.chaos.rig;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A JVM of its own with this one's classes, which answers one line for each that it is asked. It can be frozen, as
 * Lambda freezes, and killed. For one thread.
 */
public final class Child implements AutoCloseable {
    private static final int STOP_SECONDS = 5;

    private final Process process;
    private final BufferedWriter in;
    private final BufferedReader out;

    private Child(Process process) {
        this.process = process;
        this.in = process.outputWriter();
        this.out = process.inputReader();
    }

    /** Runs the main class with these arguments; what it says on its standard error goes to {@code log}. */
    public static Child start(Class<?> main, Path log, List<String> flags, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return new Child(Processes.start(builder));
    }

    /** Runs any program that answers so. */
    public static Child start(List<String> command, Map<String, String> variables, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(variables);
        return new Child(Processes.start(builder));
    }

    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Says a line and waits for the answer. */
    public String ask(String line) throws IOException {
        tell(line);
        return hear();
    }

    public void tell(String line) throws IOException {
        in.write(line);
        in.newLine();
        in.flush();
    }

    public String hear() throws IOException {
        String answer = out.readLine();
        if (answer == null) {
            throw new IOException("the child process ended");
        }
        return answer;
    }

    public void freeze() throws IOException, InterruptedException {
        Processes.signal(process.toHandle(), "STOP");
    }

    public void thaw() throws IOException, InterruptedException {
        Processes.signal(process.toHandle(), "CONT");
    }

    public void kill() throws IOException, InterruptedException {
        Processes.signal(process.toHandle(), "KILL");
        process.waitFor();
    }

    @Override
    public void close() throws IOException {
        Processes.end(process, "TERM", STOP_SECONDS);
    }
}
