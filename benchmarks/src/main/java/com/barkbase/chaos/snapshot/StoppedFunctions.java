package com.barkbase.chaos.snapshot;

import com.barkbase.chaos.scenario.Claim;
import com.barkbase.chaos.scenario.Run;
import com.barkbase.lambda.AwsEndpoints;
import com.barkbase.lambda.FunctionCode;
import com.barkbase.lambda.LambdaRuntime;
import com.barkbase.lambda.LiveHeap;
import com.barkbase.lambda.OpenSockets;
import com.barkbase.lambda.TinyFunction;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Functions in AWS's runtime client, looked at where Lambda would copy them, and asked once they go on. */
final class StoppedFunctions {
    private static final Path JDK = Path.of(System.getProperty("java.home"));

    private final Surroundings around;
    private long connections;
    private long passwords;
    private long keys;
    private long foundLater;
    private long served;
    private long opened;
    private long staleReads;
    private long refusals;

    StoppedFunctions(Surroundings around) {
        this.around = around;
    }

    List<Claim> claims(Run run, int functions) throws Exception {
        for (int number = 0; number < functions && !run.isOver(); number++) {
            run.say("function " + (number + 1) + " of " + functions + " is stopped, looked through, and goes on");
            stop(number);
        }
        String of = ", of " + functions + " functions that stop for their snapshot";
        return List.of(
                Claim.exactly("connections that are open" + of, 0, connections),
                Claim.exactly("copies of the password in the live heap" + of, 0, passwords),
                Claim.exactly("copies of AWS's key and token in the live heap" + of, 0, keys),
                Claim.atLeast(
                        "copies of the password that the same search finds while they serve", functions, foundLater),
                Claim.exactly("first requests served, though the password was rotated meanwhile", functions, served),
                Claim.exactly("connections opened for them", functions, opened),
                Claim.exactly("logins that PostgreSQL refused", 0, refusals),
                Claim.exactly("secrets read with the credentials of before", 0, staleReads));
    }

    private void stop(int number) throws Exception {
        String before = "password-before-" + number;
        String after = "password-after-" + number;
        around.setPassword(before);
        around.aws().issue("before-" + number);
        Path scratch = around.newFolder("stopped");
        FunctionCode function = TinyFunction.compile(around.newFolder("task"), around.opt(), "");
        try (LambdaRuntime runtime = LambdaRuntime.start(scratch, JDK, function, around.opt(), around.variables())) {
            runtime.awaitCheckpoint();
            look(runtime, scratch, number, before);
            around.setPassword(after);
            around.aws().issue("after-" + number);
            String log = runtime.log();
            int reads = around.aws().readers().size();
            runtime.restore();
            served += runtime.invoke("{}").startsWith("\"barkbase_app on Java ") ? 1 : 0;
            String later = runtime.log().substring(log.length());
            opened += count(later, "[DB-LAYER] connected to ");
            refusals += count(later, "refused");
            List<String> readers = around.aws().readers();
            staleReads += readers.subList(reads, readers.size()).stream()
                    .filter(reader -> !reader.equals("after-" + number))
                    .count();
            foundLater += LiveHeap.of(JDK, runtime.pid(), scratch).copies(after) > 0 ? 1 : 0;
        }
    }

    private void look(LambdaRuntime runtime, Path scratch, int number, String password)
            throws IOException, InterruptedException {
        Set<Integer> ports = new TreeSet<>(OpenSockets.remotePorts(runtime.pid()));
        ports.remove(runtime.apiPort());
        connections += ports.size();
        LiveHeap heap = LiveHeap.of(JDK, runtime.pid(), scratch);
        passwords += heap.copies(password);
        keys += heap.copies(AwsEndpoints.secretKey("before-" + number))
                + heap.copies(AwsEndpoints.token("before-" + number));
    }

    static long count(String text, String part) {
        return text.lines().filter(line -> line.contains(part)).count();
    }
}
