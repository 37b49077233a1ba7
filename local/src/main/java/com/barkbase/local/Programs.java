package com.barkbase.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs PostgreSQL's own programs. They refuse to run as root; there they get a user namespace of their own, in which
 * they are nobody and yet own root's files.
 */
final class Programs implements AutoCloseable {
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "TMPDIR", "TZ");

    private final Path folder;
    private final List<String> prefix;
    private volatile @Nullable Process running;

    Programs(Path folder) {
        this.folder = folder;
        this.prefix = isRoot() ? List.of("unshare", "--user") : List.of();
        if (isRoot() && !namespacesAllowed()) {
            throw new CannotStart("PostgreSQL refuses to run as root and `unshare --user` is not possible here:"
                    + " run dev as another user, or set DB_HOST and its fellows (see .env.example) to use another"
                    + " PostgreSQL.");
        }
    }

    ProcessBuilder command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(folder.resolve(program).toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        // Not the rest: the shell's AWS keys are none of PostgreSQL's business, and PG* would change what it does.
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().put("LC_ALL", "C");
        return builder.redirectErrorStream(true);
    }

    /** Runs a program to its end, which is at most 60 s away, and returns what it printed. */
    String run(String program, String input, List<String> arguments) {
        try {
            Process process = command(program, arguments).start();
            running = process;
            try (var stdin = process.outputWriter(UTF_8)) {
                stdin.write(input);
            }
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new CannotStart("%s failed: %s".formatted(program, output.strip()));
            }
            return output;
        } catch (IOException failure) {
            throw new CannotStart("%s could not be run (%s).".formatted(folder.resolve(program), failure), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart(program + " was interrupted.", interrupted);
        }
    }

    /** Ends a program that is running, which then fails where it was called. */
    @Override
    public void close() {
        Process process = running;
        if (process != null) {
            process.destroy();
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static boolean namespacesAllowed() {
        try {
            return new ProcessBuilder("unshare", "--user", "true").start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
