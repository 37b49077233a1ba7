package com.barkbase.chaos.snapshot;

import com.amazonaws.services.lambda.crac.Core;
import com.barkbase.chaos.rig.Criu;
import com.barkbase.chaos.rig.Processes;
import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.lambda.RuntimeClient;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A function that CRIU really copies, and starts anew from the copy, several times. */
final class Copies {
    private static final int POLL_MILLIS = 10;
    private static final int LONGEST_POLLS = 60_000 / POLL_MILLIS;

    private final Surroundings around;
    private final Set<String> sessions = new HashSet<>();
    private final Set<String> pauses = new HashSet<>();
    private final Set<String> numbers = new HashSet<>();
    private long served;

    Copies(Surroundings around) {
        this.around = around;
    }

    List<Claim> claims(Run run, int copies) throws Exception {
        Path signs = around.newFolder("signs");
        Path log = signs.resolve("log");
        around.setPassword("password-before-the-copies");
        Process function = start(signs, log);
        await(signs.resolve(CopiedFunction.CONNECTED), log);
        Optional<String> refused = new Criu(around.newFolder("images")).dump(function.toHandle());
        run.say("CRIU, asked to copy a function that is connected: " + refused.orElse("done"));
        Files.createFile(signs.resolve(CopiedFunction.CHECKPOINT));
        await(signs.resolve(CopiedFunction.READY), log);
        Criu criu = new Criu(around.newFolder("images"));
        Optional<String> failed = criu.dump(function.toHandle());
        if (failed.isPresent()) {
            throw new IOException("criu dump failed: " + failed.get());
        }
        long said = Files.size(log);
        Files.createFile(signs.resolve(CopiedFunction.RESTORE));
        for (int copy = 0; copy < copies; copy++) {
            run.say("copy " + (copy + 1) + " of " + copies + " is started");
            around.setPassword("password-of-copy-" + copy);
            truncate(log, said); // CRIU wants the file as it was
            criu.restore(function.pid());
            keep(await(signs.resolve(CopiedFunction.ANSWER), log), run);
            Files.delete(signs.resolve(CopiedFunction.ANSWER));
        }
        return claims(copies, refused.filter(words -> words.contains("TCP")).isPresent());
    }

    private Process start(Path signs, Path log) throws IOException {
        List<String> command = List.of(
                "setsid", // CRIU wants the whole of a session
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Dorg.crac.Core.Compat=" + Core.class.getPackageName(),
                "-cp",
                System.getProperty("java.class.path"),
                CopiedFunction.class.getName(),
                signs.toString(),
                new RuntimeClient(around.newFolder("runtime")).nativeLibrary().toString());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(around.variables());
        return Processes.start(builder);
    }

    private static String await(Path sign, Path log) throws IOException, InterruptedException {
        for (int poll = 0; !Files.exists(sign); poll++) {
            if (poll == LONGEST_POLLS) {
                throw new IOException("the function did not get to \"" + sign.getFileName() + "\" in time; it said:\n"
                        + Files.readString(log));
            }
            Thread.sleep(POLL_MILLIS);
        }
        return Files.readString(sign);
    }

    private static void truncate(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private void keep(String answer, Run run) {
        String[] parts = answer.split(" ", -1);
        if (parts.length == CopiedFunction.PARTS) {
            served++;
            sessions.add(parts[0]);
            pauses.add(parts[1]);
            numbers.add(parts[2]);
        } else {
            run.say("a copy failed: " + answer);
        }
    }

    private List<Claim> claims(int copies, boolean refused) throws IOException, InterruptedException {
        String drawn = "different numbers that copies of one process draw, of " + copies;
        return List.of(
                Claim.ours(
                        "CRIU " + Criu.version()
                                + ", which copies no process with a TCP connection, copies the function",
                        "once its hooks have run, and not before",
                        refused ? "once its hooks have run" : "before, too",
                        refused),
                Claim.exactly(
                        "copies that serve their first request, the password rotated before each", copies, served),
                Claim.exactly("sessions that they opened, each its own", copies, sessions.size()),
                Claim.exactly(drawn + ": the layer's pauses", copies, pauses.size()),
                Claim.peers(
                        "java.util.Random",
                        drawn,
                        Claim.number(copies),
                        Claim.number(numbers.size()),
                        numbers.size() == copies));
    }
}
