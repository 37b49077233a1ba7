package com.barkbase.chaos.snapshot;

import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.lambda.FunctionCode;
import com.barkbase.lambda.LambdaRuntime;
import com.barkbase.lambda.OpenSockets;
import com.barkbase.lambda.TinyFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Functions whose preparation for the snapshot goes wrong: it is told, and they live. */
final class FailingFunctions {
    private static final Path JDK = Path.of(System.getProperty("java.home"));
    private static final Duration LONGEST_CLOSING = Duration.ofSeconds(2);
    private static final String TOLD = "told in the log, and served after the restore";

    private final Surroundings around;

    FailingFunctions(Surroundings around) {
        this.around = around;
    }

    List<Claim> claims(Run run) throws Exception {
        around.setPassword("password-of-those-that-fail");
        List<Claim> claims = new ArrayList<>();
        run.say("a function keeps a connection");
        claims.add(leaking());
        if (!run.quick()) {
            run.say("a function meets no server");
            claims.add(unconnected());
            run.say("a function's server is silent");
            claims.addAll(closingInSilence());
        }
        return claims;
    }

    private LambdaRuntime start(String initialiser) throws IOException {
        FunctionCode function = TinyFunction.compile(around.newFolder("task"), around.opt(), initialiser, "");
        return LambdaRuntime.start(around.newFolder("failing"), JDK, function, around.opt(), around.variables());
    }

    private static boolean isServed(LambdaRuntime runtime) {
        runtime.restore();
        return runtime.invoke("{}").startsWith("\"barkbase_app on Java ");
    }

    private Claim leaking() throws IOException {
        try (LambdaRuntime runtime = start("Db.getPool().getConnection();")) {
            runtime.awaitCheckpoint();
            boolean told = runtime.log()
                    .contains("[DB-LAYER] WARN connections in use when a snapshot is taken, which will hold them: 1.");
            return told("a connection that was not given back before the snapshot", told, isServed(runtime));
        }
    }

    /** Its server comes back with the restore. */
    private Claim unconnected() throws Exception {
        around.postgres().stop();
        try (LambdaRuntime runtime = start("")) {
            runtime.awaitCheckpoint();
            boolean told = runtime.log().contains("not warm: Nothing listens at ");
            around.postgres().startAgain();
            return told("a server that is away before the snapshot", told, isServed(runtime));
        }
    }

    private static Claim told(String what, boolean told, boolean served) {
        String measured = (told ? "told" : "not told") + ", " + (served ? "served" : "not served");
        return Claim.ours(what, TOLD, measured, told && served);
    }

    /** The initialiser goes on, to its end and to the hooks, once the server is frozen. */
    private List<Claim> closingInSilence() throws Exception {
        Path connected = around.newFolder("signs").resolve("connected");
        Path frozen = connected.resolveSibling("frozen");
        String waiting = """
                java.nio.file.Files.createFile(java.nio.file.Path.of("%s"));
                while (!java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) Thread.sleep(10);
                """.formatted(connected, frozen);
        try (LambdaRuntime runtime = start(waiting)) {
            while (!Files.exists(connected)) {
                Thread.sleep(10);
            }
            around.postgres().freeze();
            Files.createFile(frozen);
            long begun = System.nanoTime();
            runtime.awaitCheckpoint();
            Duration taken = Duration.ofNanos(System.nanoTime() - begun);
            Set<Integer> open = OpenSockets.remotePorts(runtime.pid());
            around.postgres().thaw();
            boolean closed = open.equals(Set.of(runtime.apiPort()));
            boolean served = isServed(runtime);
            String what = "a server that is silent when the connections to it are closed";
            return List.of(
                    Claim.ours(
                            what,
                            "closed all the same, and served after the restore",
                            (closed ? "closed" : "open") + ", " + (served ? "served" : "not served"),
                            closed && served),
                    Claim.within(what + ": until the snapshot can be taken", LONGEST_CLOSING, taken));
        }
    }
}
