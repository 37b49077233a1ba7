package com.barkbase.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.barkbase.lambda.RuntimeApi.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One execution environment of a function: a process that runs the {@link RuntimeClient} until it is closed. */
public final class LambdaRuntime implements AutoCloseable {

    private static final int LIMIT_SECONDS = 30;

    private final RuntimeApi api;
    private final Process process;
    private final Path log;

    /** An event that the function did not answer. */
    public static final class FunctionError extends RuntimeException {
        private static final long serialVersionUID = 1;

        FunctionError(Report report) {
            super(report.kind() + " " + report.body());
        }
    }

    private LambdaRuntime(RuntimeApi api, Process process, Path log) {
        this.api = api;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a function; its initialiser runs while this returns.
     *
     * @param scratch a new folder for what the process needs and writes
     * @param opt where the layers are unpacked, as {@code /opt} is on Lambda
     */
    public static LambdaRuntime start(
            Path scratch, Path jdk, FunctionCode function, Path opt, Map<String, String> variables) throws IOException {
        List<String> command = new RuntimeClient(scratch.resolve("runtime")).command(jdk, opt, function.handler());
        return start(scratch, command, function.taskRoot(), variables);
    }

    /** Starts a function as an image does, by the command that runs the client with it. */
    public static LambdaRuntime start(Path scratch, List<String> command, Path taskRoot, Map<String, String> variables)
            throws IOException {
        RuntimeApi api = new RuntimeApi();
        Path log = scratch.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(taskRoot.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.hostAndPort());
        builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "kennel");
        builder.environment().put("LAMBDA_TASK_ROOT", taskRoot.toString());
        Process process = builder.start();
        var _ = process.onExit().thenRun(api::ended);
        return new LambdaRuntime(api, process, log);
    }

    /**
     * Sends an event and waits for the answer.
     *
     * @throws FunctionError where the function or its initialiser fails
     */
    public String invoke(String event) {
        api.send(event);
        return await(Report.Kind.RESPONSE);
    }

    /** With SnapStart, waits until the hooks have run and the process is as the snapshot will have it. */
    public void awaitCheckpoint() {
        await(Report.Kind.CHECKPOINT);
    }

    /** Lets it go on as a process does that was restored. */
    public void restore() {
        api.restore();
    }

    private String await(Report.Kind expected) {
        Report report = awaitReport();
        if (report.kind() != expected) {
            throw new FunctionError(report);
        }
        return report.body();
    }

    /** Where Lambda's side of it listens. */
    public int apiPort() {
        return api.port();
    }

    public long pid() {
        return process.pid();
    }

    /** The same in the form of a handler, for who holds an event ready for one. */
    void forward(InputStream event, OutputStream answer, Context context) throws IOException {
        answer.write(invoke(new String(event.readAllBytes(), UTF_8)).getBytes(UTF_8));
    }

    /** All that the process has written to its standard output and error. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new IllegalStateException("The log of the function can't be read.", e);
        }
    }

    /** Asks it to end, as Lambda does before it takes an environment away, and waits until it has ended. */
    public void shutDown() throws InterruptedException {
        process.destroy();
        exitCode();
    }

    /** Waits for the process to end by itself. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("The runtime did not end within " + LIMIT_SECONDS + " s:\n" + log());
        }
        return process.exitValue();
    }

    private Report awaitReport() {
        try {
            @Nullable Report report = api.awaitReport(LIMIT_SECONDS);
            if (report != null && report.kind() != Report.Kind.EXIT) {
                return report;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("The runtime ended, or reported nothing within " + LIMIT_SECONDS + " s:\n" + log());
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        api.close();
    }
}
