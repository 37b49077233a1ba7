package com.barkbase.cdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awscdk.App;
import software.amazon.awscdk.cxapi.CloudAssembly;

/** {@code ./barkbase synth}: the templates of one environment, without the CDK CLI and without an AWS account. */
@Command(
        name = "barkbase synth",
        description = "Writes the CloudFormation templates of an environment to aws/cdk/cdk.out.",
        sortOptions = false)
public final class Synth implements Callable<Integer> {

    private final SourceTree tree;
    private final PrintStream out;

    @Mixin
    private DeploymentOptions options = new DeploymentOptions();

    @Option(names = "--help", usageHelp = true, description = "show this and exit")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    private Synth(SourceTree tree, PrintStream out) {
        this.tree = tree;
        this.out = out;
    }

    public static void main(String... arguments) {
        System.exit(run(List.of(arguments), SourceTree.here(), System.out, System.err));
    }

    /** Does what the arguments say; answers 0, 1 for what can not be, 2 for what is not understood. */
    static int run(List<String> arguments, SourceTree tree, PrintStream out, PrintStream err) {
        return new CommandLine(new Synth(tree, out))
                .setOut(new PrintWriter(out, true, UTF_8))
                .setParameterExceptionHandler((wrong, words) -> say(wrong, err, ExitCode.USAGE))
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, err))
                .execute(arguments.toArray(String[]::new));
    }

    /** What we refuse is said in one sentence; anything else is a mistake of ours and shows where. */
    private static int explain(Exception failure, PrintStream err) throws Exception {
        if (failure instanceof SynthesisException) {
            return say(failure, err, ExitCode.SOFTWARE);
        }
        throw failure;
    }

    private static int say(Exception failure, PrintStream err, int exitCode) {
        err.println(failure.getMessage());
        return exitCode;
    }

    @Override
    public Integer call() {
        out.print(new AssemblyReport(synthesise(options.deployment())).text());
        return ExitCode.OK;
    }

    private CloudAssembly synthesise(Deployment deployment) {
        App app = App.Builder.create()
                .context(tree.context())
                .outdir(tree.cdkOut().toString())
                .build();
        BarkbaseApp.addStacks(app, deployment, tree);
        return BarkbaseApp.synthesise(app);
    }
}
