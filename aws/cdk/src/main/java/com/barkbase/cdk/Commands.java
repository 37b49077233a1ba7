package com.barkbase.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.barkbase.cdk.cost.CostException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ExitCode;

/** How the launcher's commands end: whichever it is, one sentence says what was wrong. */
final class Commands {

    private Commands() {}

    /** Does what the arguments say; answers 0, 1 for what can not be, 2 for what is not understood. */
    static int run(Callable<Integer> command, List<String> arguments, PrintStream out, PrintStream err) {
        return new CommandLine(command)
                .setOut(new PrintWriter(out, true, UTF_8))
                .setParameterExceptionHandler((wrong, words) -> say(wrong, err, ExitCode.USAGE))
                .setExecutionExceptionHandler((failure, line, parsed) -> explain(failure, err))
                .execute(arguments.toArray(String[]::new));
    }

    /** What we refuse is said in one sentence; anything else is a mistake of ours and shows where. */
    private static int explain(Exception failure, PrintStream err) throws Exception {
        if (failure instanceof SynthesisException || failure instanceof CostException) {
            return say(failure, err, ExitCode.SOFTWARE);
        }
        throw failure;
    }

    private static int say(Exception failure, PrintStream err, int exitCode) {
        err.println(failure.getMessage());
        return exitCode;
    }
}
